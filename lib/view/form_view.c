/* A form's fields, what was typed and what is wrong with it, as form.cs draws them. The control, the input's type and its
 * keyboard are chosen here, so the template only lays out. */
#include "lib/base/i18n.h"
#include "lib/view/template.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char *const kind_names[] = { "text", "number", "check", "date", "money", "public" };
static const char *const look_names[] = {
  [LOOK_PLAIN] = "plain",       [LOOK_EMAIL] = "email",   [LOOK_PHONE] = "phone",       [LOOK_URL] = "url",
  [LOOK_AREA] = "area",         [LOOK_SELECT] = "select", [LOOK_RADIO] = "radio",       [LOOK_COUNTRY] = "country",
  [LOOK_LANGUAGE] = "language", [LOOK_ZONE] = "zone",     [LOOK_CURRENCY] = "currency", [LOOK_SEARCH] = "search",
  [LOOK_HIDDEN] = "hidden",     [LOOK_CODE] = "code",     [LOOK_PASSWORD] = "password", [LOOK_ADDRESS] = "email",
  [LOOK_PERCENT] = "percent",   [LOOK_TICKS] = "ticks",
};
_Static_assert(sizeof look_names / sizeof *look_names == LOOK_PERCENT + 1, "each look has its name");

struct form_at { /* where the form stands in the tree, and its own name in lower case for ids */
  struct view *view;
  HDF *node;
  const struct form *form;
  const char *prefix;
};

static const char *word(const char *text)
{
  return str_empty(text) ? "" : t(text);
}

/* Which of form.cs's controls draws the field. */
static const char *control_name(const struct field *f, const struct option *options)
{
  if (f->look == LOOK_HIDDEN || (f->kind == FIELD_PUBLIC && !options))
    return "hidden";
  if (f->kind == FIELD_CHECK)
    return "check";
  if (f->kind == FIELD_MONEY)
    return "money";
  if (f->look == LOOK_RADIO && options)
    return "radio";
  if (options)
    return "select";
  return f->look == LOOK_AREA ? "area" : "input";
}

static const char *input_type(const struct field *f)
{
  if (f->kind == FIELD_DATE)
    return "date";
  switch (f->look) {
  case LOOK_EMAIL:
  case LOOK_ADDRESS: return "email";
  case LOOK_PHONE: return "tel";
  case LOOK_URL: return "url";
  case LOOK_PASSWORD: return "password";
  case LOOK_SEARCH: return "search";
  default: return "text"; /* figures too: type=number swallows what it dislikes, so it could not be shown again */
  }
}

static const char *input_mode(const struct field *f)
{
  if (f->kind == FIELD_MONEY || f->look == LOOK_PERCENT)
    return "decimal";
  return f->kind == FIELD_NUMBER ? "numeric" : "";
}

/* Offers and customers are names, not words of the program: never looked up in the catalogue. */
static bool chosen_at_run_time(const struct form *form, const char *name)
{
  for (int i = 0; i < form->n_choices; i++)
    if (str_eq(form->choices[i].field, name))
      return true;
  return false;
}

static const struct option *field_options(const struct form *form, int i)
{
  const struct option *options = form_options(form, i);
  return options == country_options() ? country_sorted(form->arena) : options; /* each language has its own order */
}

static void put_options(struct view *v, HDF *node, const char *list, const struct option *options, const char *value,
                        bool words)
{
  HDF *items = view_child(v, node, list);
  for (int i = 0; options && options[i].value; i++) {
    HDF *item = view_child_n(v, items, i);
    view_set(v, item, "Value", options[i].value);
    view_set(v, item, "Label", words ? word(options[i].label) : options[i].label);
    if (str_eq(options[i].value, value))
      view_set(v, item, "Selected", "1");
  }
}

static void put_money_field(struct view *v, HDF *node, const struct form *form, int i)
{
  const struct field *f = &form->def->fields[i];
  const char *typed = form->typed_currency ? form->typed_currency[i] : NULL;
  view_set(v, node, "Currency", f->currency ? f->currency : typed);
  if (!f->currency)
    put_options(v, node, "Currencies", currency_options(), typed, false);
}

static void put_field_words(struct form_at *at, HDF *node, int i)
{
  struct view *v = at->view;
  const struct field *f = &at->form->def->fields[i];
  view_set(v, node, "Name", f->name);
  view_set(v, node, "Id", arena_printf(v->arena, "%s-%s", at->prefix, f->name));
  view_set(v, node, "Label", word(f->label));
  view_set(v, node, "Value", f->look == LOOK_PASSWORD ? "" : at->form->typed[i]);
  view_set(v, node, "Kind", kind_names[f->kind]);
  view_set(v, node, "Look", look_names[f->look]);
  if (!str_empty(f->hint))
    view_set(v, node, "Hint", word(f->hint));
  bool needed = f->required || (at->form->needed && at->form->needed[i]);
  if (f->none && !needed)
    view_set(v, node, "None", t(f->none));
  if (at->form->errors[i])
    view_set(v, node, "Error", at->form->errors[i]);
  if (needed)
    view_set(v, node, "Required", "1");
  if (f->always)
    view_set(v, node, "Always", "1");
  if (f->autocomplete)
    view_set(v, node, "Autocomplete", f->autocomplete);
}

static void put_field(struct form_at *at, HDF *node, int i)
{
  struct view *v = at->view;
  const struct field *f = &at->form->def->fields[i];
  const struct option *options = f->kind == FIELD_MONEY ? NULL : field_options(at->form, i);
  const char *control = control_name(f, options);
  const char *typed = at->form->typed[i];
  put_field_words(at, node, i);
  view_set(v, node, "Control", control);
  view_set(v, node, "Type", input_type(f));
  view_set(v, node, "Mode", input_mode(f));
  if (f->kind == FIELD_TEXT && !options)
    view_set(v, node, "MaxLength", arena_printf(v->arena, "%" PRId64, f->max ? f->max : 200));
  if (f->kind == FIELD_CHECK && !str_empty(typed) && !str_eq(typed, "0"))
    view_set(v, node, "Checked", "1");
  if (f->kind == FIELD_MONEY)
    put_money_field(v, node, at->form, i);
  if (options) {
    bool words = !chosen_at_run_time(at->form, f->name);
    put_options(v, node, "Options", options, typed, words);
  }
}

/* Shown as text: the option's word, not its value. */
static void put_fixed(struct form_at *at, HDF *node, int i)
{
  struct view *v = at->view;
  const struct field *f = &at->form->def->fields[i];
  const char *text = at->form->typed[i];
  bool words = !chosen_at_run_time(at->form, f->name);
  for (const struct option *o = field_options(at->form, i); o && o->value; o++)
    if (str_eq(o->value, text))
      text = words ? word(o->label) : o->label;
  if (f->kind == FIELD_CHECK)
    text = str_empty(text) || str_eq(text, "0") ? t("No") : t("Yes");
  if (f->kind == FIELD_MONEY && !str_empty(text))
    text = arena_printf(v->arena, "%s\u00a0%s", text, at->form->typed_currency[i]);
  put_field_words(at, node, i);
  view_set(v, node, "Control", "fixed");
  view_set(v, node, "Value", text);
}

static void put_fields(struct form_at *at)
{
  struct view *v = at->view;
  const struct form *form = at->form;
  HDF *fields = view_child(v, at->node, "Fields");
  const char *group = NULL;
  for (int i = 0; i < form->def->n_fields; i++) {
    const struct field *f = &form->def->fields[i];
    if (form->access[i] == ACCESS_HIDDEN || (f->look == LOOK_TICKS && form->access[i] == ACCESS_OPEN))
      continue;
    HDF *node = view_child_n(v, fields, i);
    if (form->access[i] == ACCESS_FIXED)
      put_fixed(at, node, i);
    else
      put_field(at, node, i);
    /* A heading stands above its first field only, in whichever of the two ways the rows say so. */
    if (!str_empty(f->group) && !str_eq(f->group, group)) {
      view_set(v, node, "Group", word(f->group));
      group = f->group;
    }
  }
}

/* On top of the page a sentence stands far from its field, so it names it. */
static const char *error_text(struct arena *a, const char *label, const char *error)
{
  return *label && !strstr(error, label) ? arena_printf(a, "%s: %s", label, error) : error;
}

static void put_errors(struct form_at *at)
{
  struct view *v = at->view;
  const struct form *form = at->form;
  int n = 0;
  view_set(v, at->node, "Error", form->error);
  for (int i = 0; i < form->def->n_fields; i++) {
    const struct field *f = &form->def->fields[i];
    if (!form->errors[i] || form->access[i] == ACCESS_HIDDEN)
      continue;
    HDF *node = view_child_n(v, view_child(v, at->node, "Errors"), n++);
    view_set(v, node, "Href", arena_printf(v->arena, "#%s-%s", at->prefix, f->name));
    view_set(v, node, "Text", error_text(v->arena, word(f->label), form->errors[i]));
  }
}

void view_form(struct view *v, const char *name, const struct form *form)
{
  view_put(v, name, "");
  if (v->failed || !form->def)
    return;
  struct form_at at = { v, view_child(v, v->hdf, name), form, str_lower(v->arena, name) };
  put_fields(&at);
  put_errors(&at);
}
