<?cs include!"layout_top.cs" ?>
<?cs include!"block_offer.cs" ?>
<div class="heading"><h1><?cs var:Offer.0.Name ?></h1><?cs call:basket_link(Basket) ?></div>
<?cs with:o = Offer.0 ?>
<p class="lead"><?cs var:o.Summary ?></p>
<div class="offer-page">
<section aria-label="<?cs var:t("Price") ?>" class="card offer">
<?cs call:offer_price(o) ?>
<?cs call:offer_buy(o) ?>
<p class="quiet small"><?cs call:own(t("Your price, before tax."), tf("The price of %s, before tax.", Person.OnBehalf)) ?></p>
</section>
<section>
<?cs call:offer_facts(o) ?>
<?cs if:o.Items.1.Name ?><h2><?cs var:t("What it consists of") ?></h2><?cs call:offer_items(o) ?><?cs /if ?>
<?cs if:Bands.0.Price ?>
<h2><?cs var:t("Volume prices") ?></h2>
<p class="quiet small"><?cs var:t("For one piece; the number ordered decides the price of all of them.") ?></p>
<ul class="parts">
<?cs each:band = Bands ?>
<li><span><?cs if:band.Name ?><?cs var:band.Name ?>, <?cs /if ?><?cs var:band.From ?></span> <span class="quiet"><?cs var:band.Price ?></span></li>
<?cs /each ?>
</ul>
<?cs /if ?>
<?cs if:o.Terms ?><h2><?cs var:t("Terms") ?></h2><p class="terms"><?cs var:o.Terms ?></p><?cs /if ?>
</section>
</div>
<?cs /with ?>
<?cs if:Addons.0.Name ?>
<h2><?cs var:t("Add-ons") ?></h2>
<ul class="cards offers">
<?cs each:a = Addons ?>
<li class="card offer">
<h3><a href="<?cs var:url_validate(a.Href) ?>"><?cs var:a.Name ?></a></h3>
<p><?cs var:a.Summary ?></p>
<?cs call:offer_price(a) ?>
<?cs if:a.Limits ?><p class="quiet small"><?cs var:a.Limits ?></p><?cs /if ?>
<?cs call:offer_buy(a) ?>
</li>
<?cs /each ?>
</ul>
<?cs /if ?>
<?cs include!"layout_end.cs" ?>
