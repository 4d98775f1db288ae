<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs call:form_summary(Form) ?>
<div class="notice">
<?cs each:line = Confirm ?><p><?cs var:line.Text ?></p>
<?cs /each ?>
</div>
<form method="post" action="<?cs var:url_validate(Action) ?>">
<?cs call:form_proof() ?>
<?cs call:form_fields(Form) ?>
<p class="actions"><button type="submit" class="button <?cs if:Danger ?>danger<?cs else ?>primary<?cs /if ?>"><?cs var:Submit ?></button><a class="button plain" href="<?cs var:url_validate(Cancel) ?>"><?cs var:t("Cancel") ?></a></p>
</form>
<?cs include!"layout_end.cs" ?>
