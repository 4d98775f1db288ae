<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?> <?cs call:state(Subscription.State, Subscription.StateWord) ?></h1></div>
<?cs if:Waiting ?><div class="notice"><p><?cs var:Waiting ?></p></div><?cs /if ?>
<?cs call:facts(Facts) ?>
<?cs if:Actions.0.Href ?><p class="actions"><?cs each:action = Actions ?><a class="button" href="<?cs var:url_validate(action.Href) ?>"><?cs var:action.Label ?></a> <?cs /each ?></p><?cs /if ?>
<?cs if:CancelHow ?><p class="quiet"><?cs var:CancelHow ?></p><?cs /if ?>
<h2><?cs var:t("Items") ?></h2>
<table class="list">
<?cs call:caption(t("Items")) ?>
<thead><tr><th scope="col"><?cs var:t("Product") ?></th><th scope="col" class="number"><?cs var:t("Units") ?></th><th scope="col" class="money"><?cs var:t("Unit price before tax") ?></th><?cs if:Margins ?><th scope="col" class="money"><?cs var:t("Your margin of it") ?></th><?cs /if ?><th scope="col"><?cs var:t("Billed") ?></th></tr></thead>
<tbody>
<?cs each:item = Items ?>
<tr><td class="text main" data-label="<?cs var:t("Product") ?>"><?cs var:item.Product ?></td><td class="number" data-label="<?cs var:t("Units") ?>"><?cs var:item.Units ?></td><td class="money" data-label="<?cs var:t("Unit price before tax") ?>"><?cs var:item.Unit ?></td><?cs if:Margins ?><td class="money" data-label="<?cs var:t("Your margin of it") ?>"><?cs var:item.Margin ?></td><?cs /if ?><td class="text" data-label="<?cs var:t("Billed") ?>"><?cs var:item.Period ?></td></tr>
<?cs /each ?>
</tbody>
</table>
<h2><?cs var:t("Coming payments") ?></h2>
<?cs if:Payments.0.On ?>
<table class="list">
<?cs call:caption(t("Coming payments")) ?>
<thead><tr><th scope="col"><?cs var:t("Due") ?></th><th scope="col" class="money"><?cs var:t("Amount before tax") ?></th><?cs if:Margins ?><th scope="col" class="money"><?cs var:t("Your margin of it") ?></th><?cs /if ?></tr></thead>
<tbody>
<?cs each:payment = Payments ?>
<tr><td class="date main" data-label="<?cs var:t("Due") ?>"><time datetime="<?cs var:payment.Iso ?>"><?cs var:payment.On ?></time></td><td class="money" data-label="<?cs var:t("Amount before tax") ?>"><?cs var:payment.Amount ?></td><?cs if:Margins ?><td class="money" data-label="<?cs var:t("Your margin of it") ?>"><?cs var:payment.Margin ?></td><?cs /if ?></tr>
<?cs /each ?>
</tbody>
</table>
<?cs if:MorePayments ?><p><a href="<?cs var:url_validate(MorePayments) ?>"><?cs var:t("Show more payments") ?></a></p><?cs /if ?>
<?cs if:PaymentsNote ?><p class="quiet"><?cs var:PaymentsNote ?></p><?cs /if ?>
<?cs else ?>
<p class="quiet"><?cs if:PaymentsNote ?><?cs var:PaymentsNote ?><?cs else ?><?cs var:t("No payment is planned.") ?><?cs /if ?></p>
<?cs /if ?>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
