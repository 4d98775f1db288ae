<?cs # Offers, as block_offer.c puts them: on pages of the offers area and in blocks.

  basket_link(words)  the way to the basket, when something lies in it
  offer_grid(b)       a card for each of b.Offers; below b.Heading, if there is one
  offer_compare(b)    the same side by side
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
<?cs each:usage = o.Usage ?>
<span><?cs var:usage.Text ?><?cs if:usage.Sell ?> <span class="quiet small">(<?cs call:own(t("Your customer pays"), t("The customer pays")) ?> <?cs var:usage.Sell ?>)</span><?cs /if ?></span>
<?cs /each ?>
</p>
<?cs each:price = o.Prices ?><?cs if:price.Sell ?>
<p class="quiet small sells"><?cs if:price.Resold ?><?cs var:t("List price") ?><?cs else ?><?cs call:own(t("Your customer pays"), t("The customer pays")) ?><?cs /if ?> <?cs var:price.Sell ?> <?cs var:price.Period ?><?cs if:price.Margin ?>, <?cs var:price.Margin ?><?cs /if ?></p>
<?cs /if ?><?cs /each ?>
<?cs else ?>
<p class="price"><strong><?cs call:own(t("No price in your currency"), tf("No price in the currency of %s", Person.OnBehalf)) ?></strong></p>
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
<?cs if:o.PaidBy ?><div><dt><?cs var:t("Paid by") ?></dt><dd><?cs var:o.PaidBy ?></dd></div><?cs /if ?>
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
<?cs call:form_proof() ?><input type="hidden" name="offer" value="<?cs var:o.Id ?>"><input type="hidden" name="to" value="page">
<?cs if:o.Fixed ?><input type="hidden" name="quantity" value="1"><?cs else ?>
<label for="quantity-<?cs if:o.Place && o.Place != "Shelf" ?><?cs var:o.Place ?>-<?cs /if ?><?cs var:o.Id ?>"><?cs var:t("Quantity") ?></label>
<input class="input" id="quantity-<?cs if:o.Place && o.Place != "Shelf" ?><?cs var:o.Place ?>-<?cs /if ?><?cs var:o.Id ?>" name="quantity" type="text" inputmode="numeric" autocomplete="off" maxlength="7" value="<?cs var:o.Quantity ?>">
<?cs /if ?>
<button type="submit" class="button primary"><?cs var:t("Add to basket") ?><span class="unseen">: <?cs var:o.Name ?></span></button>
</form>
<?cs /if ?>
<?cs /def ?>

<?cs def:offer_card(o, below) ?>
<li class="card offer">
<?cs if:below ?><h3><a href="<?cs var:url_validate(o.Href) ?>"><?cs var:o.Name ?></a></h3><?cs else ?><h2><a href="<?cs var:url_validate(o.Href) ?>"><?cs var:o.Name ?></a></h2><?cs /if ?>
<p><?cs var:o.Summary ?></p>
<?cs call:offer_price(o) ?>
<?cs call:offer_items(o) ?>
<?cs call:offer_facts(o) ?>
<?cs call:offer_buy(o) ?>
</li>
<?cs /def ?>

<?cs def:offer_grid(b) ?>
<ul class="cards offers">
<?cs each:o = b.Offers ?>
<?cs call:offer_card(o, b.Heading) ?>
<?cs /each ?>
</ul>
<?cs /def ?>

<?cs def:offer_row(b, label, part) ?>
<tr><th scope="row"><?cs var:label ?></th><?cs each:o = b.Offers ?><td data-label="<?cs var:o.Name ?>"><?cs if:part == "term" ?><?cs var:o.Term ?><?cs elif:part == "trial" ?><?cs if:o.Trial ?><?cs var:o.Trial ?><?cs else ?>–<?cs /if ?><?cs elif:part == "billed" ?><?cs var:o.Billing ?><?cs elif:part == "quantity" ?><?cs if:o.QuantityRule ?><?cs var:o.QuantityRule ?><?cs else ?><?cs var:t("any") ?><?cs /if ?><?cs elif:part == "countries" ?><?cs if:o.Countries ?><?cs var:o.Countries ?><?cs else ?><?cs var:t("all countries") ?><?cs /if ?><?cs elif:part == "paid" ?><?cs if:o.PaidBy ?><?cs var:o.PaidBy ?><?cs else ?><?cs var:t("every way") ?><?cs /if ?><?cs elif:part == "parts" ?><?cs each:item = o.Items ?><span class="line"><?cs if:item.Many ?><?cs var:item.Units ?> × <?cs /if ?><?cs var:item.Name ?></span><?cs /each ?><?cs elif:part == "price" ?><?cs call:offer_price(o) ?><?cs else ?><?cs call:offer_buy(o) ?><?cs /if ?></td><?cs /each ?></tr>
<?cs /def ?>

<?cs def:offer_compare(b) ?>
<div class="scroll compare" role="region" aria-label="<?cs if:b.Heading ?><?cs var:b.Heading ?><?cs else ?><?cs var:t("Comparison") ?><?cs /if ?>" tabindex="0">
<table>
<thead><tr><td></td><?cs each:o = b.Offers ?><th scope="col"><a href="<?cs var:url_validate(o.Href) ?>"><?cs var:o.Name ?></a></th><?cs /each ?></tr></thead>
<tbody>
<?cs call:offer_row(b, t("Price"), "price") ?>
<?cs call:offer_row(b, t("What it consists of"), "parts") ?>
<?cs call:offer_row(b, t("Term"), "term") ?>
<?cs call:offer_row(b, t("Trial"), "trial") ?>
<?cs call:offer_row(b, t("Billed"), "billed") ?>
<?cs call:offer_row(b, t("Quantity"), "quantity") ?>
<?cs call:offer_row(b, t("For customers in"), "countries") ?>
<?cs call:offer_row(b, t("Paid by"), "paid") ?>
<?cs if:MayOrder ?><?cs call:offer_row(b, t("Order"), "buy") ?><?cs /if ?>
</tbody>
</table>
</div>
<?cs /def ?>
