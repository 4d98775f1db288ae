<?cs include!"layout_top.cs" ?>
<h1><?cs var:Offer.Name ?></h1>
<?cs call:steps(Steps) ?>
<?cs call:form_summary(Form) ?>
<?cs if:Promo.Problem ?><p class="notice"><?cs var:Promo.Problem ?></p><?cs /if ?>
<p><?cs var:Offer.Summary ?></p>
<?cs if:Offer.Priced ?>
<p class="price">
<?cs each:price = Prices ?>
<span><strong><?cs var:price.Amount ?></strong> <?cs var:price.Period ?></span>
<?cs /each ?>
</p>
<?cs if:Promo.Text ?><p><?cs var:t("Promotion") ?>: <?cs var:Promo.Text ?></p><?cs /if ?>
<p class="quiet"><?cs var:Offer.Term ?><?cs if:Offer.Trial ?>, <?cs var:Offer.Trial ?><?cs /if ?>. <?cs call:own(t("Your price for one, before tax."), tf("The price of %s for one, before tax.", Person.OnBehalf)) ?></p>
<?cs if:Offer.Limits ?><p><?cs var:Offer.Limits ?></p><?cs /if ?>
<form method="post" action="<?cs var:url_validate(Checkout) ?>/basket" novalidate>
<?cs call:form_proof() ?>
<?cs call:form_fields(Form) ?>
<p class="actions"><button type="submit" class="button primary"><?cs var:t("Put into the basket") ?></button> <a class="button plain" href="<?cs var:url_validate(Checkout) ?>"><?cs var:t("Back to the basket") ?></a></p>
</form>
<?cs else ?>
<p class="notice"><?cs call:own(t("This offer has no price in your currency, so it cannot be ordered. Please tell us if you need it."), tf("This offer has no price in the currency of %s, so it cannot be ordered.", Person.OnBehalf)) ?></p>
<p class="actions"><a class="button" href="<?cs var:url_validate(Offers) ?>"><?cs var:t("See the offers") ?></a></p>
<?cs /if ?>
<?cs include!"layout_end.cs" ?>
