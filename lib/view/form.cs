<?cs # Forms: label above, message and control, hint below. What view_form put is drawn; nothing is typed twice.

  form_summary(form)    what is wrong, on top, linked to the fields
  form_fields(form)     every field that the person may see
  form_field(field)     one field
  form_proof()          hidden: who sent it, and one use of this form
  form_state(state)     hidden: the signed state of a form for visitors
  tick_group(g)         several choices of one kind: {Name, Id, Legend, Hint, Error, Options.N.{Value, Label, Checked, Locked}}; Parts.N.{Label, Ticked, Options} fold
                        long ones
?>
<?cs def:form_proof() ?>
<input type="hidden" name="_csrf" value="<?cs var:Csrf ?>"><input type="hidden" name="_key" value="<?cs var:FormKey ?>">
<?cs /def ?>
<?cs def:form_state(state) ?>
<input type="hidden" name="_state" value="<?cs var:state ?>">
<?cs /def ?>

<?cs def:form_summary(form) ?>
<?cs if:form.Error || form.Errors.0.Text ?>
<div class="summary" role="alert" tabindex="-1" autofocus>
<h2><?cs var:t("Please check this") ?></h2>
<?cs if:form.Error ?><p><?cs var:form.Error ?></p><?cs /if ?>
<?cs if:form.Errors.0.Text ?>
<ul>
<?cs each:wrong = form.Errors ?>
<li><a href="<?cs var:url_validate(wrong.Href) ?>"><?cs var:wrong.Text ?></a></li>
<?cs /each ?>
</ul>
<?cs /if ?>
</div>
<?cs /if ?>
<?cs /def ?>

<?cs def:form_options(options) ?>
<?cs each:option = options ?>
<option value="<?cs var:option.Value ?>"<?cs if:option.Selected ?> selected<?cs /if ?>><?cs var:option.Label ?></option>
<?cs /each ?>
<?cs /def ?>

<?cs # The attributes that every control shares. ?>
<?cs def:form_control(f) ?> id="<?cs var:f.Id ?>" name="<?cs var:f.Name ?>"<?cs if:f.Required ?> required<?cs /if ?><?cs if:f.Autocomplete ?> autocomplete="<?cs var:f.Autocomplete ?>"<?cs /if ?><?cs if:f.MaxLength ?> maxlength="<?cs var:f.MaxLength ?>"<?cs /if ?><?cs if:f.Error && f.Hint ?> aria-invalid="true" aria-describedby="<?cs var:f.Id ?>-error <?cs var:f.Id ?>-hint"<?cs elif:f.Error ?> aria-invalid="true" aria-describedby="<?cs var:f.Id ?>-error"<?cs elif:f.Hint ?> aria-describedby="<?cs var:f.Id ?>-hint"<?cs /if ?><?cs /def ?>

<?cs def:form_optional(f) ?><?cs if:!f.Required && !f.None && !f.Always ?> <span class="optional"><?cs var:t("(optional)") ?></span><?cs /if ?><?cs /def ?>
<?cs def:form_error(f) ?><?cs if:f.Error ?><p class="error" id="<?cs var:f.Id ?>-error"><span class="unseen"><?cs var:t("Error:") ?></span> <?cs var:f.Error ?></p><?cs /if ?><?cs /def ?>
<?cs def:form_hint(f) ?><?cs if:f.Hint ?><p class="hint" id="<?cs var:f.Id ?>-hint"><?cs var:f.Hint ?></p><?cs /if ?><?cs /def ?>

<?cs def:form_input(f) ?>
<input class="input look-<?cs var:f.Look ?> kind-<?cs var:f.Kind ?>" type="<?cs var:f.Type ?>"<?cs call:form_control(f) ?><?cs if:f.Mode ?> inputmode="<?cs var:f.Mode ?>"<?cs /if ?> value="<?cs var:f.Value ?>">
<?cs /def ?>

<?cs def:form_select(f) ?>
<select class="input"<?cs call:form_control(f) ?>>
<?cs if:!f.Always ?><option value=""><?cs if:f.None ?><?cs var:f.None ?><?cs elif:f.Required ?><?cs var:t("Please choose") ?><?cs else ?>–<?cs /if ?></option><?cs /if ?>
<?cs call:form_options(f.Options) ?>
</select>
<?cs /def ?>

<?cs def:form_money(f) ?>
<div class="pair">
<?cs call:form_input(f) ?>
<?cs if:f.Currencies.0.Value ?>
<select class="input" name="<?cs var:f.Name ?>_currency" aria-label="<?cs var:t("Currency") ?>">
<?cs call:form_options(f.Currencies) ?>
</select>
<?cs else ?><span class="unit"><?cs var:f.Currency ?></span>
<?cs /if ?>
</div>
<?cs /def ?>

<?cs def:form_radio(f) ?>
<fieldset class="field<?cs if:f.Error ?> wrong<?cs /if ?>"<?cs if:f.Error ?> aria-describedby="<?cs var:f.Id ?>-error"<?cs elif:f.Hint ?> aria-describedby="<?cs var:f.Id ?>-hint"<?cs /if ?>>
<legend><?cs var:f.Label ?><?cs call:form_optional(f) ?></legend>
<?cs call:form_error(f) ?>
<?cs each:option = f.Options ?>
<div class="check"><input type="radio" id="<?cs var:f.Id ?><?cs if:!first(option) ?>-<?cs var:option.Value ?><?cs /if ?>" name="<?cs var:f.Name ?>" value="<?cs var:option.Value ?>"<?cs if:f.Required ?> required<?cs /if ?><?cs if:option.Selected ?> checked<?cs /if ?>><label for="<?cs var:f.Id ?><?cs if:!first(option) ?>-<?cs var:option.Value ?><?cs /if ?>"><?cs var:option.Label ?></label></div>
<?cs /each ?>
<?cs call:form_hint(f) ?>
</fieldset>
<?cs /def ?>

<?cs def:form_check(f) ?>
<div class="field<?cs if:f.Error ?> wrong<?cs /if ?>">
<?cs call:form_error(f) ?>
<div class="check"><input type="checkbox" value="1"<?cs call:form_control(f) ?><?cs if:f.Checked ?> checked<?cs /if ?>><label for="<?cs var:f.Id ?>"><?cs var:f.Label ?></label></div>
<?cs call:form_hint(f) ?>
</div>
<?cs /def ?>

<?cs def:form_labelled(f) ?>
<div class="field<?cs if:f.Error ?> wrong<?cs /if ?>">
<label for="<?cs var:f.Id ?>"><?cs var:f.Label ?><?cs call:form_optional(f) ?></label>
<?cs call:form_error(f) ?>
<?cs if:f.Control == "select" ?><?cs call:form_select(f) ?>
<?cs elif:f.Control == "money" ?><?cs call:form_money(f) ?>
<?cs elif:f.Control == "area" ?><textarea class="input" rows="5"<?cs call:form_control(f) ?>>
<?cs var:f.Value ?></textarea>
<?cs elif:f.Look == "percent" ?><div class="pair"><?cs call:form_input(f) ?><span class="unit">%</span></div>
<?cs else ?><?cs call:form_input(f) ?>
<?cs /if ?>
<?cs call:form_hint(f) ?>
</div>
<?cs /def ?>

<?cs # What may be seen here, but not changed. ?>
<?cs def:form_fixed(f) ?>
<div class="field fixed"><p class="label"><?cs var:f.Label ?></p><p><?cs if:f.Value ?><?cs var:f.Value ?><?cs else ?>–<?cs /if ?></p></div>
<?cs /def ?>

<?cs def:form_field(f) ?>
<?cs if:f.Group ?><h2 class="group"><?cs var:f.Group ?></h2><?cs /if ?>
<?cs if:f.Control == "hidden" ?><input type="hidden" name="<?cs var:f.Name ?>" value="<?cs var:f.Value ?>">
<?cs elif:f.Control == "fixed" ?><?cs call:form_fixed(f) ?>
<?cs elif:f.Control == "radio" ?><?cs call:form_radio(f) ?>
<?cs elif:f.Control == "check" ?><?cs call:form_check(f) ?>
<?cs else ?><?cs call:form_labelled(f) ?>
<?cs /if ?>
<?cs /def ?>

<?cs def:form_fields(form) ?>
<?cs each:f = form.Fields ?>
<?cs call:form_field(f) ?>
<?cs /each ?>
<?cs /def ?>

<?cs def:tick_options(g, options) ?>
<?cs each:option = options ?>
<div class="check"><input type="checkbox" id="form-<?cs var:g.Id ?>-<?cs var:option.Value ?>" name="<?cs var:g.Name ?>" value="<?cs var:option.Value ?>"<?cs if:option.Checked ?> checked<?cs /if ?><?cs if:option.Locked ?> disabled<?cs /if ?>><label for="form-<?cs var:g.Id ?>-<?cs var:option.Value ?>"><?cs var:option.Label ?></label></div>
<?cs /each ?>
<?cs /def ?>

<?cs def:tick_group(g) ?>
<fieldset class="field<?cs if:g.Error ?> wrong<?cs /if ?>" id="form-<?cs var:g.Id ?>"<?cs if:g.Error ?> aria-describedby="form-<?cs var:g.Id ?>-error"<?cs elif:g.Hint ?> aria-describedby="form-<?cs var:g.Id ?>-hint"<?cs /if ?>>
<legend><?cs var:g.Legend ?></legend>
<?cs if:g.Error ?><p class="error" id="form-<?cs var:g.Id ?>-error"><span class="unseen"><?cs var:t("Error:") ?></span> <?cs var:g.Error ?></p><?cs /if ?>
<?cs call:tick_options(g, g.Options) ?>
<?cs each:part = g.Parts ?>
<details class="ticks"<?cs if:part.Ticked ?> open<?cs /if ?>><summary><?cs var:part.Label ?><?cs if:part.Ticked ?> <span class="quiet"><?cs var:part.Ticked ?></span><?cs /if ?></summary>
<div class="many"><?cs call:tick_options(g, part.Options) ?></div>
</details>
<?cs /each ?>
<?cs if:g.Hint ?><p class="hint" id="form-<?cs var:g.Id ?>-hint"><?cs var:g.Hint ?></p><?cs /if ?>
</fieldset>
<?cs /def ?>
