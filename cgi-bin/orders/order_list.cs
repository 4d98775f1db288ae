<?cs include!"layout_top.cs" ?>
<h1><?cs var:t("Orders") ?></h1>
<div class="dense"><?cs call:table(Orders) ?></div>
<?cs include!"layout_end.cs" ?>
