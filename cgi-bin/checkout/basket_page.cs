<?cs include!"layout_top.cs" ?>
<h1><?cs var:t("Basket") ?></h1>
<?cs if:Lines.0.Name ?>
<?cs call:steps(Steps) ?>
<?cs if:Problem ?><p class="notice" role="alert"><?cs var:Problem ?></p><?cs /if ?>
<ul class="basket">
<?cs each:line = Lines ?>
<li<?cs if:line.Problem ?> class="wrong"<?cs /if ?>>
<div class="what">
<h2><?cs if:line.Href ?><a href="<?cs var:url_validate(line.Href) ?>"><?cs var:line.Name ?></a><?cs else ?><?cs var:line.Name ?><?cs /if ?></h2>
<p class="quiet"><?cs var:line.Term ?><?cs if:line.Trial ?>, <?cs var:line.Trial ?><?cs /if ?></p>
<?cs if:line.Limits ?><p class="quiet"><?cs var:line.Limits ?></p><?cs /if ?>
<?cs if:line.Problem ?><p class="error"><?cs var:line.Problem ?></p><?cs /if ?>
</div>
<div class="many">
<?cs if:!line.Fixed ?>
<form class="buy" method="post" action="<?cs var:url_validate(Checkout) ?>/basket" novalidate><?cs call:form_proof() ?><input type="hidden" name="offer" value="<?cs var:line.Id ?>"><label for="quantity-<?cs var:line.Id ?>"><?cs var:t("Quantity") ?><span class="unseen">: <?cs var:line.Name ?></span></label><input class="input" id="quantity-<?cs var:line.Id ?>" name="quantity" type="text" inputmode="numeric" autocomplete="off" maxlength="7" value="<?cs var:line.Quantity ?>"><button type="submit" class="button"><?cs var:t("Change") ?><span class="unseen">: <?cs var:line.Name ?></span></button></form>
<?cs /if ?>
<form method="post" action="<?cs var:url_validate(Checkout) ?>/basket"><?cs call:form_proof() ?><input type="hidden" name="offer" value="<?cs var:line.Id ?>"><input type="hidden" name="quantity" value="0"><button type="submit" class="button plain"><?cs var:t("Remove") ?><span class="unseen">: <?cs var:line.Name ?></span></button></form>
</div>
<p class="price">
<?cs call:price_lines(line.Prices) ?>
</p>
</li>
<?cs /each ?>
</ul>
<?cs call:together(Together) ?>
<?cs if:Promo.Problem ?><p class="notice"><?cs var:Promo.Problem ?></p><?cs /if ?>
<form class="buy" method="post" action="<?cs var:url_validate(Checkout) ?>/promotion" novalidate><?cs call:form_proof() ?><label for="promotion"><?cs var:t("Promotion code") ?></label><input class="input code" id="promotion" name="code" type="text" autocomplete="off" maxlength="60" value="<?cs var:Promo.Code ?>"><button type="submit" class="button"><?cs var:t("Use it") ?></button></form>
<?cs if:Promo.Text ?><p><?cs var:Promo.Text ?></p><?cs /if ?>
<p class="quiet"><?cs call:own(t("Your prices, before tax. The review shows every payment with its tax before you order."), tf("The prices of %s, before tax. The review shows every payment with its tax.", Person.OnBehalf)) ?></p>
<p class="actions"><?cs call:page_link(Checkout + "/details", t("Continue")) ?> <a class="button" href="<?cs var:url_validate(Checkout) ?>/prices"><?cs call:own(t("Set what your customer pays"), t("Set what the customer pays")) ?></a> <a class="button plain" href="<?cs var:url_validate(Offers) ?>"><?cs var:t("More offers") ?></a></p>
<?cs else ?>
<div class="empty"><p><?cs call:own(t("Your basket is empty. Choose an offer, and it waits here until you order it."), tf("The basket for %s is empty. Choose an offer, and it waits here until it is ordered.", Person.OnBehalf)) ?></p>
<p><a class="button primary" href="<?cs var:url_validate(Offers) ?>"><?cs var:t("See the offers") ?></a></p></div>
<?cs /if ?>
<?cs include!"layout_end.cs" ?>
