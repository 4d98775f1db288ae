<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:May.Catalogue ?><?cs call:page_link("/admin/offers/new", t("Add an offer")) ?><?cs /if ?></div>
<?cs call:table(Offers) ?>
<?cs include!"layout_end.cs" ?>
