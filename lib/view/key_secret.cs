<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:t("Put it where your system keeps its secrets: it is shown only now.") ?></p>
<ul class="codes"><li><code><?cs var:Secret ?></code></li></ul>
<p class="actions"><a class="button primary" href="<?cs var:url_validate(Keys.Path) ?>"><?cs var:t("I have kept it: go on") ?></a></p>
<?cs include!"layout_end.cs" ?>
