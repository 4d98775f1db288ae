<?cs include!"layout_top.cs" ?>
<div class="narrow">
<h1><?cs var:t("You are signed out") ?></h1>
<?cs if:Left.Url ?>
<p><?cs var:t("Your session at the provider that signed you in goes on until you end it there.") ?></p>
<p><a class="button" href="<?cs var:url_validate(Left.Url) ?>"><?cs var:Left.Label ?></a></p>
<?cs /if ?>
<p><a href="/login"><?cs var:t("Sign in again") ?></a></p>
</div>
<?cs include!"layout_end.cs" ?>
