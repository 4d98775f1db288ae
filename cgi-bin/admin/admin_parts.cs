<?cs # What the desk's pages share beside the house's own macros.

  tick_group(g)   several choices of one kind: {Name, Id, Legend, Hint, Error, Options.N.{Value, Label, Checked}}
?>
<?cs def:tick_group(g) ?>
<fieldset class="field<?cs if:g.Error ?> wrong<?cs /if ?>" id="form-<?cs var:g.Id ?>"<?cs if:g.Error ?> aria-describedby="form-<?cs var:g.Id ?>-error"<?cs elif:g.Hint ?> aria-describedby="form-<?cs var:g.Id ?>-hint"<?cs /if ?>>
<legend><?cs var:g.Legend ?></legend>
<?cs if:g.Error ?><p class="error" id="form-<?cs var:g.Id ?>-error"><span class="unseen"><?cs var:t("Error:") ?></span> <?cs var:g.Error ?></p><?cs /if ?>
<?cs each:option = g.Options ?>
<div class="check"><input type="checkbox" id="form-<?cs var:g.Id ?>-<?cs var:option.Value ?>" name="<?cs var:g.Name ?>" value="<?cs var:option.Value ?>"<?cs if:option.Checked ?> checked<?cs /if ?>><label for="form-<?cs var:g.Id ?>-<?cs var:option.Value ?>"><?cs var:option.Label ?></label></div>
<?cs /each ?>
<?cs if:g.Hint ?><p class="hint" id="form-<?cs var:g.Id ?>-hint"><?cs var:g.Hint ?></p><?cs /if ?>
</fieldset>
<?cs /def ?>
