<?cs include!"layout_top.cs" ?>
<div class="narrow">
<h1><?cs var:Page.Title ?></h1>
<?cs call:form_summary(Form) ?>
<form method="post" action="<?cs var:url_validate(Signin.At) ?>" novalidate>
<?cs call:form_state(State.portal) ?>
<?cs call:form_fields(Form) ?>
<p><button type="submit" class="button primary"><?cs var:t("Send me the link") ?></button></p>
</form>
</div>
<?cs include!"layout_end.cs" ?>
