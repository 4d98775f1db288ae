<?cs include!"layout_top.cs" ?>
<div class="narrow message">
<h1><?cs var:Message.Title ?></h1>
<p class="lead"><?cs var:Message.Text ?></p>
<?cs if:Message.Action.Href ?><p class="actions"><a class="button primary" href="<?cs var:url_validate(Message.Action.Href) ?>"><?cs var:Message.Action.Label ?></a></p><?cs /if ?>
<?cs if:Page.RequestId ?><p class="quiet"><?cs var:t("If you write to us about this, name the request:") ?> <code><?cs var:Page.RequestId ?></code></p><?cs /if ?>
</div>
<?cs include!"layout_end.cs" ?>
