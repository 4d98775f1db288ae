<?cs include!"layout_top.cs" ?>
<?cs def:per_period(prices, what) ?>
<?cs each:price = prices ?>
<span class="per"><?cs if:what == "buy" ?><?cs var:price.Buy ?><?cs elif:what == "sell" ?><?cs var:price.Sell ?><?cs else ?><?cs var:price.Margin ?><?cs /if ?> <span class="quiet"><?cs var:price.Period ?></span></span>
<?cs /each ?>
<?cs /def ?>
<h1><?cs var:Page.Title ?></h1>
<?cs call:steps(Steps) ?>
<?cs if:Refusal || Problems.0.Text ?>
<div class="summary" role="alert" tabindex="-1" autofocus>
<h2><?cs if:Refusal ?><?cs var:t("Not ordered") ?><?cs else ?><?cs var:t("This cannot be ordered as it is") ?><?cs /if ?></h2>
<?cs if:Refusal ?><p><?cs var:Refusal ?></p><?cs /if ?>
<?cs if:Problems.0.Text ?><ul>
<?cs each:problem = Problems ?>
<li><?cs if:problem.Name ?><strong><?cs var:problem.Name ?></strong>: <?cs /if ?><?cs var:problem.Text ?></li>
<?cs /each ?>
</ul>
<p><a href="<?cs var:url_validate(Checkout) ?>"><?cs var:t("Open the basket") ?></a></p><?cs /if ?>
</div>
<?cs /if ?>
<?cs if:PromoProblem ?><p class="notice"><?cs var:PromoProblem ?></p><?cs /if ?>
<?cs if:Terms.Error || Way.Error ?><div class="summary" role="alert" tabindex="-1" autofocus><h2><?cs var:t("Not ordered") ?></h2><ul><?cs if:Way.Error ?><li><?cs if:Way.Name ?><a href="#payment_type"><?cs var:Way.Error ?></a><?cs else ?><?cs var:Way.Error ?><?cs /if ?></li><?cs /if ?><?cs if:Terms.Error ?><li><a href="#accept"><?cs var:Terms.Error ?></a></li><?cs /if ?></ul></div><?cs /if ?>
<div class="part"><h2><?cs var:t("For whom") ?></h2><a href="<?cs var:url_validate(Checkout) ?>/details"><?cs var:t("Change") ?><span class="unseen">: <?cs var:t("For whom") ?></span></a></div>
<?cs call:facts(Facts) ?>
<div class="part"><h2><?cs var:t("What") ?></h2><a href="<?cs var:url_validate(Checkout) ?>"><?cs var:t("Change") ?><span class="unseen">: <?cs var:t("What") ?></span></a></div>
<div class="scroll"><table class="list">
<thead><tr><th scope="col"><?cs var:t("Offer") ?></th><th scope="col" class="number"><?cs var:t("Quantity") ?></th><th scope="col" class="money"><?cs call:own(t("Your price"), t("The partner's price")) ?></th><?cs if:Sells ?><th scope="col" class="money"><?cs var:t("Customer pays") ?></th><?cs if:Margins ?><th scope="col" class="money"><?cs call:own(t("Your margin"), t("The partner's margin")) ?></th><?cs /if ?><?cs /if ?></tr></thead>
<tbody>
<?cs each:line = Lines ?>
<tr><td class="main"><?cs var:line.Name ?><span class="under"><?cs var:line.Term ?><?cs if:line.Trial ?>, <?cs var:line.Trial ?><?cs /if ?>. <?cs var:line.Span ?>.</span><?cs if:line.Usage ?><span class="under"><?cs var:line.Usage ?></span><?cs /if ?><?cs if:line.Source ?><span class="under"><?cs var:t("Price from") ?>: <?cs var:line.Source ?></span><?cs /if ?></td><td class="number" data-label="<?cs var:t("Quantity") ?>"><?cs var:line.Quantity ?></td><td class="money" data-label="<?cs call:own(t("Your price"), t("The partner's price")) ?>"><span><?cs call:per_period(line.Prices, "buy") ?></span></td><?cs if:Sells ?><td class="money" data-label="<?cs var:t("Customer pays") ?>"><span><?cs call:per_period(line.Prices, "sell") ?></span></td><?cs if:Margins ?><td class="money" data-label="<?cs call:own(t("Your margin"), t("The partner's margin")) ?>"><span><?cs call:per_period(line.Prices, "margin") ?></span></td><?cs /if ?><?cs /if ?></tr>
<?cs /each ?>
</tbody></table></div>
<h2><?cs if:Resold ?><?cs call:own(t("You are invoiced today"), tf("%s is invoiced today", Person.OnBehalf)) ?><?cs else ?><?cs call:own(t("Your customer is invoiced today"), t("The customer is invoiced today")) ?><?cs /if ?></h2>
<?cs call:bill_now(t("Nothing falls due today.")) ?>
<?cs if:Later.0.On || Renewals.0.Text ?>
<h2><?cs var:t("Later") ?></h2>
<?cs call:bill_later() ?>
<?cs if:Renewals.0.Text ?>
<ul>
<?cs each:renewal = Renewals ?>
<li><?cs var:renewal.Text ?></li>
<?cs /each ?>
</ul>
<?cs /if ?>
<?cs /if ?>
<?cs if:ByUsage ?><p class="quiet follow"><?cs var:ByUsage ?></p><?cs /if ?>
<?cs if:MoreFollow ?><p class="quiet follow"><?cs var:t("More payments may follow: at least one part runs on or renews until it is cancelled.") ?></p><?cs /if ?>
<?cs if:Place.Sound ?>
<form class="place" method="post" action="<?cs var:url_validate(Checkout) ?>/place">
<?cs call:form_proof() ?><input type="hidden" name="order" value="<?cs var:Place.Order ?>"><input type="hidden" name="figures" value="<?cs var:Place.Figures ?>">
<?cs if:Way.Name ?><?cs call:form_radio(Way) ?><?cs /if ?>
<?cs if:Terms.Id ?>
<input type="hidden" name="terms" value="<?cs var:Terms.Id ?>">
<details class="rest"><summary><?cs var:t("Order terms") ?></summary><p class="terms"><?cs var:Terms.Body ?></p></details>
<div class="field<?cs if:Terms.Error ?> wrong<?cs /if ?>">
<?cs if:Terms.Error ?><p class="error" id="accept-error"><?cs var:Terms.Error ?></p><?cs /if ?>
<div class="check"><input type="checkbox" id="accept" name="accept" value="1"<?cs if:Terms.Error ?> aria-invalid="true" aria-describedby="accept-error"<?cs /if ?>><label for="accept"><?cs var:Terms.Label ?></label></div>
</div>
<?cs /if ?>
<p class="actions"><button type="submit" class="button primary"><?cs var:Place.Label ?></button> <a class="button plain" href="<?cs var:url_validate(Checkout) ?>/details"><?cs var:t("Back") ?></a></p>
<p class="quiet small"><?cs if:Resold ?><?cs call:own(t("This is binding. You are invoiced, and your customer gets a confirmation without prices."), tf("This is binding. %s is invoiced, and the customer gets a confirmation without prices.", Person.OnBehalf)) ?><?cs else ?><?cs call:own(t("This is binding. Your customer is invoiced by us, and your margin is credited when they pay."), tf("This is binding. The customer is invoiced by us, and %s is credited its margin when they pay.", Person.OnBehalf)) ?><?cs /if ?></p>
</form>
<?cs else ?>
<p class="actions"><a class="button primary" href="<?cs var:url_validate(Checkout) ?>"><?cs var:t("Open the basket") ?></a></p>
<?cs /if ?>
<?cs include!"layout_end.cs" ?>
