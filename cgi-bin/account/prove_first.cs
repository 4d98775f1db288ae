<?cs include!"layout_top.cs" ?>
<div class="narrow">
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:t("Your account opens other people's data, so a mailbox alone is not enough to enter. Set up a second step now; it takes a minute, and you are asked for it whenever you sign in.") ?></p>
<p class="actions"><a class="button primary" href="<?cs var:url_validate(Account.At) ?>/totp?next=<?cs var:url_escape(Next) ?>"><?cs var:t("Set up an authenticator app") ?></a><a class="button" href="<?cs var:url_validate(Account.At) ?>/passkeys/new?next=<?cs var:url_escape(Next) ?>"><?cs var:t("Add a passkey") ?></a></p>
</div>
<?cs include!"layout_end.cs" ?>
