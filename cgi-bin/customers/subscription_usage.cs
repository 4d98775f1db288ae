<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:Add ?><?cs call:page_link(Add, t("Add a use")) ?><?cs /if ?></div>
<?cs call:table(Uses) ?>
<?cs include!"layout_end.cs" ?>
