<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:t("Order") ?> <span class="whole"><?cs var:Order.Reference ?></span> <?cs call:state(Order.Status, Order.StatusWord) ?></h1></div>
<?cs call:facts(Facts) ?>
<?cs if:Order.RetryHref || Order.CancelHref ?><p class="actions"><?cs if:Order.RetryHref ?><?cs call:page_link(Order.RetryHref, t("Try again")) ?><?cs /if ?><?cs if:Order.CancelHref ?><a class="button danger" href="<?cs var:url_validate(Order.CancelHref) ?>"><?cs var:t("Cancel the order") ?></a><?cs /if ?></p><?cs /if ?>
<h2><?cs var:t("What was ordered") ?></h2>
<?cs call:ordered() ?>
<?cs call:ordered_bill() ?>
<h2><?cs var:t("Invoices") ?></h2>
<?cs set:Invoices.Title = t("Invoices") ?><?cs call:table(Invoices) ?>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
