</main>
<footer class="end">
<p><?cs var:Site.Name ?></p>
<?cs if:State.theme ?>
<form method="post" action="/login/theme"><?cs call:form_state(State.theme) ?><input type="hidden" name="next" value="<?cs var:Page.Path ?>">
<fieldset class="theme"><legend><?cs var:t("Appearance") ?></legend>
<button type="submit" name="theme" value="" aria-pressed="<?cs if:Theme ?>false<?cs else ?>true<?cs /if ?>"><?cs var:t("System") ?></button>
<button type="submit" name="theme" value="light" aria-pressed="<?cs if:Theme == "light" ?>true<?cs else ?>false<?cs /if ?>"><?cs var:t("Light") ?></button>
<button type="submit" name="theme" value="dark" aria-pressed="<?cs if:Theme == "dark" ?>true<?cs else ?>false<?cs /if ?>"><?cs var:t("Dark") ?></button>
</fieldset></form>
<?cs /if ?>
</footer>
</body>
</html>
