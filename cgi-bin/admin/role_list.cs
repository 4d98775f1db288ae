<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs call:page_link("/admin/roles/new", t("Add a role")) ?></div>
<?cs call:table(Roles) ?>
<?cs include!"layout_end.cs" ?>
