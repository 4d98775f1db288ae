<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<p class="quiet"><?cs var:t("Search by action, request number or e-mail address. Records are sealed into a chain; its end is signed and kept outside of the database.") ?></p>
<?cs call:table(Audit) ?>
<?cs include!"layout_end.cs" ?>
