<?cs include!"layout_top.cs" ?>
<div class="narrow">
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:t("For our own staff who have set one. Everybody else signs in by mail.") ?></p>
<?cs call:form_summary(Form) ?>
<form method="post" action="/login/password" novalidate>
<?cs call:form_state(State.password) ?>
<?cs call:form_fields(Form) ?>
<p><button type="submit" class="button primary"><?cs var:t("Sign in") ?></button></p>
</form>
<p class="after"><a href="/login"><?cs var:t("Sign in by mail instead") ?></a></p>
</div>
<?cs include!"layout_end.cs" ?>
