<?cs include!"layout_top.cs" ?>
<?cs include!"blocks.cs" ?>
<div class="notice">
<p><?cs var:Preview.Note ?></p>
<form class="search" method="get" action="<?cs var:url_validate(Preview.Path) ?>">
<div class="field"><label for="org"><?cs var:t("See it as") ?></label>
<select class="input" id="org" name="org">
<option value=""><?cs var:t("Somebody who is not signed in") ?></option>
<?cs call:form_options(Orgs) ?>
</select></div>
<button type="submit" class="button"><?cs var:t("Show") ?></button>
</form>
</div>
<?cs if:Preview.Shut ?><div class="empty"><p><?cs var:Preview.Shut ?></p></div>
<?cs else ?>
<?cs if:!Titled ?><h1><?cs var:Page.Title ?></h1><?cs /if ?>
<?cs call:blocks(Blocks) ?>
<?cs /if ?>
<?cs include!"layout_end.cs" ?>
