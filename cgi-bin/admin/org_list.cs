<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:May.Org ?><?cs call:page_link("/admin/partners/new", t("Add an organisation")) ?><?cs /if ?></div>
<?cs call:table(Organisations) ?>
<?cs include!"layout_end.cs" ?>
