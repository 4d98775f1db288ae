<?cs include!"layout_top.cs" ?>
<?cs include!"block_offer.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs call:basket_link(Basket) ?></div>
<p class="quiet"><?cs call:own(t("These are your prices, before tax."), tf("These are the prices of %s, before tax.", Person.OnBehalf)) ?></p>
<?cs call:offer_grid(Shelf) ?>
<?cs include!"layout_end.cs" ?>
