<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs call:table(Groups) ?>
<?cs include!"layout_end.cs" ?>
