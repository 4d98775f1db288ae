<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<p class="lead"><?cs var:Subscription.Text ?></p>
<?cs call:refusal(t("Not done"), Refusal) ?>
<?cs if:HasForm ?>
<form class="narrow" method="get" action="<?cs var:url_validate(Action) ?>">
<?cs call:form_summary(Form) ?>
<input type="hidden" name="preview" value="1">
<?cs call:form_fields(Form) ?>
<p class="actions"><button type="submit" class="button primary"><?cs var:t("Show what it comes to") ?></button> <a class="button plain" href="<?cs var:url_validate(Subscription.Href) ?>"><?cs var:t("Back") ?></a></p>
<p class="quiet small"><?cs var:t("Nothing is changed before you have seen every payment and confirmed it.") ?></p>
</form>
<?cs else ?>
<p class="actions"><a class="button primary" href="<?cs var:url_validate(Subscription.Href) ?>"><?cs var:t("Back") ?></a></p>
<?cs /if ?>
<?cs include!"layout_end.cs" ?>
