<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs call:form_summary(Form) ?>
<ol class="history">
<li><p><?cs var:t("Scan this with the app, or open it there:") ?></p>
<p><img class="qr" src="<?cs var:url_validate(Totp.Drawing) ?>" alt="<?cs var:t("The secret as a picture; it is written below, too.") ?>" width="232" height="232"></p>
<p><a href="otpauth://<?cs var:Totp.Uri ?>"><?cs var:t("Open in the app on this device") ?></a></p></li>
<li><p><?cs var:t("Or type the secret into the app:") ?> <code><?cs var:Totp.Secret ?></code></p></li>
<li><p><?cs var:t("Then type the code that the app shows:") ?></p>
<form method="post" action="<?cs var:url_validate(Account.At) ?>/totp" novalidate>
<?cs call:form_proof() ?>
<?cs call:form_fields(Form) ?>
<p class="actions"><button type="submit" class="button primary"><?cs var:t("Set it up") ?></button></p>
</form></li>
</ol>
<?cs include!"layout_end.cs" ?>
