<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs call:page_link(Provider.Path + "/edit", t("Change it")) ?></div>
<?cs call:facts(Facts) ?>
<form method="post" action="<?cs var:url_validate(Provider.Check) ?>">
<?cs call:form_proof() ?>
<p><button type="submit" class="button"><?cs var:t("Try whether it answers") ?></button></p>
</form>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
