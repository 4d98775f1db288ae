<?cs include!"layout_top.cs" ?>
<div class="narrow">
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:Register.Text ?> <?cs var:t("You will sign in with") ?> <strong><?cs var:Register.Email ?></strong>.</p>
<?cs call:form_summary(Form) ?>
<form method="post" action="/login/register/confirm" novalidate>
<?cs call:form_state(State.confirm) ?>
<?cs call:form_fields(Form) ?>
<p><button type="submit" class="button primary"><?cs var:t("Ask to join") ?></button></p>
</form>
</div>
<?cs include!"layout_end.cs" ?>
