<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:May.Catalogue ?><?cs call:page_link("/admin/prices/new", t("Add a price list")) ?><?cs /if ?></div>
<?cs call:table(Lists) ?>
<?cs include!"layout_end.cs" ?>
