<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1>
<?cs if:May.Org && Dead > #0 ?><form method="post" action="/admin/outbox/retry"><?cs call:form_proof() ?><button type="submit" class="button primary"><?cs var:t("Try the failed ones again") ?></button></form><?cs /if ?>
</div>
<?cs call:table(Outbox) ?>
<?cs include!"layout_end.cs" ?>
