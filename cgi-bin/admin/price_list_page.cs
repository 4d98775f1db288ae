<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:May.Catalogue ?><?cs call:page_link(List.Path + "/prices/new", t("Set a price")) ?><?cs /if ?></div>
<p class="quiet"><?cs if:List.Base ?><?cs var:t("The general list: it holds for everybody whose own list and tier lack a product.") ?><?cs else ?><?cs var:t("Holds for the organisations that have it, before any other price.") ?><?cs /if ?></p>
<?cs call:table(Items) ?>
<?cs if:!List.Base ?>
<h2><?cs var:t("Who buys by it") ?></h2>
<?cs set:Orgs.Title = t("Who buys by it") ?><?cs call:table(Orgs) ?>
<?cs /if ?>
<?cs if:May.Catalogue ?><p class="actions"><a class="button" href="<?cs var:url_validate(List.Path) ?>/edit"><?cs var:t("Rename it or change its use") ?></a></p><?cs /if ?>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
