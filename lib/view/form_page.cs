<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs call:form_summary(Form) ?>
<?cs if:Confirm.0.Text ?><div class="notice">
<?cs each:line = Confirm ?><p><?cs var:line.Text ?></p>
<?cs /each ?>
</div><?cs /if ?>
<form method="post" action="<?cs var:url_validate(Action) ?>" novalidate>
<?cs call:form_proof() ?><?cs if:Form.Was ?><input type="hidden" name="_was" value="<?cs var:Form.Was ?>"><?cs /if ?>
<?cs call:form_fields(Form) ?>
<?cs each:group = Groups ?><?cs call:tick_group(group) ?><?cs /each ?>
<p class="actions"><button type="submit" class="button primary"><?cs var:Submit ?></button><a class="button plain" href="<?cs var:url_validate(Cancel) ?>"><?cs var:t("Cancel") ?></a></p>
</form>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
