<?cs include!"layout_top.cs" ?>
<?cs include!"admin/_mail.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs call:form_summary(Form) ?>
<?cs if:Preview.Subject ?>
<div class="notice"><p><?cs var:t("This is how it would look. It is not saved yet.") ?></p></div>
<?cs call:mail_preview(Preview) ?>
<?cs /if ?>
<form class="tall" method="post" action="<?cs var:url_validate(Text.Path) ?>/edit" novalidate>
<?cs call:form_proof() ?>
<?cs call:form_fields(Form) ?>
<p class="actions"><button type="submit" class="button primary"><?cs var:t("Save") ?></button><button type="submit" class="button" formaction="<?cs var:url_validate(Text.Path) ?>/preview"><?cs var:t("Preview") ?></button><a class="button plain" href="<?cs var:url_validate(Text.Path) ?>"><?cs var:t("Cancel") ?></a></p>
</form>
<h2><?cs var:t("Placeholders") ?></h2>
<?cs call:mail_vars(Vars) ?>
<?cs include!"layout_end.cs" ?>
