<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:May.Catalogue ?><?cs call:page_link(Promo.Path + "/edit", t("Change it")) ?><?cs /if ?></div>
<?cs call:facts(Facts) ?>
<?cs if:May.Support ?>
<h2><?cs var:t("Orders") ?></h2>
<?cs set:Orders.Title = t("Orders") ?><?cs call:table(Orders) ?>
<?cs /if ?>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
