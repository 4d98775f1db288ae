<?cs include!"layout_top.cs" ?>
<h1><?cs var:Customer.Name ?></h1>
<p class="quiet"><?cs var:t("Customer since") ?> <time datetime="<?cs var:Customer.Since.Iso ?>"><?cs var:Customer.Since ?></time></p>
<?cs call:facts(Facts) ?>
<?cs include!"layout_end.cs" ?>
