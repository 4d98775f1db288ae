<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<form class="search" method="get">
<div class="field"><label for="seller"><?cs var:t("Sold by") ?></label><select class="input" id="seller" name="seller"><?cs call:form_options(Sellers) ?></select></div>
<div class="field"><label for="country"><?cs var:t("Buyer's country") ?></label><select class="input" id="country" name="country"><option value=""><?cs var:t("Choose a country") ?></option><?cs call:form_options(Countries) ?></select></div>
<div class="field"><label for="region"><?cs var:t("Region") ?></label><input class="input" id="region" name="region" type="text" maxlength="100" value="<?cs var:Region ?>"></div>
<div class="field"><label for="class"><?cs var:t("Tax class") ?></label><select class="input" id="class" name="class"><?cs call:form_options(Classes) ?></select></div>
<div class="field"><label for="on"><?cs var:t("On") ?></label><input class="input" id="on" name="on" type="date" value="<?cs var:On ?>"></div>
<div class="check"><input type="checkbox" id="number" name="number" value="1"<?cs if:Number ?> checked<?cs /if ?>><label for="number"><?cs var:t("Has a tax number") ?></label></div>
<button type="submit" class="button"><?cs var:t("Explain") ?></button>
</form>
<?cs if:Answer ?>
<h2><?cs var:Answer ?></h2>
<?cs call:facts(Rules) ?>
<?cs /if ?>
<?cs include!"layout_end.cs" ?>
