/* The switches of fields, an audience at a time: a choice for each, built from the table. What is chosen holds at the next request. */
#include "cgi-bin/admin/field.h"
#include "lib/model/trail.h"

#include <string.h>

static const struct {
  const char *key, *label;
  enum audience audience;
  int mask;
} audiences[] = {
  { "partner", N_("Partners"), AUDIENCE_PARTNER, FOR_PARTNER },
  { "customer", N_("End customers"), AUDIENCE_CUSTOMER, FOR_CUSTOMER },
};
static const struct option seen[] = { { "shown", N_("Shown") }, { "hidden", N_("Hidden") }, { NULL, NULL } };
static const struct option asked[] = { { "shown", N_("Shown, can be changed") },
                                       { "fixed", N_("Shown, read-only") },
                                       { "hidden", N_("Hidden") },
                                       { NULL, NULL } };

static int field_count(int mask)
{
  int n = 0;
  for (int i = 1; i < SHOWN_COUNT; i++)
    n += (shown_rows[i].audiences & mask) != 0;
  return n;
}

/* The audience of the path; NOT_FOUND for one that has no such fields. */
static result audience_of_path(struct req *rq, int *out)
{
  for (*out = 0; *out < COUNT(audiences); *out += 1)
    if (str_eq(audiences[*out].key, rq->captured[0]) && field_count(audiences[*out].mask))
      return OK;
  return NOT_FOUND;
}

/* What is switched for an audience, as states[field]; "shown" where nothing is. */
static result states_read(struct req *rq, int audience, const char *states[SHOWN_COUNT])
{
  const char *key, *state;
  bool writes = db_in_transaction(rq->w);
  ROWS rows = { 0 };
  for (int i = 0; i < SHOWN_COUNT; i++)
    states[i] = "shown";
  TRY(db_query_sql(rq->w, &rows,
                   writes ? SQL("SELECT field_key, state FROM field_switch WHERE audience = ? FOR UPDATE")
                          : SQL("SELECT field_key, state FROM field_switch WHERE audience = ?"),
                   A(audiences[audience].key)));
  while (rows_next(&rows, F(key), F(state)))
    for (int i = 1; i < SHOWN_COUNT; i++)
      if (str_eq(shown_rows[i].key, key))
        states[i] = state;
  return OK;
}

result field_audiences(struct req *rq)
{
  int shown_links = 0;
  crumb(rq, t("Fields"), NULL);
  for (int i = 0; i < COUNT(audiences); i++) {
    const char *states[SHOWN_COUNT];
    int n = field_count(audiences[i].mask), hidden = 0, fixed = 0;
    if (!n)
      continue;
    TRY(states_read(rq, i, states));
    for (int k = 1; k < SHOWN_COUNT; k++) {
      hidden += str_eq(states[k], "hidden");
      fixed += str_eq(states[k], "fixed");
    }
    view_item(rq->view, "Audiences", shown_links, "Label", t(audiences[i].label));
    view_item(rq->view, "Audiences", shown_links, "Href",
              arena_printf(rq->arena, "/admin/fields/%s", audiences[i].key));
    view_item(rq->view, "Audiences", shown_links++, "Text",
              arena_printf(rq->arena, t("%1$d fields can be switched: %2$d are hidden, %3$d are read-only."), n, hidden,
                           fixed));
  }
  return page(rq, "admin/field_audiences", t("What others see"));
}

/* A form whose rows are the audience's fields; fields[n] of it is the switch of shown[n]. */
struct field_form {
  struct form_def def;
  int shown[SHOWN_COUNT];
};

static void form_build(struct req *rq, int audience, struct field_form *out)
{
  struct field *fields = arena_array(rq->arena, SHOWN_COUNT, sizeof *fields);
  int n = 0;
  for (int i = 1; i < SHOWN_COUNT; i++) {
    const struct shown_row *row = &shown_rows[i];
    if (!(row->audiences & audiences[audience].mask))
      continue;
    out->shown[n] = i;
    fields[n] = (struct field){ .name = row->key,
                                .label = row->label,
                                .group = row->group,
                                .kind = FIELD_TEXT,
                                .look = LOOK_SELECT,
                                .options = row->asked ? asked : seen,
                                .required = true,
                                .offset = (size_t)n * sizeof(const char *),
                                .size = sizeof(const char *) };
    n++;
  }
  out->def = (struct form_def){ fields, n, (size_t)n * sizeof(const char *) };
}

result field_edit(struct req *rq)
{
  int at;
  const char *states[SHOWN_COUNT];
  struct field_form *f = arena_array(rq->arena, 1, sizeof *f);
  TRY(audience_of_path(rq, &at));
  if (!rq->form.def) {
    form_build(rq, at, f);
    TRY(states_read(rq, at, states));
    req_form(rq, &f->def);
    for (int i = 0; i < f->def.n_fields; i++)
      ((const char **)rq->form.data)[i] = states[f->shown[i]];
    form_show(&rq->form);
  }
  crumb(rq, t("Fields"), "/admin/fields");
  crumb(rq, t(audiences[at].label), NULL);
  TRY(history_show(rq, "field_switch", audiences[at].audience));
  view_put(rq->view, "Action", arena_printf(rq->arena, "/admin/fields/%s", audiences[at].key));
  view_form(rq->view, "Form", &rq->form);
  return page(rq, "admin/field_edit", at ? t("What end customers see") : t("What partners see"));
}

static const char *param(void *at, const char *name)
{
  return param_text(at, name);
}

static result state_write(struct work *w, int audience, const char *key, const char *state)
{
  if (str_eq(state, "shown"))
    return db_exec(w, "DELETE FROM field_switch WHERE audience = ? AND field_key = ?", A(audiences[audience].key),
                   A(key));
  return db_exec(w, "REPLACE INTO field_switch (audience, field_key, state) VALUES (?, ?, ?)",
                 A(audiences[audience].key), A(key), A(state));
}

result field_save(struct req *rq)
{
  int at;
  const char *before[SHOWN_COUNT];
  struct field_form *f = arena_array(rq->arena, 1, sizeof *f);
  TRY(audience_of_path(rq, &at));
  form_build(rq, at, f);
  req_form(rq, &f->def);
  TRY(form_fill(&rq->form, param, rq->in));
  TRY(states_read(rq, at, before));
  const char *const *after = rq->form.data;
  struct buf keys = BUF(rq->arena), detail = BUF(rq->arena);
  for (int i = 0; i < f->def.n_fields; i++) {
    const char *key = shown_rows[f->shown[i]].key, *was = before[f->shown[i]];
    if (str_eq(was, after[i]))
      continue;
    TRY(state_write(rq->w, at, key, after[i]));
    buf_printf(&keys, "%s%s", keys.size ? "," : "", key);
    buf_printf(&detail, "%s%s: %s -> %s", detail.size ? "; " : "", key, was, after[i]);
  }
  if (!keys.size) {
    flash(rq, "%s", t("Nothing was changed."));
    return redirect(rq, "/admin/fields");
  }
  TRY(audit_write(rq->w, "fields.switched", "field_switch", audiences[at].audience, 0, buf_text(&keys),
                  buf_text(&detail)));
  flash(rq, "%s", t("The fields were switched. It holds from now on."));
  return redirect(rq, "/admin/fields");
}
