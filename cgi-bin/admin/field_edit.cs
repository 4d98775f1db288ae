<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs call:form_summary(Form) ?>
<form method="post" action="<?cs var:url_validate(Action) ?>" novalidate>
<?cs call:form_proof() ?>
<?cs call:form_fields(Form) ?>
<p class="actions"><button type="submit" class="button primary"><?cs var:t("Save") ?></button><a class="button plain" href="/admin/fields"><?cs var:t("Cancel") ?></a></p>
</form>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
