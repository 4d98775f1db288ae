<?cs include!"layout_top.cs" ?>
<div class="narrow">
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:t("You are signed in. If nothing happens, go on by the link.") ?></p>
<p><a class="button primary" href="<?cs var:url_validate(Over.Url) ?>"><?cs var:Over.Label ?></a></p>
</div>
<?cs include!"layout_end.cs" ?>
