<?cs include!"layout_top.cs" ?>
<h1><?cs var:t("Invoices") ?></h1>
<?cs call:table(Invoices) ?>
<?cs include!"layout_end.cs" ?>
