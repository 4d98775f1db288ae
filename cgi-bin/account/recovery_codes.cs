<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:t("Each of them stands in for the app once, when your phone is lost. Print them or write them down, and keep them apart from your phone: they are shown only now.") ?></p>
<ul class="codes">
<?cs each:code = Codes ?><li><code><?cs var:code.Text ?></code></li>
<?cs /each ?>
</ul>
<p class="actions"><a class="button primary" href="<?cs var:url_validate(Next) ?>"><?cs var:t("I have kept them: go on") ?></a></p>
<?cs include!"layout_end.cs" ?>
