<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:Add ?><?cs call:page_link(Add, t("Add a use")) ?><?cs /if ?></div>
<?cs if:Sums.0.Product ?>
<h2><?cs var:t("Not billed yet") ?></h2>
<table class="list">
<?cs call:caption(t("Not billed yet")) ?>
<thead><tr><th scope="col"><?cs var:t("Product") ?></th><th scope="col"><?cs var:t("Period") ?></th><th scope="col" class="number"><?cs var:t("Used") ?></th><th scope="col" class="money"><?cs var:t("Price") ?></th><th scope="col" class="money"><?cs var:t("Amount before tax") ?></th></tr></thead>
<tbody>
<?cs each:sum = Sums ?>
<tr><td class="text main" data-label="<?cs var:t("Product") ?>"><?cs var:sum.Product ?></td><td class="text" data-label="<?cs var:t("Period") ?>"><?cs var:sum.Period ?></td><td class="number" data-label="<?cs var:t("Used") ?>"><?cs var:sum.Used ?></td><td class="money" data-label="<?cs var:t("Price") ?>"><?cs var:sum.Price ?></td><td class="money" data-label="<?cs var:t("Amount before tax") ?>"><?cs var:sum.Amount ?></td></tr>
<?cs /each ?>
</tbody>
</table>
<h2><?cs var:t("Uses") ?></h2>
<?cs /if ?>
<?cs call:table(Uses) ?>
<?cs include!"layout_end.cs" ?>
