<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?> <?cs call:state(Offer.Status, Offer.StatusWord) ?></h1><?cs if:May.Catalogue && Offer.Draft && !Offer.Problem ?><?cs call:page_link(Offer.Path + "/publish", t("Publish")) ?><?cs /if ?></div>
<?cs if:Offer.Waits || Offer.Problem ?><div class="notice"><?cs if:Offer.Waits ?><p><?cs var:Offer.Waits ?></p><?cs /if ?><?cs if:Offer.Problem ?><p><?cs var:t("It cannot be published yet:") ?> <?cs var:Offer.Problem ?></p><?cs /if ?></div><?cs /if ?>
<?cs call:facts(Facts) ?>
<p class="actions">
<?cs if:May.Catalogue ?><a class="button" href="<?cs var:url_validate(Offer.Path) ?>/draft"><?cs if:Offer.Draft ?><?cs var:t("Change the draft") ?><?cs else ?><?cs var:t("Begin the next version") ?><?cs /if ?></a><?cs /if ?>
<a class="button" href="<?cs var:url_validate(Offer.Path) ?>/explain"><?cs var:t("Who sees it, at which price") ?></a>
<?cs if:Offer.Draft ?><a class="button" href="<?cs var:url_validate(Offer.Path) ?>/explain?draft=1"><?cs var:t("Look at the draft as a partner") ?></a><?cs /if ?>
<?cs if:May.Catalogue && Offer.Sells ?><a class="button danger" href="<?cs var:url_validate(Offer.Path) ?>/retire"><?cs var:t("Take it off the shelf") ?></a><?cs /if ?>
</p>
<div class="heading"><h2><?cs var:t("Products") ?></h2><?cs if:May.Catalogue ?><a class="button" href="<?cs var:url_validate(Offer.Path) ?>/items"><?cs var:t("Change the products") ?></a><?cs /if ?></div>
<?cs set:Items.Title = t("Products") ?><?cs call:table(Items) ?>
<h2><?cs var:t("Versions") ?></h2>
<?cs set:Versions.Title = t("Versions") ?><?cs call:table(Versions) ?>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
