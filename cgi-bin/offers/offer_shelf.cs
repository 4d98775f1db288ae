<?cs include!"layout_top.cs" ?>
<?cs include!"block_offer.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs call:basket_link(Basket) ?></div>
<p class="quiet"><?cs var:t("These are your prices, before tax.") ?></p>
<?cs call:offer_grid(Shelf) ?>
<?cs include!"layout_end.cs" ?>
