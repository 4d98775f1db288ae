<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:May.Catalogue ?><?cs call:page_link("/admin/promotions/new", t("Add a promotion")) ?><?cs /if ?></div>
<?cs call:table(Promos) ?>
<?cs include!"layout_end.cs" ?>
