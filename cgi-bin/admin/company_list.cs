<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:May.Company ?><?cs call:page_link("/admin/companies/new", t("Add a company")) ?><?cs /if ?></div>
<?cs call:table(Companies) ?>
<?cs include!"layout_end.cs" ?>
