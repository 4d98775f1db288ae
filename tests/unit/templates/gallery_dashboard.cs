<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs call:cards(Cards) ?>
<h2><?cs var:t("Renewals in the next 30 days") ?></h2>
<?cs call:table(Orders) ?>
<?cs include!"layout_end.cs" ?>
