<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs if:Logo.Error ?><div class="summary" role="alert" tabindex="-1" autofocus><h2><?cs var:t("Please check this") ?></h2><ul><li><a href="#logo"><?cs var:Logo.Error ?></a></li></ul></div><?cs /if ?>
<?cs if:Logo.Now ?><p><img src="<?cs var:url_validate(Logo.Now) ?>" alt="<?cs var:t("The logo of today") ?>" height="64"></p><?cs /if ?>
<form method="post" enctype="multipart/form-data" action="<?cs var:url_validate(Brand.Path) ?>/logo">
<?cs call:form_proof() ?>
<div class="field<?cs if:Logo.Error ?> wrong<?cs /if ?>">
<label for="logo"><?cs var:t("Picture") ?></label>
<?cs if:Logo.Error ?><p class="error" id="logo-error"><span class="unseen"><?cs var:t("Error:") ?></span> <?cs var:Logo.Error ?></p><?cs /if ?>
<input class="input" type="file" id="logo" name="logo" required accept="image/png,image/jpeg,image/webp" aria-describedby="logo-hint"<?cs if:Logo.Error ?> aria-invalid="true"<?cs /if ?>>
<p class="hint" id="logo-hint"><?cs var:t("PNG, JPEG or WebP, at most 512 KB. It is shown 32 pixels high in the partner's portal.") ?></p>
</div>
<p class="actions"><button type="submit" class="button primary"><?cs var:t("Save the logo") ?></button><a class="button plain" href="<?cs var:url_validate(Brand.Path) ?>"><?cs var:t("Cancel") ?></a></p>
</form>
<?cs if:Logo.Now ?>
<form method="post" action="<?cs var:url_validate(Brand.Path) ?>/logo"><?cs call:form_proof() ?>
<p class="actions"><button type="submit" class="button danger" name="remove" value="1"><?cs var:t("Remove the logo") ?></button></p>
</form>
<?cs /if ?>
<?cs include!"layout_end.cs" ?>
