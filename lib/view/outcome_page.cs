<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs if:Outcome.Text ?><p><?cs var:Outcome.Text ?></p><?cs /if ?>
<div class="outcomes"><?cs call:facts(Facts) ?></div>
<p class="actions"><a class="button primary" href="<?cs var:url_validate(Outcome.Href) ?>"><?cs var:Outcome.Label ?></a></p>
<?cs include!"layout_end.cs" ?>
