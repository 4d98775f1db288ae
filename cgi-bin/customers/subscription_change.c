/* A change is asked for by a plain GET form, so that its preview has an address; confirming it posts the preview's fingerprint. */
#include "cgi-bin/customers/subscription_change.h"
#include "lib/app/parts.h"
#include "lib/model/trail.h"
#include <string.h>

enum { CHOICES_MAX = 200, REASON_CHARS = 300 };

static const struct option whens[] = {
  { "rule", N_("As agreed: more at once, less at the end of the term") },
  { "now", N_("At once") },
  { "end", N_("At the end of the term") },
  { NULL, NULL },
};
/* A partner cancels to the end of what it ordered (decision 14); the vendor may do it at once. */
static const struct option cancel_whens[] = { { "end", N_("At the end of the term") },
                                              { "now", N_("At once") },
                                              { NULL, NULL } };
static const struct option cancel_end[] = { { "end", N_("At the end of the term") }, { NULL, NULL } };
static const struct option cancel_pending[] = { { "now", N_("At once, as it has not begun") }, { NULL, NULL } };
#define WHEN    FIELD(struct change_in, when, N_("When"), .always = true, .look = LOOK_SELECT, .options = whens)
#define FIGURES FIELD(struct change_in, figures, "", .max = 64, .look = LOOK_HIDDEN)

static const struct field change_fields[] = {
  FIELD(struct change_in, version, N_("Offer"), .look = LOOK_SELECT, .none = N_("Keep the offer")),
  FIELD(struct change_in, quantity, N_("Quantity"), .min = 1, .max = 1000000),
  WHEN,
  FIGURES,
};
static const struct field addon_fields[] = {
  FIELD(struct change_in, addon, N_("Add-on"), .required = true, .look = LOOK_SELECT),
  FIELD(struct change_in, addon_quantity, N_("Quantity"), .max = 1000000, .always = true, .hint = N_("0 takes it off")),
  WHEN,
  FIGURES,
};
static const struct field term_fields[] = {
  FIELD(struct change_in, term_months, N_("Months of a term"), .max = 120, .always = true,
        .hint = N_("0: it runs until it is cancelled")),
  WHEN,
  FIGURES,
};
static const struct field cancel_fields[] = {
  FIELD(struct change_in, reason, N_("Why is it cancelled?"), .required = true, .max = REASON_CHARS, .look = LOOK_AREA),
  WHEN,
  FIGURES,
};
static const struct field act_fields[] = { FIGURES };
const struct form_def change_form = FORM(struct change_in, change_fields);
const struct form_def addon_form = FORM(struct change_in, addon_fields);
const struct form_def term_form = FORM(struct change_in, term_fields);
const struct form_def cancel_form = FORM(struct change_in, cancel_fields);
const struct form_def act_form = FORM(struct change_in, act_fields);

/* What each path does, and its words. */
static const struct act {
  const char *path;
  enum change_kind kind;
  const struct form_def *form;
  const char *title, *submit;
} acts[] = {
  { "change", CHANGE_UPDATE, &change_form, N_("Change offer or quantity"), N_("Change it") },
  { "addons", CHANGE_UPDATE, &addon_form, N_("Change add-ons"), N_("Change it") },
  { "term", CHANGE_UPDATE, &term_form, N_("Change the term"), N_("Change it") },
  { "renew", CHANGE_RENEW, &act_form, N_("Renew for another term"), N_("Renew it") },
  { "renewal-on", CHANGE_RENEWAL_ON, &act_form, N_("Renew by itself from now on"), N_("Let it renew") },
  { "renewal-off", CHANGE_RENEWAL_OFF, &act_form, N_("Do not renew any more"), N_("Let it end with its term") },
  { "pause", CHANGE_PAUSE, &act_form, N_("Pause"), N_("Pause it") },
  { "resume", CHANGE_RESUME, &act_form, N_("End the pause"), N_("End the pause") },
  { "cancel", CHANGE_CANCEL, &cancel_form, N_("Cancel the subscription"), N_("Cancel the subscription") },
  { "undo", CHANGE_UNDO, &act_form, N_("Take back what waits"), N_("Take it back") },
};

static const struct act *act_of(const struct req *rq)
{
  const char *last = strrchr(rq->route->path, '/') + 1;
  for (int i = 0; i < COUNT(acts); i++)
    if (str_eq(acts[i].path, last))
      return &acts[i];
  return NULL;
}

const char *subscriptions_path(const struct req *rq)
{
  return is_staff(rq) ? "/customers/staff/subscriptions" : "/customers/subscriptions";
}

result subscription_scope(struct req *rq, struct public_id id)
{
  return is_staff(rq) ? sub_owner(rq->w, id, &rq->w->org_id) : OK;
}

/* ---- the form ---- */
static void choice(struct req *rq, struct option *options, int *n, struct public_id id, const char *label)
{
  if (*n < CHOICES_MAX)
    options[(*n)++] = (struct option){ id_text(rq, id), label };
}

/* Everything on the shelf of its sort but this and add-ons: nothing that runs becomes a thing that is bought once. */
static result offers_choose(struct req *rq, const struct sub *s)
{
  struct option *options = arena_array(rq->arena, CHOICES_MAX + 1, sizeof *options);
  struct public_id id;
  const char *name;
  int n = 0;
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT DISTINCT v.public_id, v.name FROM offer_shelf s JOIN offer_version v ON v.id = s.version_id"
      " WHERE s.org_id IN (0, ?) AND v.addon_of IS NULL AND v.id <> ? AND EXISTS (SELECT 1 FROM offer_item i JOIN"
      " product p ON p.id = i.product_id WHERE i.version_id = v.id AND p.charge <> 'one_off') = EXISTS (SELECT 1"
      " FROM subscription_item x WHERE x.subscription_id = ? AND x.live = 1 AND x.charge <> 'one_off')"
      " ORDER BY v.name, v.id LIMIT 200",
      A(s->org_id), A(s->version_id), A(s->id)));
  while (s->org_id && rows_next(&rows, F(id), F(name)))
    choice(rq, options, &n, id, name);
  choices_put(rq, "version", options);
  return OK;
}

static result addons_choose(struct req *rq, const struct sub *s)
{
  struct option *options = arena_array(rq->arena, CHOICES_MAX + 1, sizeof *options);
  struct public_id id;
  const char *name;
  int n = 0, has;
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT v.public_id, v.name, COALESCE((SELECT MAX(i.addon_quantity) FROM subscription_item i WHERE i.subscription_id = ?"
      " AND i.live = 1 AND i.addon AND i.version_id = v.id), 0) AS has FROM offer_version v WHERE v.id IN (SELECT x.version_id"
      " FROM subscription_item x WHERE x.subscription_id = ? AND x.live = 1 AND x.addon) OR (v.addon_of = ? AND EXISTS"
      " (SELECT 1 FROM offer_shelf f WHERE f.version_id = v.id AND f.org_id IN (0, ?) AND ? > 0)) ORDER BY v.name, v.id LIMIT 200",
      A(s->id), A(s->id), A(s->offer_id), A(s->org_id), A(s->org_id)));
  while (rows_next(&rows, F(id), F(name), F(has)))
    choice(rq, options, &n, id, has ? arena_printf(rq->arena, t("%1$s (now: %2$d)"), name, has) : name);
  choices_put(rq, "addon", options);
  return OK;
}

static const struct option *whens_of(const struct req *rq, const struct act *act, const struct sub *s)
{
  if (act->form != &cancel_form)
    return whens;
  return str_eq(s->status, "pending") ? cancel_pending : is_staff(rq) ? cancel_whens : cancel_end;
}

/* What is put at run time is shown as it is: the words are looked up here. */
static const struct option *worded(struct req *rq, const struct option *options)
{
  struct option *out = arena_array(rq->arena, 4, sizeof *out);
  for (int i = 0; options[i].value; i++)
    out[i] = (struct option){ options[i].value, t(options[i].label) };
  return out;
}

static result choices_load(struct req *rq, const struct act *act, const struct sub *s)
{
  if (act->form == &cancel_form)
    choices_put(rq, "when", worded(rq, whens_of(rq, act, s)));
  if (act->form == &change_form)
    return offers_choose(rq, s);
  return act->form == &addon_form ? addons_choose(rq, s) : OK;
}

static const char *from_query(void *at, const char *name)
{
  const char *value = req_param(at, name);
  return *value ? value : NULL;
}

static void change_of_form(const struct act *act, const struct change_in *in, struct change *c)
{
  *c = (struct change){
    .kind = act->kind, .quantity = in->quantity, .term_months = -1, .reason = in->reason, .source = "ui"
  };
  c->when = str_eq(in->when, "now") ? WHEN_NOW : str_eq(in->when, "end") ? WHEN_END : WHEN_RULE;
  if (act->form == &change_form && in->version.bits) {
    c->kind = CHANGE_OFFER;
    c->version = in->version;
  }
  if (act->form == &term_form)
    c->term_months = (int)in->term_months;
  if (act->form == &addon_form) {
    c->n_addons = 1;
    c->addons[0].version = in->addon;
    c->addons[0].quantity = in->addon_quantity;
  }
}

/* What the confirmation posts again, beside the fingerprint. */
static void hidden_put(struct req *rq, const struct plan *p)
{
  int n = 0;
  for (int i = 0; i < rq->form.def->n_fields; i++) {
    const char *name = rq->form.def->fields[i].name;
    view_item(rq->view, "Hidden", n, "Name", name);
    view_item(rq->view, "Hidden", n++, "Value", str_eq(name, "figures") ? p->figures : rq->form.typed[i]);
  }
}

static void head_show(struct req *rq, const struct act *act, const struct sub *s)
{
  const char *path = arena_printf(rq->arena, "%s/%s", subscriptions_path(rq), id_text(rq, s->public_id));
  crumb(rq, t("Subscriptions"), subscriptions_path(rq));
  crumb(rq, s->offer, path);
  crumb(rq, t(act->title), NULL);
  view_put(rq->view, "Subscription.Href", path);
  view_put(rq->view, "Subscription.Text", arena_printf(rq->arena, t("%1$s for %2$s"), s->offer, s->customer));
  view_putf(rq->view, "Action", "%s/%s", path, act->path);
  view_put(rq->view, "Submit", t(act->submit));
  view_put_bool(rq->view, "Danger", act->kind == CHANGE_CANCEL);
  view_put_bool(rq->view, "HasForm", act->form != &act_form);
}

static void form_begin(struct req *rq, const struct act *act, const struct sub *s)
{
  struct change_in *in = rq->form.data;
  if (act->form == &change_form)
    in->quantity = s->quantity;
  if (act->form == &term_form)
    in->term_months = s->term_months;
  in->when = whens_of(rq, act, s)->value;
  form_show(&rq->form);
}

/* Nobody is asked for a reason before they hear that it cannot be done. */
static result bar_show(struct req *rq, const struct act *act, const struct sub *s)
{
  struct change c;
  const char *problem;
  change_of_form(act, rq->form.data, &c);
  TRY(change_barred(rq->w, s, &c, &problem));
  if (problem) {
    view_put(rq->view, "Refusal", problem);
    view_put_bool(rq->view, "HasForm", false);
  }
  return OK;
}

result subscription_change(struct req *rq)
{
  const struct act *act = act_of(rq);
  struct public_id id;
  struct sub s;
  struct change c;
  struct plan p;
  bool posted = rq->in->method == POST, asked = posted || *req_param(rq, "preview") || act->form == &act_form;
  TRY(req_public_id(rq, 0, &id));
  TRY(subscription_scope(rq, id));
  TRY(sub_find(rq->w, id, &s));
  head_show(rq, act, &s);
  view_put(rq->view, "Refusal", rq->refusal);
  if (!posted)
    req_form(rq, act->form);
  TRY(choices_load(rq, act, &s));
  if (!asked) {
    form_begin(rq, act, &s);
    TRY(bar_show(rq, act, &s));
  } else if (posted ? rq->refused == INVALID : form_fill(&rq->form, from_query, rq) != OK) {
    asked = false;
  }
  if (asked) {
    change_of_form(act, rq->form.data, &c);
    TRY(change_plan(rq->w, &s, &c, &p));
    if (!p.problem) {
      hidden_put(rq, &p);
      TRY(preview_show(rq, &s, &p));
      return page(rq, "customers/subscription_preview", t(act->title));
    }
    view_put(rq->view, "Refusal", p.problem);
  }
  view_form(rq->view, "Form", &rq->form);
  return page(rq, "customers/subscription_change", t(act->title));
}

/* A refused change leaves a trace and nothing else. */
static result refusal_note(struct work *w, void *arg)
{
  const struct sub *s = arg;
  return audit_write(w, "subscription.change_refused", "subscription", s->id, s->org_id, "", NULL);
}

result subscription_change_save(struct req *rq)
{
  const struct act *act = act_of(rq);
  const struct change_in *in = rq->form.data;
  struct public_id id;
  struct change c;
  const char *problem;
  TRY(req_public_id(rq, 0, &id));
  TRY(subscription_scope(rq, id));
  change_of_form(act, in, &c);
  if (is_staff(rq))
    c.source = "admin";
  result r = change_post(rq->w, id, &c, in->figures ? in->figures : "", NULL, &problem);
  if (r == CONFLICT && problem) {
    struct sub *s = arena_array(rq->arena, 1, sizeof *s);
    TRY(sub_find(rq->w, id, s));
    rq->after_refusal = refusal_note;
    rq->after_refusal_arg = s;
    return refuse_again(rq, CONFLICT, "%s", problem);
  }
  TRY(r);
  flash(rq, "%s", t("It is done."));
  return redirect(rq, "%s/%s", subscriptions_path(rq), id_text(rq, id));
}
