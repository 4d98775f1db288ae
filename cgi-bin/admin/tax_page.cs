<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:May.Catalogue ?><?cs call:page_link(Tax.Path + "/end", t("Set its last day")) ?><?cs /if ?></div>
<?cs call:facts(Facts) ?>
<p class="quiet"><?cs var:t("A rule is never changed: end it, and add another from the next day on. Issued invoices keep the tax that they were issued with.") ?></p>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
