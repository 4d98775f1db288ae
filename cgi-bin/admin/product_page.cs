<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:May.Catalogue ?><?cs call:page_link(Product.Path + "/edit", t("Change it")) ?><?cs /if ?></div>
<?cs call:facts(Facts) ?>
<?cs if:May.Catalogue ?><p class="actions"><a class="button" href="<?cs var:url_validate(Product.Path) ?>/subscription-rules"><?cs var:t("Subscription rules") ?></a></p><?cs /if ?>
<div class="heading"><h2><?cs var:t("Its own prices") ?></h2><?cs if:May.Catalogue ?><a class="button" href="<?cs var:url_validate(Product.Path) ?>/prices/new"><?cs var:t("Set a price") ?></a><?cs /if ?></div>
<?cs set:Prices.Title = t("Its own prices") ?><?cs call:table(Prices) ?>
<h2><?cs var:t("In price lists") ?></h2>
<?cs set:Lists.Title = t("In price lists") ?><?cs call:table(Lists) ?>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
