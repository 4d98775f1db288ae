</main>
<footer class="end">
<div>
<p><?cs var:Site.Name ?></p>
<?cs each:line = Brand.Footer ?><p><?cs var:line.Text ?></p>
<?cs /each ?>
<?cs if:Brand.Contact || Brand.Phone ?><p><?cs var:t("Help:") ?> <?cs if:Brand.Contact ?><a href="<?cs var:url_validate(Brand.ContactHref) ?>"><?cs var:Brand.Contact ?></a><?cs /if ?><?cs if:Brand.Contact && Brand.Phone ?>, <?cs /if ?><?cs var:Brand.Phone ?></p><?cs /if ?>
<?cs if:Page.Zone ?><p><?cs var:Page.Zone ?></p><?cs /if ?>
</div>
<?cs if:State.theme ?>
<form method="post" action="/login/theme"><?cs call:form_state(State.theme) ?><input type="hidden" name="next" value="<?cs var:Page.Path ?>">
<fieldset class="theme"><legend><?cs var:t("Appearance") ?></legend>
<button type="submit" name="theme" value="" aria-pressed="<?cs if:Theme ?>false<?cs else ?>true<?cs /if ?>"><?cs var:t("System") ?></button>
<button type="submit" name="theme" value="light" aria-pressed="<?cs if:Theme == "light" ?>true<?cs else ?>false<?cs /if ?>"><?cs var:t("Light") ?></button>
<button type="submit" name="theme" value="dark" aria-pressed="<?cs if:Theme == "dark" ?>true<?cs else ?>false<?cs /if ?>"><?cs var:t("Dark") ?></button>
</fieldset></form>
<?cs /if ?>
</footer><?cs include!"extension.cs" ?>
</body>
</html>
