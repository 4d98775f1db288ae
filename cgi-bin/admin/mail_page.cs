<?cs include!"layout_top.cs" ?>
<?cs include!"admin/_mail.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<p class="quiet"><?cs var:Reader ?></p>
<?cs if:Optional ?><p class="quiet"><?cs var:t("People with an account can turn it off there.") ?></p><?cs /if ?>
<h2><?cs var:t("Languages") ?></h2>
<div class="scroll"><table class="list">
<?cs call:caption(t("Languages")) ?>
<thead><tr><th scope="col"><?cs var:t("Language") ?></th><th scope="col"><?cs var:t("State") ?></th><th scope="col"><?cs var:t("Changed") ?></th></tr></thead>
<tbody>
<?cs each:text = Texts ?>
<tr><td class="main"><a href="<?cs var:url_validate(text.Href) ?>"><?cs var:text.Language ?></a></td><td data-label="<?cs var:t("State") ?>"><?cs call:state(text.State, text.Word) ?></td><td data-label="<?cs var:t("Changed") ?>"><?cs if:text.When ?><?cs var:text.When ?><?cs if:text.Who ?>, <?cs var:text.Who ?><?cs /if ?><?cs else ?><span class="quiet">–</span><?cs /if ?></td></tr>
<?cs /each ?>
</tbody></table></div>
<h2><?cs var:t("Placeholders") ?></h2>
<?cs call:mail_vars(Vars) ?>
<h2><?cs var:t("Built-in text") ?></h2>
<?cs call:mail_source(Builtin) ?>
<?cs include!"layout_end.cs" ?>
