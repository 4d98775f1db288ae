<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs if:PastDue ?><div class="notice"><p><strong><?cs var:PastDue ?></strong></p></div><?cs /if ?>
<?cs if:Cards.0.Title ?><?cs call:cards(Cards) ?><?cs /if ?>
<?cs if:Payment.Text || Payment.Collected ?>
<h2><?cs var:t("How to pay") ?></h2>
<?cs if:Payment.Text ?><p><?cs var:Payment.Text ?></p>
<?cs call:facts(Payment.Facts) ?><?cs /if ?>
<?cs if:Payment.Collected ?><p><?cs var:Payment.Collected ?></p><?cs /if ?>
<?cs /if ?>
<h2><?cs var:t("Who is billed") ?></h2>
<?cs call:facts(Facts) ?>
<h2><?cs var:t("Subscriptions") ?></h2>
<?cs if:Subscriptions.Count > #0 ?><?cs set:Subscriptions.Title = t("Subscriptions") ?><?cs call:table(Subscriptions) ?><?cs else ?><p class="quiet"><?cs var:Subscriptions.Empty ?></p><?cs /if ?>
<?cs if:Subscriptions.More ?><p><a href="/billing/subscriptions"><?cs var:t("All subscriptions") ?></a></p><?cs /if ?>
<h2><?cs var:t("Invoices") ?></h2>
<?cs if:Invoices.Count > #0 ?><?cs set:Invoices.Title = t("Invoices") ?><?cs call:table(Invoices) ?><?cs else ?><p class="quiet"><?cs var:Invoices.Empty ?></p><?cs /if ?>
<?cs if:Invoices.More ?><p><a href="/billing/invoices"><?cs var:t("All invoices") ?></a></p><?cs /if ?>
<?cs include!"layout_end.cs" ?>
