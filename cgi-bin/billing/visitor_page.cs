<?cs include!"layout_top.cs" ?><?cs include!"sessions.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs call:facts(Facts) ?>
<h2><?cs var:t("Where you are signed in") ?></h2>
<?cs call:sessions("/billing/account") ?>
<?cs include!"layout_end.cs" ?>
