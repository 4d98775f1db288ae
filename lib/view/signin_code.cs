<?cs include!"layout_top.cs" ?>
<div class="narrow">
<h1><?cs var:t("Look into your mail") ?></h1>
<p><?cs var:t("If this address may sign in, a mail is on its way. Open its link on this or another device, or type its code here. Both are good for some minutes.") ?></p>
<?cs call:form_summary(Form) ?>
<form method="post" action="<?cs var:url_validate(Signin.At) ?>/code" novalidate>
<?cs call:form_state(State.code) ?>
<?cs call:form_fields(Form) ?>
<p><button type="submit" class="button primary"><?cs var:t("Sign in") ?></button></p>
</form>
<p><a href="<?cs var:url_validate(Signin.At) ?>"><?cs var:t("No mail came: ask again") ?></a></p>
</div>
<?cs include!"layout_end.cs" ?>
