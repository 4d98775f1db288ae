<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:May.Catalogue ?><?cs call:page_link("/admin/terms/new", t("Publish a version")) ?><?cs /if ?></div>
<?cs if:Terms.Body ?><p class="terms"><?cs var:Terms.Body ?></p><h2><?cs var:t("Versions") ?></h2><?cs /if ?>
<?cs set:Versions.Title = t("Versions") ?><?cs call:table(Versions) ?>
<?cs include!"layout_end.cs" ?>
