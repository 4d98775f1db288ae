<?cs include!"layout_top.cs" ?>
<div class="narrow">
<h1><?cs var:Page.Title ?></h1>
<?cs if:Prove.Half ?><p><?cs var:t("You are almost signed in. Give your second factor.") ?></p>
<?cs else ?><p><?cs var:t("What you are about to do is well guarded. Show that it is still you; that holds for some minutes.") ?></p>
<?cs /if ?>
<?cs call:form_summary(Form) ?>
<?cs if:Passkeys.0.Id ?>
<form method="post" action="<?cs var:url_validate(Account.At) ?>/prove/passkey" data-passkey="get" data-challenge="<?cs var:Passkey.Challenge ?>" data-host="<?cs var:Passkey.Host ?>" data-others="<?cs var:Passkey.Others ?>">
<?cs call:form_proof() ?>
<input type="hidden" name="next" value="<?cs var:Next ?>"><input type="hidden" name="credential"><input type="hidden" name="client_data"><input type="hidden" name="authenticator"><input type="hidden" name="signature"><input type="hidden" name="user">
<p class="error" role="alert" data-wrong hidden><?cs var:t("Your device gave no passkey. Try again, or take another way.") ?></p>
<p><button type="submit" class="button<?cs if:!Prove.Totp ?> primary<?cs /if ?>"><?cs var:t("Use a passkey") ?></button></p>
</form>
<script src="/static/js/passkey.js?v=<?cs var:Site.Assets ?>" defer></script>
<?cs /if ?>
<?cs if:Prove.Totp ?>
<form method="post" action="<?cs var:url_validate(Account.At) ?>/prove" novalidate>
<?cs call:form_proof() ?>
<?cs call:form_fields(Form) ?>
<p><button type="submit" class="button primary"><?cs var:t("Go on") ?></button></p>
</form>
<?cs elif:Prove.Mailed ?>
<p><?cs var:tf("A mail is on its way to %s. Type its code here; it is good for some minutes.", Person.Email) ?></p>
<form method="post" action="<?cs var:url_validate(Account.At) ?>/prove/mail/code" novalidate>
<?cs call:form_proof() ?>
<?cs call:form_fields(Form) ?>
<p><button type="submit" class="button primary"><?cs var:t("Go on") ?></button></p>
</form>
<?cs /if ?>
<?cs if:Prove.Mail ?>
<form method="post" action="<?cs var:url_validate(Account.At) ?>/prove/mail">
<?cs call:form_proof() ?>
<input type="hidden" name="next" value="<?cs var:Next ?>">
<p><button type="submit" class="button<?cs if:!Prove.Mailed ?> primary<?cs /if ?>"><?cs if:Prove.Mailed ?><?cs var:t("No mail came: send another") ?><?cs else ?><?cs var:t("Mail me a code") ?><?cs /if ?></button></p>
</form>
<?cs /if ?>
<?cs if:Prove.Totp ?><p class="quiet after"><?cs var:t("Phone lost and no recovery code left? Ask your administrator, who can take the second step away.") ?></p><?cs /if ?>
</div>
<?cs include!"layout_end.cs" ?>
