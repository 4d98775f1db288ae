<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:t("Order") ?> <span class="whole"><?cs var:Order.Reference ?></span> <?cs call:state(Order.Status, Order.StatusText) ?></h1></div>
<?cs call:facts(Facts) ?>
<?cs if:Order.AgainHref ?><p class="actions"><a class="button" href="<?cs var:url_validate(Order.AgainHref) ?>"><?cs var:t("Look again") ?></a><?cs if:Order.CancelHref ?><a class="button danger" href="<?cs var:url_validate(Order.CancelHref) ?>"><?cs var:t("Cancel the order") ?></a><?cs /if ?></p><?cs /if ?>
<?cs if:Next.0.Text ?>
<h2><?cs var:t("What happens next") ?></h2>
<ul>
<?cs each:next = Next ?>
<li><?cs var:next.Text ?></li>
<?cs /each ?>
</ul>
<?cs /if ?>
<h2><?cs var:t("What was ordered") ?></h2>
<?cs call:ordered() ?>
<?cs call:ordered_bill() ?>
<?cs if:Subscriptions.0.Name ?>
<h2><?cs var:t("Subscriptions") ?></h2>
<div class="scroll"><table class="list">
<?cs call:caption(t("Subscriptions")) ?>
<thead><tr><th scope="col"><?cs var:t("Offer") ?></th><th scope="col" class="number"><?cs var:t("Quantity") ?></th><th scope="col"><?cs var:t("From") ?></th><th scope="col"><?cs var:t("Until") ?></th><th scope="col"><?cs var:t("State") ?></th></tr></thead>
<tbody>
<?cs each:s = Subscriptions ?>
<tr><td class="main"><?cs if:s.Href ?><a href="<?cs var:url_validate(s.Href) ?>"><?cs var:s.Name ?></a><?cs else ?><?cs var:s.Name ?><?cs /if ?></td><td class="number" data-label="<?cs var:t("Quantity") ?>"><?cs var:s.Quantity ?></td><td class="date" data-label="<?cs var:t("From") ?>"><?cs var:s.From ?></td><td data-label="<?cs var:t("Until") ?>"><?cs var:s.Until ?></td><td data-label="<?cs var:t("State") ?>"><?cs call:state(s.Status, s.StatusText) ?></td></tr>
<?cs /each ?>
</tbody></table></div>
<?cs /if ?>
<?cs if:Invoices.0.Number || Drafts ?>
<h2><?cs var:t("Invoices") ?></h2>
<?cs if:Invoices.0.Number ?>
<div class="scroll"><table class="list">
<?cs call:caption(t("Invoices")) ?>
<thead><tr><th scope="col"><?cs var:t("Number") ?></th><th scope="col"><?cs var:t("Issued") ?></th><th scope="col"><?cs var:t("Due") ?></th><th scope="col" class="money"><?cs var:t("Total") ?></th><th scope="col"><?cs var:t("State") ?></th><th scope="col"><?cs var:t("File") ?></th></tr></thead>
<tbody>
<?cs each:i = Invoices ?>
<tr><td class="main"><a href="<?cs var:url_validate(i.Href) ?>"><?cs var:i.Number ?></a></td><td class="date" data-label="<?cs var:t("Issued") ?>"><?cs var:i.Issued ?></td><td class="date" data-label="<?cs var:t("Due") ?>"><?cs var:i.Due ?></td><td class="money" data-label="<?cs var:t("Total") ?>"><?cs var:i.Total ?></td><td data-label="<?cs var:t("State") ?>"><?cs call:state(i.Status, i.StatusText) ?></td><td data-label="<?cs var:t("File") ?>"><a href="<?cs var:url_validate(i.PdfHref) ?>"><?cs var:t("PDF") ?><span class="unseen">: <?cs var:i.Number ?></span></a></td></tr>
<?cs /each ?>
</tbody></table></div>
<?cs /if ?>
<?cs if:Drafts ?><p class="quiet"><?cs var:t("The invoice is being issued; it appears here in a moment.") ?></p><?cs /if ?>
<?cs /if ?>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
