<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:People.Add ?><?cs call:page_link(People.Add, t("Add a person")) ?><?cs /if ?></div>
<?cs call:table(People) ?>
<?cs include!"layout_end.cs" ?>
