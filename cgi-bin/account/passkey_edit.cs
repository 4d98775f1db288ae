<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:t("Your phone, your computer or a security key proves that it is you, by its own lock. Nothing has to be typed, and nothing can be given to a false page.") ?></p>
<?cs call:form_summary(Form) ?>
<form method="post" action="<?cs var:url_validate(Account.At) ?>/passkeys/new" data-passkey="create" data-challenge="<?cs var:Passkey.Challenge ?>" data-host="<?cs var:Passkey.Host ?>" data-site="<?cs var:Site.Name ?>" data-user="<?cs var:Passkey.User ?>" data-user-name="<?cs var:Person.Email ?>" data-user-label="<?cs var:Person.Name ?>" data-others="<?cs var:Passkey.Others ?>">
<?cs call:form_proof() ?>
<?cs call:form_fields(Form) ?>
<p class="error" role="alert" data-wrong hidden><?cs var:t("Your device added no passkey. It may have one already, or it was cancelled.") ?></p>
<p class="actions"><button type="submit" class="button primary"><?cs var:t("Add it") ?></button><a class="button plain" href="<?cs var:url_validate(Account.At) ?>"><?cs var:t("Cancel") ?></a></p>
</form>
<noscript><p><?cs var:t("A passkey needs a browser that runs scripts.") ?></p></noscript>
<script src="/static/js/passkey.js?v=<?cs var:Site.Assets ?>" defer></script>
<?cs include!"layout_end.cs" ?>
