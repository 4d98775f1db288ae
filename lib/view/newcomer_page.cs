<?cs include!"layout_top.cs" ?>
<div class="narrow">
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:Newcomer.Text ?> <?cs var:t("You will sign in with") ?> <strong><?cs var:Newcomer.Email ?></strong>.</p>
<?cs call:form_summary(Form) ?>
<form method="post" action="<?cs var:url_validate(Newcomer.Action) ?>" novalidate>
<?cs call:form_state(State.newcomer) ?>
<?cs call:form_fields(Form) ?>
<p><button type="submit" class="button primary"><?cs var:Newcomer.Submit ?></button></p>
</form>
</div>
<?cs include!"layout_end.cs" ?>
