<?cs include!"layout_top.cs" ?>
<h1><?cs var:t("Customers") ?></h1>
<?cs call:table(Customers) ?>
<?cs include!"layout_end.cs" ?>
