<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?> <?cs call:state(Key.State, Key.StateWord) ?></h1>
<?cs call:facts(Facts) ?>
<?cs if:Key.State != "ended" ?>
<p class="actions">
<?cs if:Key.State == "active" ?><a class="button" href="<?cs var:url_validate(Key.Path) ?>/rotate"><?cs var:t("Rotate") ?></a><?cs /if ?>
<a class="button danger" href="<?cs var:url_validate(Key.Path) ?>/revoke"><?cs var:t("Revoke") ?></a>
</p>
<?cs /if ?>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
