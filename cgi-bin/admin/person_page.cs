<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?> <?cs call:state(User.Status, User.StatusWord) ?></h1><?cs if:User.May ?><?cs call:page_link(User.Path + "/edit", t("Change it")) ?><?cs /if ?></div>
<?cs call:facts(Facts) ?>
<?cs if:User.ViewHref ?><p class="actions"><a class="button" href="<?cs var:url_validate(User.ViewHref) ?>"><?cs var:t("Look at the portal as this person") ?></a></p><?cs /if ?>
<?cs if:User.May ?><p class="actions">
<?cs if:User.Active ?><a class="button danger" href="<?cs var:url_validate(User.Path) ?>/status"><?cs var:t("Deactivate") ?></a>
<?cs else ?><a class="button" href="<?cs var:url_validate(User.Path) ?>/status"><?cs var:t("Reactivate") ?></a>
<?cs /if ?>
</p><?cs /if ?>
<?cs if:History.0.What ?>
<h2><?cs var:t("History") ?></h2>
<?cs call:history(History) ?>
<?cs /if ?>
<?cs include!"layout_end.cs" ?>
