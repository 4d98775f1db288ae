<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:May.Catalogue ?><?cs call:page_link("/admin/taxes/new", t("Add a rule")) ?><?cs /if ?></div>
<p class="quiet"><?cs var:t("The narrowest rule holds: a country before every other, a region before its country, a buyer with a tax number before all buyers.") ?> <a href="/admin/taxes/explain"><?cs var:t("Which rule holds for whom") ?></a></p>
<div class="dense"><?cs call:table(Taxes) ?></div>
<?cs include!"layout_end.cs" ?>
