<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs call:steps(Steps) ?>
<?cs call:form_summary(Form) ?>
<p class="quiet"><?cs if:Resold ?><?cs call:own(t("We invoice you at your price. What you ask of your customer stands in your own pages only, on none of our documents."), tf("We invoice %s at its price. What it asks of its customer stands in its own pages only, on none of our documents.", Person.OnBehalf)) ?><?cs else ?><?cs call:own(t("We invoice your customer these prices; what they pay beyond your price is your margin. Your customer never sees what you pay."), tf("We invoice the customer these prices; what they pay beyond the price of %1$s is its margin. The customer never sees what it pays.", Person.OnBehalf)) ?><?cs /if ?></p>
<form method="post" action="<?cs var:url_validate(Checkout) ?>/prices" novalidate>
<?cs call:form_proof() ?>
<?cs call:form_fields(Form) ?>
<p class="actions"><button type="submit" class="button primary"><?cs var:t("Keep these prices") ?></button> <a class="button plain" href="<?cs var:url_validate(Checkout) ?>"><?cs var:t("Back to the basket") ?></a></p>
</form>
<?cs include!"layout_end.cs" ?>
