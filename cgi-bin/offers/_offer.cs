<?cs # What the pages of this area share.

  basket_link(words)  the way to the basket, when something lies in it
  offer_price(o)      what one costs: a line for each period
  offer_facts(o)      term, trial, billing
  offer_buy(o)        quantity and button
?>
<?cs def:basket_link(words) ?><?cs if:words ?><a class="button" href="<?cs var:url_validate(Checkout) ?>"><?cs call:icon("checkout") ?><?cs var:words ?></a><?cs /if ?><?cs /def ?>

<?cs def:offer_price(o) ?>
<?cs if:o.Priced ?>
<p class="price">
<?cs each:price = o.Prices ?>
<span><strong><?cs var:price.Amount ?></strong> <?cs var:price.Period ?></span>
<?cs /each ?>
</p>
<?cs if:o.Prices.0.Sell ?>
<p class="quiet small"><?cs var:t("Your customer pays") ?> <?cs each:price = o.Prices ?><?cs if:!first(price) ?>, <?cs /if ?><?cs var:price.Sell ?> <?cs var:price.Period ?><?cs /each ?></p>
<?cs /if ?>
<?cs else ?>
<p class="price"><strong><?cs var:t("No price in your currency") ?></strong></p>
<?cs /if ?>
<?cs /def ?>

<?cs def:offer_facts(o) ?>
<dl class="short">
<div><dt><?cs var:t("Term") ?></dt><dd><?cs var:o.Term ?></dd></div>
<?cs if:o.Trial ?><div><dt><?cs var:t("Trial") ?></dt><dd><?cs var:o.Trial ?></dd></div><?cs /if ?>
<div><dt><?cs var:t("Billed") ?></dt><dd><?cs var:o.Billing ?></dd></div>
<?cs if:!o.Items.1.Name && o.Priced ?><div><dt><?cs var:t("Price from") ?></dt><dd><?cs var:o.Items.0.Source ?></dd></div><?cs /if ?>
<?cs if:o.QuantityRule ?><div><dt><?cs var:t("Quantity") ?></dt><dd><?cs var:o.QuantityRule ?></dd></div><?cs /if ?>
<?cs if:o.Countries ?><div><dt><?cs var:t("For customers in") ?></dt><dd><?cs var:o.Countries ?></dd></div><?cs /if ?>
</dl>
<?cs /def ?>

<?cs def:offer_items(o) ?>
<?cs if:o.Items.1.Name ?>
<ul class="parts">
<?cs each:item = o.Items ?>
<li><span><?cs if:item.Many ?><?cs var:item.Units ?> × <?cs /if ?><?cs var:item.Name ?></span> <span class="quiet"><?cs var:item.Price ?> <?cs var:item.Period ?><?cs if:item.Source ?> · <?cs var:item.Source ?><?cs /if ?></span></li>
<?cs /each ?>
</ul>
<?cs /if ?>
<?cs /def ?>

<?cs def:offer_buy(o) ?>
<?cs if:MayOrder && o.Priced ?>
<form class="buy" method="post" action="<?cs var:url_validate(Checkout) ?>/basket" novalidate>
<?cs call:form_proof() ?><input type="hidden" name="offer" value="<?cs var:o.Id ?>">
<?cs if:o.Fixed ?><input type="hidden" name="quantity" value="1"><?cs else ?>
<label for="quantity-<?cs var:o.Id ?>"><?cs var:t("Quantity") ?></label>
<input class="input" id="quantity-<?cs var:o.Id ?>" name="quantity" type="text" inputmode="numeric" autocomplete="off" maxlength="7" value="<?cs var:o.Quantity ?>">
<?cs /if ?>
<button type="submit" class="button primary"><?cs var:t("Add to basket") ?><span class="unseen">: <?cs var:o.Name ?></span></button>
</form>
<?cs /if ?>
<?cs /def ?>
