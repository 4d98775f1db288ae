<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs call:form_summary(Form) ?>
<form method="post" action="<?cs var:url_validate(Account.At) ?>/password" novalidate>
<?cs call:form_proof() ?>
<?cs call:form_fields(Form) ?>
<p class="actions"><button type="submit" class="button primary"><?cs var:t("Set it") ?></button><a class="button plain" href="<?cs var:url_validate(Account.At) ?>"><?cs var:t("Cancel") ?></a></p>
</form>
<?cs include!"layout_end.cs" ?>
