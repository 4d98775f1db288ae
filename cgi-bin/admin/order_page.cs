<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?> <?cs call:state(Order.Status, Order.StatusWord) ?></h1></div>
<?cs call:facts(Facts) ?>
<h2><?cs var:t("What was ordered") ?></h2>
<?cs set:Lines.Title = t("What was ordered") ?><?cs call:table(Lines) ?>
<h2><?cs var:t("Invoices") ?></h2>
<?cs set:Invoices.Title = t("Invoices") ?><?cs call:table(Invoices) ?>
<?cs if:History.0.What ?>
<h2><?cs var:t("History") ?></h2>
<?cs call:history(History) ?>
<?cs /if ?>
<?cs include!"layout_end.cs" ?>
