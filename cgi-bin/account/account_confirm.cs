<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<div class="notice"><p><?cs var:Confirm.Text ?></p></div>
<form method="post" action="<?cs var:url_validate(Confirm.Action) ?>">
<?cs call:form_proof() ?>
<p class="actions"><button type="submit" class="button <?cs if:Confirm.Danger ?>danger<?cs else ?>primary<?cs /if ?>"><?cs var:Confirm.Submit ?></button><a class="button plain" href="<?cs var:url_validate(Account.At) ?>"><?cs var:t("Cancel") ?></a></p>
</form>
<?cs include!"layout_end.cs" ?>
