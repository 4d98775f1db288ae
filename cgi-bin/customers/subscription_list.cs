<?cs include!"layout_top.cs" ?>
<h1><?cs var:t("Subscriptions") ?></h1>
<?cs call:table(Subscriptions) ?>
<?cs include!"layout_end.cs" ?>
