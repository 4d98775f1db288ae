<?cs include!"layout_top.cs" ?>
<?cs include!"offers/_offer.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs call:basket_link(Basket) ?></div>
<p class="quiet"><?cs var:t("These are your prices, before tax.") ?></p>
<ul class="cards offers">
<?cs each:o = Offers ?>
<li class="card offer">
<h2><a href="<?cs var:url_validate(o.Href) ?>"><?cs var:o.Name ?></a></h2>
<p><?cs var:o.Summary ?></p>
<?cs call:offer_price(o) ?>
<?cs call:offer_items(o) ?>
<?cs call:offer_facts(o) ?>
<?cs call:offer_buy(o) ?>
</li>
<?cs /each ?>
</ul>
<?cs include!"layout_end.cs" ?>
