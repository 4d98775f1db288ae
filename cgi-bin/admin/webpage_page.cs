<?cs include!"layout_top.cs" ?>
<?cs def:step_hidden() ?><?cs call:form_proof() ?><input type="hidden" name="revision" value="<?cs var:Webpage.Revision ?>"><?cs /def ?>
<div class="heading"><h1><?cs var:Page.Title ?> <?cs call:state(Webpage.State, Webpage.StateWord) ?></h1><?cs if:May.Page && Webpage.Draft && Parts.0.Kind ?><?cs call:page_link(Webpage.Path + "/publish", t("Publish")) ?><?cs /if ?></div>
<?cs call:refusal(t("This has changed"), Webpage.Refusal) ?>
<?cs if:Webpage.Waits ?><div class="notice"><p><?cs var:Webpage.Waits ?></p></div><?cs /if ?>
<?cs call:facts(Facts) ?>
<p class="actions">
<?cs if:May.Page ?><a class="button" href="<?cs var:url_validate(Webpage.Path) ?>/edit"><?cs var:t("Settings") ?></a><?cs /if ?>
<a class="button" href="<?cs var:url_validate(Webpage.Path) ?>/preview"><?cs var:t("Preview") ?></a>
<?cs if:May.Page && Webpage.Published ?><a class="button danger" href="<?cs var:url_validate(Webpage.Path) ?>/withdraw"><?cs var:t("Withdraw it") ?></a><?cs /if ?>
</p>
<h2><?cs var:t("Blocks") ?></h2>
<?cs if:Parts.0.Kind ?>
<ol class="desk">
<?cs each:part = Parts ?>
<li id="block-<?cs var:part.Place ?>">
<p class="what"><strong><?cs var:part.Kind ?></strong><?cs if:part.Words ?> <span><?cs var:part.Words ?></span><?cs /if ?><?cs if:part.Missing ?> <span class="quiet"><?cs var:t("no picture yet") ?></span><?cs /if ?></p>
<?cs if:May.Page ?>
<form method="post" action="<?cs var:url_validate(Webpage.Path) ?>/blocks/turn"><?cs call:step_hidden() ?><input type="hidden" name="position" value="<?cs var:part.Place ?>">
<p class="tools">
<a class="button" href="<?cs var:url_validate(Webpage.Path) ?>/blocks/<?cs var:part.Place ?>"><?cs var:t("Change") ?><span class="unseen">: <?cs var:part.Kind ?> <?cs var:part.Place ?></span></a>
<?cs if:part.Picture ?><a class="button" href="<?cs var:url_validate(Webpage.Path) ?>/blocks/<?cs var:part.Place ?>/picture"><?cs var:t("Picture") ?><span class="unseen">: <?cs var:part.Kind ?> <?cs var:part.Place ?></span></a><?cs /if ?>
<?cs if:!part.First ?><button type="submit" class="button" name="way" value="up"><?cs var:t("Up") ?><span class="unseen">: <?cs var:part.Kind ?> <?cs var:part.Place ?></span></button><?cs /if ?>
<?cs if:!part.Last ?><button type="submit" class="button" name="way" value="down"><?cs var:t("Down") ?><span class="unseen">: <?cs var:part.Kind ?> <?cs var:part.Place ?></span></button><?cs /if ?>
<a class="button danger" href="<?cs var:url_validate(Webpage.Path) ?>/blocks/<?cs var:part.Place ?>/remove"><?cs var:t("Remove") ?><span class="unseen">: <?cs var:part.Kind ?> <?cs var:part.Place ?></span></a>
</p>
</form>
<?cs /if ?>
</li>
<?cs /each ?>
</ol>
<?cs else ?><div class="empty"><p><?cs var:t("There is no block on it yet.") ?></p></div>
<?cs /if ?>
<?cs if:May.Page ?>
<form method="get" action="<?cs var:url_validate(Webpage.Path) ?>/blocks/new">
<div class="field"><label for="kind"><?cs var:t("Add a block at the end") ?></label>
<select class="input" id="kind" name="kind">
<?cs each:kind = Kinds ?><option value="<?cs var:kind.Value ?>"><?cs var:kind.Label ?></option>
<?cs /each ?>
</select></div>
<p class="actions"><button type="submit" class="button<?cs if:!Parts.0.Kind ?> primary<?cs /if ?>"><?cs var:t("Go on") ?></button></p>
</form>
<?cs /if ?>
<?cs if:May.Page && Webpage.Draft ?>
<form method="post" action="<?cs var:url_validate(Webpage.Path) ?>/discard"><?cs call:step_hidden() ?>
<p class="actions"><button type="submit" class="button danger"><?cs if:Webpage.Waits ?><?cs var:t("Throw the draft away") ?><?cs else ?><?cs var:t("Throw this page away") ?><?cs /if ?></button></p>
</form>
<?cs /if ?>
<?cs call:versions_part() ?>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
