<?cs include!"layout_top.cs" ?>
<div class="narrow">
<h1><?cs var:Page.Title ?></h1>
<?cs if:Front.Welcome ?><p><?cs var:Front.Welcome ?></p><?cs /if ?>
<?cs if:Front.Signed ?>
<p><a class="button primary" href="/home"><?cs var:t("Go to the start page") ?></a></p>
<?cs elif:Front.Action ?>
<form method="post" action="<?cs var:url_validate(Front.Action) ?>">
<?cs call:form_state(State.begin) ?><input type="hidden" name="next" value="<?cs var:Front.Next ?>">
<p><button type="submit" class="button primary"><?cs var:t("Sign in") ?></button></p>
</form>
<?cs else ?>
<p><a class="button primary" href="<?cs var:url_validate(Front.Href) ?>"><?cs var:t("Sign in") ?></a></p>
<?cs /if ?>
<?cs if:Front.Note ?><p class="quiet"><?cs var:Front.Note ?></p><?cs /if ?>
</div>
<?cs include!"layout_end.cs" ?>
