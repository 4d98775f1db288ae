<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:t("Customers") ?></h1><?cs if:May ?><?cs call:page_link("/customers/new", t("Add a customer")) ?><?cs /if ?></div>
<?cs call:table(Customers) ?>
<?cs include!"layout_end.cs" ?>
