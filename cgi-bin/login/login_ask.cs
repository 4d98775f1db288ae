<?cs include!"layout_top.cs" ?>
<div class="narrow">
<h1><?cs var:t("Sign in") ?></h1>
<?cs if:Ahead.Text ?><p><?cs var:Ahead.Text ?></p><?cs /if ?>
<?cs if:!Ahead.Only ?>
<?cs call:form_summary(Form) ?>
<form method="post" action="/login" novalidate>
<?cs call:form_state(State.login) ?>
<?cs call:form_fields(Form) ?>
<p><button type="submit" class="button primary"><?cs var:t("Send me the link") ?></button></p>
</form>
<form class="after" method="post" action="/login/passkey" data-passkey="get" data-challenge="<?cs var:Passkey.Challenge ?>" data-host="<?cs var:Passkey.Host ?>">
<?cs call:form_state(State.passkey) ?>
<input type="hidden" name="next" value="<?cs var:Next ?>"><input type="hidden" name="credential"><input type="hidden" name="client_data"><input type="hidden" name="authenticator"><input type="hidden" name="signature"><input type="hidden" name="user">
<p class="error" role="alert" data-wrong hidden><?cs var:t("Your device gave no passkey. Try again, or take another way.") ?></p>
<p><button type="submit" class="button"><?cs var:t("Sign in with a passkey") ?></button></p>
</form>
<script src="/static/js/passkey.js?v=<?cs var:Site.Assets ?>" defer></script>
<?cs /if ?>
<?cs if:Providers.0.Label ?>
<div class="otherwise">
<?cs if:!Ahead.Only ?><p><?cs var:t("Or, where your organisation has set it up:") ?></p><?cs /if ?>
<?cs each:provider = Providers ?>
<form method="post" action="<?cs var:url_validate(provider.Action) ?>">
<?cs call:form_state(State.oidc) ?>
<input type="hidden" name="next" value="<?cs var:Next ?>">
<p><button type="submit" class="button<?cs if:Ahead.Only ?> primary<?cs /if ?>"><?cs var:provider.Label ?></button></p>
</form>
<?cs /each ?>
</div>
<?cs /if ?>
<?cs if:!Ahead.Only ?><?cs if:Register ?><p><a href="/login/register"><?cs var:t("New here? Register with your organisation's address") ?></a></p><?cs /if ?>
<p class="quiet after"><a href="/login/password?next=<?cs var:url_escape(Next) ?>"><?cs var:t("Our staff: sign in with a password") ?></a></p><?cs /if ?>
</div>
<?cs include!"layout_end.cs" ?>
