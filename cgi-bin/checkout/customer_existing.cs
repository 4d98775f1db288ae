<?cs include!"layout_top.cs" ?>
<?cs include!"checkout/_details.cs" ?>
<h1><?cs var:t("Who is it for?") ?></h1>
<?cs call:steps(Steps) ?>
<?cs call:form_summary(Form) ?>
<?cs call:details_ways("") ?>
<form class="search" method="get" action="<?cs var:url_validate(Checkout) ?>/details" role="search">
<input type="hidden" name="choose" value="1">
<div class="field grow"><label for="search"><?cs call:own(t("Search your customers"), tf("Search the customers of %s", Person.OnBehalf)) ?></label><input class="input" type="search" id="search" name="q" value="<?cs var:Search ?>" maxlength="100"></div>
<button type="submit" class="button"><?cs call:icon("search") ?><?cs var:t("Search") ?></button>
<?cs if:Search ?><a class="button plain" href="<?cs var:url_validate(Checkout) ?>/details?choose=1"><?cs var:t("Show all") ?></a><?cs /if ?>
</form>
<?cs if:Found ?><p class="quiet" role="status"><?cs var:Found ?></p><?cs /if ?>
<?cs if:Any ?>
<form method="post" action="<?cs var:url_validate(Checkout) ?>/details" novalidate>
<?cs call:form_proof() ?>
<?cs call:details_fields(Form) ?>
<p class="actions"><button type="submit" class="button primary"><?cs var:t("Continue to the review") ?></button> <a class="button plain" href="<?cs var:url_validate(Checkout) ?>"><?cs var:t("Back to the basket") ?></a></p>
</form>
<?cs /if ?>
<?cs include!"layout_end.cs" ?>
