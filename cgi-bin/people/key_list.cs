<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs call:page_link("/people/keys/new", t("New key")) ?></div>
<p><?cs var:t("With a key your own systems ask the portal and order for you.") ?> <a href="/api"><?cs var:t("How that is done") ?></a></p>
<?cs call:table(Keys) ?>
<?cs include!"layout_end.cs" ?>
