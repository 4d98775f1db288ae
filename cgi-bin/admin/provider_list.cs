<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs call:page_link("/admin/providers/new", t("Add a provider")) ?></div>
<?cs call:table(Providers) ?>
<?cs include!"layout_end.cs" ?>
