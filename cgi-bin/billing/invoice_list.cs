<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs call:table(Invoices) ?>
<?cs include!"layout_end.cs" ?>
