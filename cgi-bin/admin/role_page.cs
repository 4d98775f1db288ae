<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:Role.Edit ?><?cs call:page_link(Role.Path + "/edit", t("Change it")) ?><?cs /if ?></div>
<?cs call:facts(Facts) ?>
<h2><?cs var:t("What it lets one do") ?></h2>
<?cs if:Rights.0.Text ?><?cs call:facts(Rights) ?><?cs else ?><p class="quiet"><?cs var:t("Nothing yet.") ?></p><?cs /if ?>
<div class="actions"><a class="button" href="<?cs var:url_validate(Role.Copy) ?>"><?cs var:t("Copy it") ?></a>
<?cs if:Role.Delete ?><a class="button danger" href="<?cs var:url_validate(Role.Path) ?>/delete"><?cs var:t("Delete") ?></a><?cs /if ?></div>
<h2><?cs var:t("Who has it") ?></h2>
<?cs if:Holders.Count > #0 ?><?cs set:Holders.Title = t("Who has it") ?><?cs call:table(Holders) ?><?cs else ?><p class="quiet"><?cs var:Holders.Empty ?></p><?cs /if ?>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
