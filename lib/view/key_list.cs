<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs call:page_link(Keys.New, t("New key")) ?></div>
<p><?cs var:Keys.Text ?> <a href="/api"><?cs var:t("How that is done") ?></a></p>
<?cs call:table(Keys) ?>
<?cs include!"layout_end.cs" ?>
