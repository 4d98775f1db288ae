<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<form class="search" method="get">
<div class="field grow"><label for="org"><?cs var:t("Organisation") ?></label><select class="input" id="org" name="org"><?cs call:form_options(Orgs) ?></select></div>
<div class="field"><label for="quantity"><?cs var:t("Quantity") ?></label><input class="input" id="quantity" name="quantity" type="text" inputmode="numeric" maxlength="7" autocomplete="off" value="<?cs var:Quantity ?>"></div>
<div class="field"><label for="on"><?cs var:t("On") ?></label><input class="input" id="on" name="on" type="date" value="<?cs var:On ?>"></div>
<button type="submit" class="button"><?cs var:t("Explain") ?></button>
</form>
<?cs if:Org.Name ?>
<h2><?cs var:Org.Name ?></h2>
<p><?cs if:Seen ?><?cs call:state("active", t("Sees it")) ?><?cs else ?><?cs call:state("inactive", t("Does not see it")) ?><?cs /if ?></p>
<ul>
<?cs each:reason = Reasons ?>
<li><?cs var:reason.Text ?></li>
<?cs /each ?>
</ul>
<?cs each:product = Products ?>
<h3><?cs var:product.Name ?></h3>
<?cs if:product.Problem ?><div class="notice"><p><?cs var:product.Problem ?></p></div><?cs /if ?>
<?cs call:facts(product.Steps) ?>
<?cs /each ?>
<?cs /if ?>
<?cs include!"layout_end.cs" ?>
