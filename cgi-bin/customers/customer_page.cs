<?cs include!"layout_top.cs" ?>
<h1><?cs var:Customer.Name ?></h1>
<?cs if:Customer.Since ?><p class="quiet"><?cs var:t("Customer since") ?> <time datetime="<?cs var:Customer.Since.Iso ?>"><?cs var:Customer.Since ?></time></p><?cs /if ?>
<?cs call:facts(Facts) ?>
<?cs if:Customer.Moving ?><div class="notice"><p><?cs var:Customer.Moving ?></p><p><?cs var:Customer.MovingReason ?></p></div><?cs /if ?>
<?cs if:Customer.EditHref || Customer.Id || Customer.MoveHref ?><div class="actions"><?cs if:Customer.Id ?><form method="post" action="<?cs var:url_validate(Customer.Order) ?>"><?cs call:form_proof() ?><input type="hidden" name="customer" value="<?cs var:Customer.Id ?>"><button type="submit" class="button primary"><?cs var:t("Order for this customer") ?></button></form><?cs /if ?><?cs if:Customer.EditHref ?><a class="button" href="<?cs var:url_validate(Customer.EditHref) ?>"><?cs var:t("Change") ?></a><?cs /if ?><?cs if:Customer.MoveHref ?><a class="button" href="<?cs var:url_validate(Customer.MoveHref) ?>"><?cs var:Customer.MoveLabel ?></a><?cs /if ?></div><?cs /if ?>
<?cs if:?Subscriptions.Count ?>
<h2><?cs var:t("Subscriptions") ?></h2>
<?cs if:Subscriptions.Count > #0 ?><?cs set:Subscriptions.Title = t("Subscriptions") ?><?cs call:table(Subscriptions) ?><?cs else ?><p class="quiet"><?cs var:Subscriptions.Empty ?></p><?cs /if ?>
<?cs if:Subscriptions.AllHref ?><p><a href="<?cs var:url_validate(Subscriptions.AllHref) ?>"><?cs var:t("All subscriptions of this customer") ?></a></p><?cs /if ?>
<?cs /if ?>
<?cs if:?Orders.Count ?>
<h2><?cs var:t("Orders") ?></h2>
<?cs if:Orders.Count > #0 ?><?cs set:Orders.Title = t("Orders") ?><?cs call:table(Orders) ?><?cs else ?><p class="quiet"><?cs var:Orders.Empty ?></p><?cs /if ?>
<?cs if:Orders.AllHref ?><p><a href="<?cs var:url_validate(Orders.AllHref) ?>"><?cs var:t("All orders of this customer") ?></a></p><?cs /if ?>
<?cs /if ?>
<?cs if:?Invoices.Count ?>
<h2><?cs var:t("Invoices") ?></h2>
<?cs if:Invoices.Count > #0 ?><?cs set:Invoices.Title = t("Invoices") ?><?cs call:table(Invoices) ?><?cs else ?><p class="quiet"><?cs var:Invoices.Empty ?></p><?cs /if ?>
<?cs if:Invoices.AllHref ?><p><a href="<?cs var:url_validate(Invoices.AllHref) ?>"><?cs var:t("All invoices of this customer") ?></a></p><?cs /if ?>
<?cs /if ?>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
