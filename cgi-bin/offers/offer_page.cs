<?cs include!"layout_top.cs" ?>
<?cs include!"offers/_offer.cs" ?>
<div class="heading"><h1><?cs var:Offer.0.Name ?></h1><?cs call:basket_link(Basket) ?></div>
<?cs with:o = Offer.0 ?>
<p class="lead"><?cs var:o.Summary ?></p>
<div class="offer-page">
<section aria-label="<?cs var:t("Price") ?>" class="card offer">
<?cs call:offer_price(o) ?>
<?cs call:offer_buy(o) ?>
<p class="quiet small"><?cs var:t("Your price, before tax.") ?></p>
</section>
<section>
<?cs call:offer_facts(o) ?>
<?cs if:o.Items.1.Name ?><h2><?cs var:t("What it consists of") ?></h2><?cs call:offer_items(o) ?><?cs /if ?>
<?cs if:o.Terms ?><h2><?cs var:t("Terms") ?></h2><p class="terms"><?cs var:o.Terms ?></p><?cs /if ?>
</section>
</div>
<?cs /with ?>
<?cs include!"layout_end.cs" ?>
