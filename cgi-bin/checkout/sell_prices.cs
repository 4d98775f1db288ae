<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs call:steps(Steps) ?>
<?cs call:form_summary(Form) ?>
<p class="quiet"><?cs if:Resold ?><?cs var:t("We invoice you at your price. What you ask of your customer stands in your own pages only, on none of our documents.") ?><?cs else ?><?cs var:t("We invoice your customer these prices; what they pay beyond your price is your margin. Your customer never sees what you pay.") ?><?cs /if ?></p>
<form method="post" action="<?cs var:url_validate(Checkout) ?>/prices" novalidate>
<?cs call:form_proof() ?>
<?cs call:form_fields(Form) ?>
<p class="actions"><button type="submit" class="button primary"><?cs var:t("Keep these prices") ?></button> <a class="button plain" href="<?cs var:url_validate(Checkout) ?>"><?cs var:t("Back to the basket") ?></a></p>
</form>
<?cs include!"layout_end.cs" ?>
