<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:May.Brand && Brand.Draft ?><?cs call:page_link(Brand.Path + "/publish", t("Publish the draft")) ?><?cs /if ?></div>
<?cs if:Brand.Waits ?><div class="notice"><p><?cs var:Brand.Waits ?></p></div><?cs /if ?>
<?cs if:Brand.Now ?><p><img src="<?cs var:url_validate(Brand.Now) ?>" alt="<?cs var:t("The logo of today") ?>" height="48"></p><?cs /if ?>
<?cs call:facts(Facts) ?>
<?cs if:May.Brand ?>
<p class="actions">
<a class="button" href="<?cs var:url_validate(Brand.Path) ?>/edit"><?cs if:Brand.Draft ?><?cs var:t("Change the draft") ?><?cs else ?><?cs var:t("Begin the next version") ?><?cs /if ?></a>
<a class="button" href="<?cs var:url_validate(Brand.Path) ?>/logo"><?cs var:t("Logo") ?></a>
<?cs if:Brand.Draft ?><a class="button" href="<?cs var:url_validate(Brand.Path) ?>/preview"><?cs var:t("Preview the draft") ?></a><?cs /if ?>
</p>
<?cs if:Brand.Draft ?>
<form method="post" action="<?cs var:url_validate(Brand.Path) ?>/discard"><?cs call:form_proof() ?>
<p class="actions"><button type="submit" class="button danger"><?cs var:t("Throw the draft away") ?></button></p>
</form>
<?cs /if ?>
<?cs if:Brand.MayOwn ?>
<form method="post" action="<?cs var:url_validate(Brand.Path) ?>/own"><?cs call:form_proof() ?>
<h2><?cs var:t("Who may change it") ?></h2>
<p><?cs if:Brand.Own ?><?cs var:t("Its own administrator may change how it looks and what it says, too.") ?><?cs else ?><?cs var:t("Only we may change it; its own administrator may not.") ?><?cs /if ?></p>
<p class="actions"><button type="submit" class="button" name="own" value="<?cs if:!Brand.Own ?>1<?cs /if ?>"><?cs if:Brand.Own ?><?cs var:t("Let only us change it") ?><?cs else ?><?cs var:t("Let its administrator change it, too") ?><?cs /if ?></button></p>
</form>
<?cs /if ?>
<?cs /if ?>
<?cs call:versions_part() ?>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
