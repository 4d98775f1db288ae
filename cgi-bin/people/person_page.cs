<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?> <?cs call:state(User.State, User.StateWord) ?></h1><?cs if:User.Roles ?><?cs call:page_link(User.Path + "/roles", t("Change the roles")) ?><?cs /if ?></div>
<?cs call:facts(Facts) ?>
<?cs if:User.Any ?><div class="actions">
<?cs if:User.Resend ?><form method="post" action="<?cs var:url_validate(User.Path) ?>/resend"><?cs call:form_proof() ?><button type="submit" class="button"><?cs var:t("Send a new invitation") ?></button></form><?cs /if ?>
<?cs if:User.Revoke ?><form method="post" action="<?cs var:url_validate(User.Path) ?>/revoke"><?cs call:form_proof() ?><button type="submit" class="button danger"><?cs var:t("Revoke the invitation") ?></button></form><?cs /if ?>
<?cs if:User.Deactivate ?><a class="button danger" href="<?cs var:url_validate(User.Path) ?>/status"><?cs var:t("Deactivate") ?></a><?cs /if ?>
<?cs if:User.Reactivate ?><a class="button" href="<?cs var:url_validate(User.Path) ?>/status"><?cs var:t("Reactivate") ?></a><?cs /if ?>
</div><?cs /if ?>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
