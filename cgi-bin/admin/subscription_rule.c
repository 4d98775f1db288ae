/* Who may change subscriptions (decision 13): for all, for one organisation, for one product. The words of the rule are change_rule.c's. */
#include "cgi-bin/admin/admin.h"
#include "lib/model/change.h"
#include "lib/model/trail.h"

struct rule_in {
  const char *change, *addon, *renew, *pause, *cancel;
  int days_max;
  bool credit;
};

static const struct option who[] = {
  { "partner", N_("The partner and we") },
  { "vendor", N_("Only we") },
  { NULL, NULL },
};
#define WHO(member, label_)                                                                                            \
  FIELD(struct rule_in, member, label_, .look = LOOK_SELECT, .options = who, .none = N_("Not ruled here"))
static const struct field rule_fields[] = {
  WHO(change, N_("Change offer and quantity")),
  WHO(addon, N_("Change add-ons")),
  WHO(renew, N_("Renew, or not")),
  WHO(pause, N_("Pause")),
  FIELD(struct rule_in, days_max, N_("Days of a pause at most"), .max = 366,
        .hint = N_("Counts where a pause is ruled here")),
  WHO(cancel, N_("Cancel")),
  FIELD(struct rule_in, credit, N_("Give back the unused days when it is cancelled at once"),
        .hint = N_("Counts where cancelling is ruled here")),
};
const struct form_def subscription_rule_form = FORM(struct rule_in, rule_fields);

/* Whose rules: both 0 are those for all. */
struct place {
  int64_t org_id, product_id;
  const char *name, *path;
};

static result place_find(struct req *rq, struct place *p)
{
  struct public_id id;
  struct org org;
  struct product product;
  *p = (struct place){ .name = t("All subscriptions"), .path = "/admin" };
  if (str_starts(rq->route->path, "/admin/partners/")) {
    TRY(req_public_id(rq, 0, &id));
    TRY(org_find(rq->w, id, &org));
    *p = (struct place){ org.id, 0, org.in.name, org_path(rq, &org) };
    crumb(rq, t("Organisations"), "/admin/partners");
    crumb(rq, p->name, p->path);
  } else if (str_starts(rq->route->path, "/admin/products/")) {
    TRY(req_public_id(rq, 0, &id));
    TRY(product_find(rq->w, id, &product));
    *p = (struct place){ 0, product.id, product.in.name, product_path(rq, &product) };
    crumb(rq, t("Products"), "/admin/products");
    crumb(rq, p->name, p->path);
  }
  return OK;
}

static const char **member(struct rule_in *in, enum sub_action action)
{
  const char **const members[SUB_ACTIONS] = { &in->change, &in->addon, &in->renew, &in->pause, &in->cancel };
  return members[action];
}

static result rules_read(struct work *w, const struct place *p, struct rule_in *in)
{
  const char *word, *allowed;
  int days;
  bool credit;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT action, allowed, days_max, credit FROM subscription_rule WHERE org_id = ? AND product_id = ? LIMIT 10",
      A(p->org_id), A(p->product_id)));
  while (rows_next(&rows, F(word), F(allowed), F(days), F(credit)))
    for (int i = 0; i < SUB_ACTIONS; i++)
      if (str_eq(word, action_words[i])) {
        *member(in, (enum sub_action)i) = allowed;
        in->days_max = i == ACTION_PAUSE ? days : in->days_max;
        in->credit = i == ACTION_CANCEL ? credit : in->credit;
      }
  return OK;
}

/* For all there must be a rule of each. */
static result rules_need(struct req *rq)
{
  result r = OK;
  for (int i = 0; i < SUB_ACTIONS; i++)
    if (form_need(&rq->form, action_words[i]) != OK)
      r = INVALID;
  return r;
}

result subscription_rule(struct req *rq)
{
  struct place p;
  TRY(place_find(rq, &p));
  if (!rq->form.def) {
    req_form(rq, &subscription_rule_form);
    TRY(rules_read(rq->w, &p, rq->form.data));
    form_show(&rq->form);
  }
  if (!p.org_id && !p.product_id)
    rules_need(rq);
  crumb(rq, t("Who may change subscriptions"), NULL);
  const char *action = !p.org_id && !p.product_id ? "/admin/subscription-rules"
                                                  : arena_printf(rq->arena, "%s/subscription-rules", p.path);
  const struct form_words words = { arena_printf(rq->arena, t("Who may change subscriptions: %s"), p.name), action,
                                    t("Save"), p.path };
  return form_page(rq, &words);
}

/* What is left empty is ruled elsewhere: an organisation's own word counts first, then its products', then that for all. */
result subscription_rule_save(struct req *rq)
{
  struct rule_in *in = rq->form.data, now = { 0 };
  struct place p;
  TRY(place_find(rq, &p));
  TRY(rules_read(rq->w, &p, &now));
  TRY(form_merged(rq, &now));
  bool for_all = !p.org_id && !p.product_id;
  if (for_all)
    TRY(rules_need(rq));
  TRY(db_exec(rq->w, "DELETE FROM subscription_rule WHERE org_id = ? AND product_id = ?", A(p.org_id),
              A(p.product_id)));
  for (int i = 0; i < SUB_ACTIONS; i++) {
    const char *allowed = *member(in, (enum sub_action)i);
    if (str_empty(allowed))
      continue;
    TRY(db_exec(
        rq->w,
        "INSERT INTO subscription_rule (org_id, product_id, action, allowed, days_max, credit) VALUES (?, ?, ?, ?, ?, ?)",
        A(p.org_id), A(p.product_id), A(action_words[i]), A(allowed), A(i == ACTION_PAUSE ? in->days_max : 0),
        A(i == ACTION_CANCEL && in->credit)));
  }
  TRY(audit_write(rq->w, "subscription_rule.set", p.org_id ? "org" : "product", p.org_id ? p.org_id : p.product_id,
                  p.org_id, "change,addon,renew,pause,cancel", NULL));
  flash(rq, "%s", t("The rules are saved. They hold from now on."));
  return redirect(rq, "%s", for_all ? "/admin/subscription-rules" : p.path);
}
