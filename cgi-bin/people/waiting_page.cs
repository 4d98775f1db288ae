<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs call:form_summary(Form) ?>
<?cs call:facts(Facts) ?>
<form method="post" action="<?cs var:url_validate(Newcomer.Path) ?>/approve" novalidate>
<?cs call:form_proof() ?>
<?cs each:group = Groups ?><?cs call:tick_group(group) ?><?cs /each ?>
<p class="actions"><button type="submit" class="button primary"><?cs var:t("Approve") ?></button><button type="submit" class="button danger" formaction="<?cs var:url_validate(Newcomer.Path) ?>/decline"><?cs var:t("Decline") ?></button></p>
</form>
<?cs include!"layout_end.cs" ?>
