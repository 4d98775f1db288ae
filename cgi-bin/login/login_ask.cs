<?cs include!"layout_top.cs" ?>
<div class="narrow">
<h1><?cs var:t("Sign in") ?></h1>
<?cs call:form_summary(Form) ?>
<form method="post" action="/login" novalidate>
<?cs call:form_state(State.login) ?>
<?cs call:form_fields(Form) ?>
<p><button type="submit" class="button primary"><?cs var:t("Send me the link") ?></button></p>
</form>
<?cs if:Providers.0.Label ?>
<div class="otherwise">
<p><?cs var:t("Or, where your organisation has set it up:") ?></p>
<?cs each:provider = Providers ?>
<form method="post" action="<?cs var:url_validate(provider.Action) ?>">
<?cs call:form_state(State.oidc) ?>
<input type="hidden" name="next" value="<?cs var:Next ?>">
<p><button type="submit" class="button"><?cs var:provider.Label ?></button></p>
</form>
<?cs /each ?>
</div>
<?cs /if ?>
</div>
<?cs include!"layout_end.cs" ?>
