<?cs include!"layout_top.cs" ?>
<?cs include!"block_offer.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<form class="search" method="get">
<div class="field grow"><label for="org"><?cs var:t("Organisation") ?></label><select class="input" id="org" name="org"><?cs call:form_options(Orgs) ?></select></div>
<div class="field"><label for="quantity"><?cs var:t("Quantity") ?></label><input class="input" id="quantity" name="quantity" type="text" inputmode="numeric" maxlength="7" autocomplete="off" value="<?cs var:Quantity ?>"></div>
<div class="field"><label for="on"><?cs var:t("Day") ?></label><input class="input" id="on" name="on" type="date" value="<?cs var:On ?>"></div>
<?cs if:HasDraft ?><div class="field"><label for="draft"><?cs var:t("Version") ?></label><select class="input" id="draft" name="draft"><option value=""><?cs var:t("What is sold now") ?></option><option value="1"<?cs if:Draft ?> selected<?cs /if ?>><?cs var:t("The draft") ?></option></select></div><?cs /if ?>
<button type="submit" class="button"><?cs var:t("Explain") ?></button>
</form>
<?cs if:Org.Name ?>
<h2><?cs var:Org.Name ?></h2>
<p><?cs if:Seen && Draft ?><?cs call:state("planned", t("Will see it")) ?><?cs elif:Seen ?><?cs call:state("active", t("Sees it")) ?><?cs else ?><?cs call:state("inactive", t("Does not see it")) ?><?cs /if ?></p>
<ul>
<?cs each:reason = Reasons ?>
<li><?cs var:reason.Text ?></li>
<?cs /each ?>
</ul>
<?cs if:Card.0.Name ?>
<h3><?cs var:t("As the organisation sees it") ?></h3>
<ul class="cards offers"><li class="card offer">
<h4><?cs var:Card.0.Name ?></h4>
<?cs if:Card.0.Summary ?><p><?cs var:Card.0.Summary ?></p><?cs /if ?>
<?cs call:offer_price(Card.0) ?>
<?cs call:offer_facts(Card.0) ?>
<?cs call:offer_items(Card.0) ?>
</li></ul>
<h3><?cs var:t("At the checkout, for this quantity, before tax") ?></h3>
<?cs if:CheckoutProblem ?><div class="notice"><p><?cs var:CheckoutProblem ?></p></div><?cs /if ?>
<dl class="bill">
<?cs each:price = Checkout ?>
<div><dt><?cs var:price.Period ?><?cs if:price.Sell ?> · <?cs var:t("Customer pays") ?> <?cs var:price.Sell ?><?cs /if ?></dt><dd><?cs var:price.Buy ?></dd></div>
<?cs /each ?>
</dl>
<?cs /if ?>
<?cs if:Products.0.Name ?><h2><?cs var:t("Where the price comes from") ?></h2>
<p class="quiet"><?cs var:PriceRule ?></p><?cs /if ?>
<?cs each:product = Products ?>
<h3><?cs var:product.Name ?></h3>
<?cs if:product.Problem ?><div class="notice"><p><?cs var:product.Problem ?></p></div><?cs /if ?>
<?cs call:facts(product.Steps) ?>
<?cs /each ?>
<?cs /if ?>
<?cs include!"layout_end.cs" ?>
