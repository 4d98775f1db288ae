<?cs include!"layout_top.cs" ?>
<h1><?cs var:t("Orders") ?></h1>
<?cs call:table(Orders) ?>
<?cs include!"layout_end.cs" ?>
