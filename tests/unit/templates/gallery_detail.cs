<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?> <?cs call:state(Deal.Status, Deal.StatusWord) ?></h1><?cs call:page_link("/deals/x/edit", t("Change it")) ?></div>
<?cs call:facts(Facts) ?>
<h2><?cs var:t("Documents") ?></h2>
<?cs call:links(Documents) ?>
<h2><?cs var:t("History") ?></h2>
<?cs call:history(History) ?>
<?cs include!"layout_end.cs" ?>
