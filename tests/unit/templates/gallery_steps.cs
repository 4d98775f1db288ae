<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs call:steps(Steps) ?>
<?cs call:facts(Facts) ?>
<h2><?cs var:t("What is ordered") ?></h2>
<?cs call:table(Lines) ?>
<div class="notice"><p><?cs var:t("The first invoice goes to the customer today. You can cancel the order until it is processed.") ?></p></div>
<form method="post" action="/checkout"><?cs call:form_proof() ?>
<p class="actions"><button type="submit" class="button primary"><?cs var:tf("Place order for %s", Total) ?></button><a class="button" href="/checkout/payment"><?cs var:t("Back") ?></a></p></form>
<?cs include!"layout_end.cs" ?>
