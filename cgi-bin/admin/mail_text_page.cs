<?cs include!"layout_top.cs" ?>
<?cs include!"admin/_mail.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:Text.Old ?><?cs call:page_link(Text.Path + "/edit?version=" + Text.Version, t("Take it up again")) ?><?cs else ?><?cs call:page_link(Text.Path + "/edit", t("Change it")) ?><?cs /if ?></div>
<?cs if:Text.Old ?><div class="notice"><p><?cs var:Text.Old ?></p><p><a href="<?cs var:url_validate(Text.Path) ?>"><?cs var:t("See the text that holds now") ?></a></p></div>
<?cs else ?><p><?cs if:Text.Own ?><?cs call:state("active", t("Own text")) ?><?cs else ?><?cs call:state("inactive", t("Built-in text")) ?><?cs /if ?></p>
<?cs /if ?>
<h2><?cs var:t("Preview with samples") ?></h2>
<?cs call:mail_preview(Preview) ?>
<?cs if:!Text.Old ?>
<form method="post" action="<?cs var:url_validate(Text.Path) ?>/test">
<?cs call:form_proof() ?>
<p class="actions"><button type="submit" class="button"><?cs var:t("Send a test to me") ?></button><?cs if:Text.Own ?><a class="button plain" href="<?cs var:url_validate(Text.Path) ?>/restore"><?cs var:t("Restore the built-in text") ?></a><?cs /if ?></p>
</form>
<?cs /if ?>
<?cs if:Text.Own ?>
<h2><?cs var:t("Compared with the built-in text") ?></h2>
<ol class="diff" lang="<?cs var:Preview.Language ?>" dir="auto">
<?cs each:line = Diff ?>
<li class="<?cs var:line.Kind ?>"><span class="unseen"><?cs var:line.Word ?></span><span class="said"><?cs var:line.Text ?></span></li>
<?cs /each ?>
</ol>
<?cs /if ?>
<h2><?cs var:t("History") ?></h2>
<?cs if:Versions.0.What ?>
<ol class="history">
<?cs each:v = Versions ?>
<li><p><?cs if:v.Href ?><a href="<?cs var:url_validate(v.Href) ?>"><?cs var:v.What ?></a><?cs else ?><?cs var:v.What ?><?cs /if ?></p>
<p class="quiet"><?cs if:v.Who ?><?cs var:v.Who ?>, <?cs /if ?><time datetime="<?cs var:v.Iso ?>"><?cs var:v.When ?></time></p></li>
<?cs /each ?>
</ol>
<?cs else ?><p class="quiet"><?cs var:t("Nobody has changed this text yet.") ?></p>
<?cs /if ?>
<?cs include!"layout_end.cs" ?>
