<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs call:form_summary(Form) ?>
<?cs if:Replace.Href ?><div class="notice"><p><?cs var:t("The rule for the domain can take the place of the single addresses.") ?></p><p><a class="button" href="<?cs var:url_validate(Replace.Href) ?>"><?cs var:t("Replace them") ?></a></p></div><?cs /if ?>
<form method="post" action="<?cs var:url_validate(Action) ?>" novalidate>
<?cs call:form_proof() ?>
<?cs call:form_fields(Form) ?>
<p class="actions"><button type="submit" class="button primary"><?cs var:t("Let them in") ?></button><a class="button plain" href="<?cs var:url_validate(Cancel) ?>"><?cs var:t("Cancel") ?></a></p>
</form>
<?cs include!"layout_end.cs" ?>
