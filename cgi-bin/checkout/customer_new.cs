<?cs include!"layout_top.cs" ?>
<?cs include!"checkout/_details.cs" ?>
<h1><?cs var:t("Who is it for?") ?></h1>
<?cs call:steps(Steps) ?>
<?cs call:form_summary(Form) ?>
<?cs call:details_ways("1") ?>
<form method="post" action="<?cs var:url_validate(Checkout) ?>/details/new" novalidate>
<?cs call:form_proof() ?>
<?cs call:details_fields(Form) ?>
<p class="actions"><button type="submit" class="button primary"><?cs var:t("Continue to the review") ?></button> <a class="button plain" href="<?cs var:url_validate(Checkout) ?>"><?cs var:t("Back to the basket") ?></a></p>
</form>
<?cs include!"layout_end.cs" ?>
