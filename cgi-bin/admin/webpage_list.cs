<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:May.Page ?><?cs call:page_link("/admin/pages/new", t("Add a page")) ?><?cs /if ?></div>
<?cs call:table(Pages) ?>
<?cs include!"layout_end.cs" ?>
