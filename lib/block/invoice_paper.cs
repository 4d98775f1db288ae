<?cs # What an invoice says (invoice_paper.h), below the heading of the page. ?>
<article class="document invoice">
<div class="parties">
<?cs each:party = Parties ?>
<div><h2><?cs var:party.Heading ?></h2>
<p><strong><bdi><?cs var:party.Name ?></bdi></strong></p>
<p class="lines"><?cs var:party.Address ?></p>
<?cs if:string.length(party.TaxNumber) ?><p><?cs var:t("Tax number") ?>: <?cs var:party.TaxNumber ?></p><?cs /if ?>
<?cs if:string.length(party.RegistrationNumber) ?><p><?cs var:t("Registration number") ?>: <?cs var:party.RegistrationNumber ?></p><?cs /if ?>
</div>
<?cs /each ?>
</div>
<?cs call:facts(Facts) ?>
<div class="scroll" role="region" aria-label="<?cs var:t("Positions") ?>" tabindex="0">
<table class="list">
<thead><tr><th scope="col" class="number">#</th><th scope="col"><?cs var:t("Description") ?></th><th scope="col" class="number"><?cs var:t("Quantity") ?></th><th scope="col" class="money"><?cs var:t("Unit price") ?></th><th scope="col" class="number"><?cs var:t("Tax") ?></th><th scope="col" class="money"><?cs var:t("Amount") ?></th></tr></thead>
<tbody>
<?cs each:line = Lines ?>
<tr><td class="number" data-label="#"><?cs var:line.Position ?></td><td class="text main" data-label="<?cs var:t("Description") ?>"><?cs var:line.Name ?><?cs if:line.Period ?><span class="under"><?cs var:line.Period ?></span><?cs /if ?><?cs if:line.Less ?><span class="under"><?cs var:line.Less ?></span><?cs /if ?></td><td class="number" data-label="<?cs var:t("Quantity") ?>"><?cs var:line.Units ?></td><td class="money" data-label="<?cs var:t("Unit price") ?>"><?cs var:line.Unit ?></td><td class="number" data-label="<?cs var:t("Tax") ?>"><?cs var:line.Rate ?></td><td class="money" data-label="<?cs var:t("Amount") ?>"><?cs var:line.Amount ?></td></tr>
<?cs /each ?>
</tbody>
</table>
</div>
<dl class="sums totals">
<div><dt><?cs var:t("Total before tax") ?></dt><dd><?cs var:Net ?></dd></div>
<?cs each:tax = Taxes ?>
<div><dt><?cs var:tax.Label ?></dt><dd><?cs var:tax.Text ?></dd></div>
<?cs /each ?>
<div class="total"><dt><?cs var:t("Total") ?></dt><dd><?cs var:Total ?></dd></div>
<?cs each:use = Uses ?>
<div><dt><a href="<?cs var:url_validate(use.Href) ?>"><?cs var:use.Text ?></a> <span class="quiet"><?cs var:use.On ?></span></dt><dd><?cs var:use.Amount ?></dd></div>
<?cs /each ?>
<?cs if:Open.Label ?><div class="total"><dt><?cs var:Open.Label ?></dt><dd><?cs var:Open.Amount ?></dd></div><?cs /if ?>
</dl>
<?cs each:tax = Taxes ?>
<?cs if:tax.Note ?><p><?cs var:tax.Name ?>: <?cs var:tax.Note ?></p><?cs /if ?>
<?cs /each ?>
<?cs if:Payment.Text ?>
<h2><?cs var:t("Payment") ?></h2>
<p><?cs var:Payment.Text ?></p>
<?cs call:facts(Payment.Facts) ?>
<?cs /if ?>
</article>
