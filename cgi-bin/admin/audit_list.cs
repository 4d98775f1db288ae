<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<p class="quiet"><?cs var:t("Search by action, request number or e-mail address. Records are sealed into a chain; its end is signed and kept outside of the database.") ?></p>
<div class="dense"><?cs call:table(Audit) ?></div>
<?cs include!"layout_end.cs" ?>
