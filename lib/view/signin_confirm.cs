<?cs include!"layout_top.cs" ?>
<div class="narrow">
<h1><?cs var:t("Sign in") ?></h1>
<p><?cs var:t("You are about to sign in on this device as") ?> <strong><?cs var:Confirm.Email ?></strong>.</p>
<form method="post" action="<?cs var:url_validate(Signin.At) ?>/confirm">
<?cs call:form_state(State.confirm) ?>
<input type="hidden" name="t" value="<?cs var:Confirm.Token ?>">
<p><button type="submit" class="button primary"><?cs var:t("Sign in") ?></button></p>
</form>
</div>
<?cs include!"layout_end.cs" ?>
