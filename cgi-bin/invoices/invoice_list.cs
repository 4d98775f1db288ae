<?cs include!"layout_top.cs" ?>
<h1><?cs var:t("Invoices") ?></h1>
<div class="dense"><?cs call:table(Invoices) ?></div>
<?cs include!"layout_end.cs" ?>
