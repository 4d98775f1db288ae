<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:t("Renewals") ?></h1>
<?cs if:RenewHref ?><a class="button primary" href="<?cs var:url_validate(RenewHref) ?>"><?cs var:t("Renew several") ?></a><?cs /if ?></div>
<?cs call:table(Renewals) ?>
<?cs include!"layout_end.cs" ?>
