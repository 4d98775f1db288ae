<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs if:Picture.Error ?><div class="summary" role="alert" tabindex="-1" autofocus><h2><?cs var:t("Please check this") ?></h2><ul><li><a href="#<?cs var:Picture.Name ?>"><?cs var:Picture.Error ?></a></li></ul></div><?cs /if ?>
<?cs if:Picture.Now ?><p><img class="now" src="<?cs var:url_validate(Picture.Now) ?>" alt="<?cs var:Picture.NowAlt ?>"></p><?cs /if ?>
<form method="post" enctype="multipart/form-data" action="<?cs var:url_validate(Picture.Action) ?>">
<?cs call:form_proof() ?><?cs if:Picture.Revision ?><input type="hidden" name="revision" value="<?cs var:Picture.Revision ?>"><?cs /if ?>
<div class="field<?cs if:Picture.Error ?> wrong<?cs /if ?>">
<label for="<?cs var:Picture.Name ?>"><?cs var:t("Picture") ?></label>
<?cs if:Picture.Error ?><p class="error" id="<?cs var:Picture.Name ?>-error"><span class="unseen"><?cs var:t("Error:") ?></span> <?cs var:Picture.Error ?></p><?cs /if ?>
<input class="input" type="file" id="<?cs var:Picture.Name ?>" name="<?cs var:Picture.Name ?>" required accept="image/png,image/jpeg,image/webp" aria-describedby="<?cs if:Picture.Error ?><?cs var:Picture.Name ?>-error <?cs /if ?><?cs var:Picture.Name ?>-hint"<?cs if:Picture.Error ?> aria-invalid="true"<?cs /if ?>>
<p class="hint" id="<?cs var:Picture.Name ?>-hint"><?cs var:Picture.Hint ?></p>
</div>
<p class="actions"><button type="submit" class="button primary"><?cs var:Picture.Save ?></button><a class="button plain" href="<?cs var:url_validate(Picture.Cancel) ?>"><?cs var:t("Cancel") ?></a></p>
</form>
<?cs if:Picture.Now ?>
<form method="post" action="<?cs var:url_validate(Picture.Action) ?>"><?cs call:form_proof() ?><?cs if:Picture.Revision ?><input type="hidden" name="revision" value="<?cs var:Picture.Revision ?>"><?cs /if ?>
<p class="actions"><button type="submit" class="button danger" name="remove" value="1"><?cs var:Picture.Remove ?></button></p>
</form>
<?cs /if ?>
<?cs include!"layout_end.cs" ?>
