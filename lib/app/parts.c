/* Facts, groups of ticks, form and confirmation pages. */
#include "lib/app/parts.h"

#include <string.h>

void fact(struct facts *f, const char *label, const char *text)
{
  if (str_empty(text))
    return;
  view_item(f->rq->view, f->list, f->n, "Label", label);
  view_item(f->rq->view, f->list, f->n, "Text", text);
  f->n++;
}

void fact_to(void *facts, const char *label, const char *text)
{
  fact(facts, label, text);
}

void fact_link(struct facts *f, const char *label, const char *text, const char *href)
{
  if (str_empty(text))
    return;
  fact(f, label, text);
  view_item(f->rq->view, f->list, f->n - 1, "Href", href);
}

void fact_note(struct facts *f, const char *note)
{
  if (f->n)
    view_item(f->rq->view, f->list, f->n - 1, "Note", note);
}

void fact_date(struct facts *f, const char *label, struct date d)
{
  if (!d.year)
    return;
  fact(f, label, date_text(f->rq->arena, d, i18n_current()));
  view_item(f->rq->view, f->list, f->n - 1, "Iso", date_iso(f->rq->arena, d));
}

void fact_time(struct facts *f, const char *label, struct utc t)
{
  if (!t.us)
    return;
  fact(f, label, utc_text(f->rq->arena, t, f->rq->w->zone, i18n_current()));
  view_item(f->rq->view, f->list, f->n - 1, "Iso", utc_iso(f->rq->arena, t));
}

const char *option_word(const struct option *options, const char *value)
{
  for (const struct option *o = options; o->value; o++)
    if (str_eq(o->value, value))
      return t(o->label);
  return value;
}

bool picks_have(const struct picks *p, const char *value)
{
  for (int i = 0; i < p->n; i++)
    if (str_eq(p->values[i], value))
      return true;
  return false;
}

static void picks_add(struct picks *p, const char *value)
{
  if (*value && p->n < PICKS_MAX && !picks_have(p, value))
    p->values[p->n++] = value;
}

void picks_posted(const struct req *rq, const char *name, struct picks *out)
{
  out->n = 0;
  for (int i = rq->in->n_query; i < rq->in->n_params; i++) {
    const struct param *p = &rq->in->params[i];
    if (str_eq(p->name, name) && !p->file_name)
      picks_add(out, p->value);
  }
}

void picks_split(struct req *rq, const char *comma_list, struct picks *out)
{
  char *rest = arena_dup(rq->arena, comma_list ? comma_list : ""), *part;
  out->n = 0;
  while ((part = strsep(&rest, ",")) != NULL)
    picks_add(out, str_trim(rq->arena, part));
}

const char *picks_join(struct req *rq, const struct picks *p)
{
  struct buf b = BUF(rq->arena);
  for (int i = 0; i < p->n; i++)
    buf_printf(&b, "%s%s", i ? "," : "", p->values[i]);
  return buf_text(&b);
}

const char *picks_ids_json(struct req *rq, const char *name)
{
  struct picks picked;
  struct public_id id;
  struct buf b = BUF(rq->arena);
  picks_posted(rq, name, &picked);
  buf_putc(&b, '[');
  for (int i = 0; i < picked.n; i++)
    if (public_id_parse(picked.values[i], &id))
      buf_printf(&b, "%s%llu", b.size > 1 ? "," : "", (unsigned long long)id.bits);
  buf_putc(&b, ']');
  return buf_text(&b);
}

void tick_group_show(struct req *rq, int n, const struct tick_group *g)
{
  struct view *v = rq->view;
  const char *options = arena_printf(rq->arena, "Groups.%d.Options", n);
  view_item(v, "Groups", n, "Name", g->name);
  view_item(v, "Groups", n, "Id", g->id ? g->id : arena_dupn(rq->arena, g->name, strcspn(g->name, "[")));
  view_item(v, "Groups", n, "Legend", g->legend);
  view_item(v, "Groups", n, "Hint", g->hint);
  view_item(v, "Groups", n, "Error", g->error);
  for (int i = 0; g->options[i].value; i++) {
    view_item(v, options, i, "Value", g->options[i].value);
    view_item(v, options, i, "Label", g->options[i].label);
    view_item(v, options, i, "Checked", picks_have(g->picked, g->options[i].value) ? "1" : "");
    view_item(v, options, i, "Locked", g->locked && picks_have(g->locked, g->options[i].value) ? "1" : "");
  }
}

void choices_put(struct req *rq, const char *field, const struct option *options)
{
  enum { CHOICES_MAX = 4 };
  struct form_choice *choices = arena_array(rq->arena, CHOICES_MAX, sizeof *choices);
  int n = rq->form.n_choices < CHOICES_MAX ? rq->form.n_choices : CHOICES_MAX - 1;
  for (int i = 0; i < n; i++)
    choices[i] = rq->form.choices[i];
  choices[n] = (struct form_choice){ field, options };
  rq->form.choices = choices;
  rq->form.n_choices = n + 1;
}

/* Of the page that is shown first, the record in the form; of one that comes again, what it brought along. */
static const char *was_shown(struct req *rq)
{
  if (rq->form.was)
    return rq->form.was;
  return rq->in->method == POST ? param_posted(rq->in, "_was") : form_digest(&rq->form, rq->form.data);
}

result form_merged(struct req *rq, const void *now)
{
  return form_merge(&rq->form, param_posted(rq->in, "_was"), now);
}

static void words_show(struct req *rq, const struct form_words *words)
{
  view_put(rq->view, "Action", words->action);
  view_put(rq->view, "Submit", words->submit);
  view_put(rq->view, "Cancel", words->cancel);
  view_form(rq->view, "Form", &rq->form);
  if (rq->form.def)
    view_put(rq->view, "Form.Was", was_shown(rq));
  if (!rq->form.def) /* nothing but ticks: what is wrong with them stands on top */
    view_put(rq->view, "Form.Error", rq->refusal);
}

result form_page(struct req *rq, const struct form_words *words)
{
  words_show(rq, words);
  return page(rq, "form_page", words->title);
}

void confirm_say(struct req *rq, int *n, const char *text)
{
  view_item(rq->view, "Confirm", *n, "Text", text);
  *n += 1;
}

result confirm_page(struct req *rq, const struct form_words *words, bool danger)
{
  words_show(rq, words);
  view_put_bool(rq->view, "Danger", danger);
  return page(rq, "confirm_page", words->title);
}

result outcome_page(struct req *rq, const char *title, const char *text, const char *href, const char *label)
{
  view_put(rq->view, "Outcome.Text", text);
  view_put(rq->view, "Outcome.Href", href);
  view_put(rq->view, "Outcome.Label", label);
  return page(rq, "outcome_page", title);
}

void history_put(struct req *rq, int n, const char *what, const char *who, struct utc at, const char *note)
{
  view_item(rq->view, "History", n, "What", what);
  view_item(rq->view, "History", n, "Who", who);
  view_item(rq->view, "History", n, "When", utc_text(rq->arena, at, rq->w->zone, i18n_current()));
  view_item(rq->view, "History", n, "Iso", utc_iso(rq->arena, at));
  view_item(rq->view, "History", n, "Note", note);
}

static bool reason_given(const char *const *reasons, const char *action)
{
  for (; reasons && *reasons; reasons++)
    if (str_eq(*reasons, action))
      return true;
  return false;
}

result history_of(struct req *rq, const struct history *h)
{
  const char *action, *name, *detail;
  struct utc at;
  int n = 0;
  bool staff = rq->who.audience == AUDIENCE_STAFF, named = shown(rq, h->who);
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "SELECT a.at, a.action, IF(p.org_id = a.org_id OR ?, p.name, NULL), v.detail FROM audit a"
               " LEFT JOIN person p ON p.id = a.person_id LEFT JOIN audit_value v ON v.audit_id = a.id"
               " WHERE a.noun = ? AND a.noun_id = ? AND COALESCE(a.org_id, 0) = ? ORDER BY a.id DESC LIMIT 50",
               A(staff), A(h->noun), A(h->noun_id), A(rq->w->org_id)));
  while (rows_next(&rows, F(at), F(action), F(name), F(detail)))
    for (const struct option *o = h->actions; o->value; o++)
      if (str_eq(o->value, action))
        history_put(rq, n++, t(o->label), named ? name : NULL, at,
                    reason_given(h->reasons, action) && !str_empty(detail) ? t(detail) : NULL);
  return OK;
}

result history_own(struct req *rq, const char *noun, int64_t noun_id, const struct option *actions)
{
  return history_of(rq, &(struct history){ .noun = noun, .noun_id = noun_id, .actions = actions });
}

static bool field_same(const struct field *f, const void *before, const void *after)
{
  const char *x = (const char *)before + f->offset, *y = (const char *)after + f->offset;
  if (f->kind == FIELD_TEXT) {
    const char *s, *u;
    memcpy(&s, x, sizeof s);
    memcpy(&u, y, sizeof u);
    return (str_empty(s) && str_empty(u)) || str_eq(s, u);
  }
  if (f->kind == FIELD_MONEY) {
    const struct money *m = (const void *)x, *o = (const void *)y;
    return m->minor == o->minor && str_eq(m->currency, o->currency);
  }
  return memcmp(x, y, f->size) == 0;
}

const char *fields_changed(struct arena *a, const struct form_def *def, const void *before, const void *after)
{
  struct buf b = BUF(a);
  for (int i = 0; i < def->n_fields; i++)
    if (!field_same(&def->fields[i], before, after))
      buf_printf(&b, "%s%s", b.size ? "," : "", def->fields[i].name);
  return buf_text(&b);
}

const char *id_text(struct req *rq, struct public_id id)
{
  return public_id_text(rq->arena, id);
}

void filter_show(struct req *rq, const char *list, int n, const char *name, const char *label,
                 const struct option *options)
{
  const char *filters = arena_printf(rq->arena, "%s.Filters", list), *chosen = req_param(rq, name);
  const char *items = arena_printf(rq->arena, "%s.%d.Options", filters, n);
  view_item(rq->view, filters, n, "Name", name);
  view_item(rq->view, filters, n, "Label", label);
  for (int i = 0; options[i].value; i++) {
    view_item(rq->view, items, i, "Value", options[i].value);
    view_item(rq->view, items, i, "Label", options[i].label);
    view_item(rq->view, items, i, "Selected", str_eq(options[i].value, chosen) ? "1" : "");
  }
}

const char *filter_words(struct req *rq, const char *list, int n, const char *name, const char *label,
                         const struct option *words)
{
  const char *typed = req_param(rq, name), *chosen = *typed ? NULL : "";
  int many = 0;
  while (words[many].value)
    many++;
  struct option *options = arena_array(rq->arena, (size_t)many + 2, sizeof *options);
  options[0] = (struct option){ "", t("All") };
  for (int i = 0; i < many; i++) {
    options[i + 1] = (struct option){ words[i].value, t(words[i].label) };
    if (str_eq(words[i].value, typed))
      chosen = words[i].value;
  }
  filter_show(rq, list, n, name, label, options);
  return chosen;
}
