<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:May.Catalogue ?><?cs call:page_link("/admin/products/new", t("Add a product")) ?><?cs /if ?></div>
<?cs call:table(Products) ?>
<?cs include!"layout_end.cs" ?>
