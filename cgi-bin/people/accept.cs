<?cs include!"layout_top.cs" ?>
<div class="narrow">
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:Accept.Text ?> <?cs var:t("You will sign in with") ?> <strong><?cs var:Accept.Email ?></strong>.</p>
<?cs call:form_summary(Form) ?>
<form method="post" action="/people/accept" novalidate>
<?cs call:form_state(State.accept) ?>
<?cs call:form_fields(Form) ?>
<p><button type="submit" class="button primary"><?cs var:t("Accept the invitation") ?></button></p>
</form>
</div>
<?cs include!"layout_end.cs" ?>
