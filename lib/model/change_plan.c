/* A change, planned: whether it can be done, from which day, and everything that it comes to. Nothing is written here. */
#include "lib/model/change_parts.h"

#include "lib/base/i18n.h"
#include "lib/model/transfer.h"

const char *const change_words[CHANGE_KINDS] = { "update", "change_offer", "renew",  "renewal_on", "renewal_off",
                                                 "pause",  "resume",       "cancel", "undo" };

bool change_of(const char *word, enum change_kind *out)
{
  for (int i = 0; i < CHANGE_KINDS; i++)
    if (str_eq(word, change_words[i])) {
      *out = (enum change_kind)i;
      return true;
    }
  return false;
}

static void plan_open(const struct sub *s, const struct change *c, struct plan *p)
{
  *p = (struct plan){ .kind = c->kind,
                      .on = date_later(s->today, s->billed_from),
                      .items = s->items,
                      .n_items = s->n_items,
                      .version_id = s->version_id,
                      .offer = s->offer,
                      .status = s->status,
                      .reason = c->reason ? c->reason : "",
                      .quantity = s->quantity,
                      .term_months = s->term_months,
                      .anchor_day = s->anchor_day,
                      .shift_days = s->shift_days,
                      .auto_renew = s->auto_renew,
                      .term_start = s->term_start,
                      .term_end = s->term_end,
                      .cancel = s->cancel,
                      .suspended = s->suspended,
                      .resume_by = s->resume_by };
}

/* What a day of use costs the payer, times a year, to tell more from less: amounts over periods of different lengths. */
static bool yearly(const struct sub_item *items, int n, int64_t *sum)
{
  *sum = 0;
  for (int i = 0; i < n; i++) {
    int64_t amount;
    if (!items[i].period_months || items[i].usage)
      continue;
    if (__builtin_mul_overflow(items[i].pay, (int64_t)items[i].units, &amount) ||
        __builtin_mul_overflow(amount, (int64_t)12, &amount) ||
        __builtin_add_overflow(*sum, amount / items[i].period_months, sum))
      return false;
  }
  return true;
}

/* Bound for less long than now: whoever could do that at once would have a long term's price and leave it when they like. */
static bool ends_sooner(const struct sub *s, const struct plan *p)
{
  if (!s->term_end.year || p->term_months == s->term_months)
    return false;
  return !p->term_months || date_compare(date_add_months(p->on, p->term_months, p->on.day), s->term_end) <= 0;
}

/* Decision 14: more at once, less at the end of the term; the vendor may say otherwise, the partner may wait. */
static const char *when_decide(const struct work *w, const struct sub *s, const struct change *c, struct plan *p)
{
  int64_t before, after;
  if (!yearly(s->items, s->n_items, &before) || !yearly(p->items, p->n_items, &after))
    return t("The amount is too large.");
  bool less = after < before || ends_sooner(s, p), vendor = vendor_acts(w);
  p->at_end = c->when == WHEN_END || (less && (c->when == WHEN_RULE || !vendor));
  if (str_eq(s->status, "pending"))
    p->at_end = false; /* nothing has begun: what it starts with is all that changes */
  if (!p->at_end)
    return NULL;
  p->on = sub_end_day(s);
  if (c->kind == CHANGE_UPDATE && s->term_end.year && !s->auto_renew)
    return t("It ends with its term, so there is no next term to change. Renew it first.");
  return NULL;
}

static bool nothing_changes(const struct sub *s, const struct plan *p)
{
  bool same = p->version_id == s->version_id && p->quantity == s->quantity && p->term_months == s->term_months &&
              p->n_items == s->n_items;
  for (int i = 0; i < p->n_items && same; i++) {
    bool there = false;
    for (int k = 0; k < s->n_items; k++)
      there |= s->items[k].product_id == p->items[i].product_id && s->items[k].addon == p->items[i].addon &&
               s->items[k].units == p->items[i].units;
    same = there;
  }
  return same;
}

static result plan_update(struct work *w, const struct sub *s, const struct change *c, struct plan *p)
{
  if (str_eq(s->status, "suspended"))
    p->problem = t("It is paused. End the pause first.");
  else if (s->cancel.year)
    p->problem = t("Its end is ordered. Take the cancellation back first.");
  if (p->problem)
    return OK;
  p->items = NULL;
  p->n_items = 0;
  TRY(change_want(w, s, c, p));
  if (!p->problem && nothing_changes(s, p))
    p->problem = t("Nothing would change.");
  if (!p->problem)
    p->problem = when_decide(w, s, c, p);
  return OK;
}

static const char *renew_problem(struct work *w, const struct sub *s)
{
  struct grid g = { s->term_start, s->anchor_day, s->shift_days };
  if (!s->term_end.year)
    return t("It runs until it is cancelled, so there is no term to renew.");
  if (s->cancel.year)
    return t("Its end is ordered. Take the cancellation back first.");
  if (s->auto_renew)
    return t("It renews by itself at the end of its term.");
  if (date_compare(s->term_end, grid_day(&g, s->term_months, 1)) >= 0)
    return arena_printf(w->arena, t("It is renewed until %s already."),
                        date_text(w->arena, s->term_end, i18n_current()));
  return NULL;
}

static const char *plan_pause(const struct sub *s, const struct sub_rule *rule, struct plan *p)
{
  if (!str_eq(s->status, "active"))
    return t("Only what is active can be paused.");
  if (date_compare(s->today, s->billed_from) < 0)
    return t("It is free of charge still. It can be paused once it is billed.");
  if (rule->days_max < 1)
    return t("Pauses are not allowed for this subscription.");
  p->status = "suspended";
  p->suspended = s->today;
  p->resume_by = date_add_days(s->today, rule->days_max);
  return NULL;
}

static const char *plan_resume(const struct sub *s, struct plan *p)
{
  if (!str_eq(s->status, "suspended") || !s->suspended.year)
    return t("It is not paused.");
  p->on = s->resume_by.year && date_compare(s->resume_by, s->today) < 0 ? s->resume_by : s->today;
  p->moved_days = days_between(s->suspended, p->on) - 1;
  p->status = "active";
  p->suspended = p->resume_by = (struct date){ 0 };
  return NULL;
}

static const char *plan_cancel(const struct work *w, const struct sub *s, const struct change *c, struct plan *p)
{
  bool vendor = vendor_acts(w), pending = str_eq(s->status, "pending");
  if (str_empty(c->reason))
    return t("Say why it is cancelled.");
  if (s->cancel.year && (c->when != WHEN_NOW || !vendor)) /* else each would be an order with its mails */
    return t("Its end is ordered already.");
  p->at_end = !pending && (c->when != WHEN_NOW || !vendor);
  p->on = p->at_end ? sub_end_day(s) : s->suspended.year ? s->suspended : s->today;
  p->cancel = p->on;
  if (!p->at_end)
    p->status = "cancelled";
  if (p->at_end && str_eq(s->status, "suspended"))
    return t("It is paused. End the pause first.");
  return NULL;
}

static const char *plan_undo(const struct sub *s, struct plan *p)
{
  if (!s->cancel.year && !s->waiting_id)
    return t("Nothing waits for its day.");
  p->cancel = (struct date){ 0 };
  return NULL;
}

static const char *plan_renewal(const struct sub *s, bool on, struct plan *p)
{
  if (!s->term_end.year)
    return t("It runs until it is cancelled, so there is no term to renew.");
  if (s->auto_renew == on)
    return on ? t("It renews by itself at the end of its term.") : t("It ends with its term already.");
  p->auto_renew = on;
  return NULL;
}

static result plan_kind(struct work *w, const struct sub *s, const struct change *c, const struct sub_rule *rules,
                        struct plan *p)
{
  switch (c->kind) {
  case CHANGE_UPDATE:
  case CHANGE_OFFER: return plan_update(w, s, c, p);
  case CHANGE_RENEW: p->problem = renew_problem(w, s); return OK;
  case CHANGE_RENEWAL_ON:
  case CHANGE_RENEWAL_OFF: p->problem = plan_renewal(s, c->kind == CHANGE_RENEWAL_ON, p); return OK;
  case CHANGE_PAUSE: p->problem = plan_pause(s, &rules[ACTION_PAUSE], p); return OK;
  case CHANGE_RESUME: p->problem = plan_resume(s, p); return OK;
  case CHANGE_CANCEL: p->problem = plan_cancel(w, s, c, p); return OK;
  default: p->problem = plan_undo(s, p); return OK;
  }
}

static const char *may_problem(const struct work *w, const struct sub *s, const struct change *c,
                               const struct sub_rule *rules)
{
  const char *problem = sub_rule_problem(w, rules, change_action(s, c));
  if (!problem && c->n_addons)
    problem = sub_rule_problem(w, rules, ACTION_ADDON);
  if (!problem && c->kind == CHANGE_UPDATE && c->term_months >= 0 && c->term_months != s->term_months &&
      !vendor_acts(w))
    problem = t("Another length of the term comes with another offer, or from us. Please write to us.");
  return problem;
}

/* What our staff ordered, our staff take back: else a partner could undo the end, or the dearer offer, that was set for its subscription. */
static result ordered_by_us(struct work *w, const struct sub *s, bool *is)
{
  int64_t one;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT 1 FROM subscription_change x LEFT JOIN person p ON p.id = x.person_id LEFT JOIN customer_order o ON o.id = x.order_id"
      " WHERE x.id = IF(? > 0, ?, (SELECT MAX(y.id) FROM subscription_change y WHERE y.subscription_id = ? AND y.kind = 'cancel'))"
      " AND ((p.id IS NOT NULL AND p.org_id IS NULL) OR o.source = 'admin')",
      A(s->waiting_id), A(s->waiting_id), A(s->id)));
  *is = rows_next(&rows, F(one));
  return OK;
}

static result barred(struct work *w, const struct sub *s, const struct change *c, const struct sub_rule *rules,
                     const char **problem)
{
  bool ours = false;
  *problem = may_problem(w, s, c, rules);
  if (!*problem && !sub_runs(s))
    *problem = t("It has ended, so it cannot be changed any more.");
  if (!*problem && c->kind == CHANGE_UNDO && !vendor_acts(w))
    TRY(ordered_by_us(w, s, &ours));
  if (ours)
    *problem = t("For this subscription we do that for you. Please write to us.");
  bool more =
      c->kind == CHANGE_UPDATE || c->kind == CHANGE_OFFER || c->kind == CHANGE_RENEW || c->kind == CHANGE_RENEWAL_ON;
  return *problem || !more ? OK : transfer_bars(w, s->customer_id, problem);
}

result change_barred(struct work *w, const struct sub *s, const struct change *c, const char **problem)
{
  struct sub_rule rules[SUB_ACTIONS];
  TRY(sub_rules(w, s, rules));
  return barred(w, s, c, rules, problem);
}

result change_plan(struct work *w, const struct sub *s, const struct change *c, struct plan *p)
{
  struct sub_rule rules[SUB_ACTIONS];
  plan_open(s, c, p);
  TRY(sub_rules(w, s, rules));
  TRY(barred(w, s, c, rules, &p->problem));
  if (!p->problem && s->waiting_id && c->kind != CHANGE_UNDO && c->kind != CHANGE_RESUME && c->kind != CHANGE_PAUSE &&
      !(c->kind == CHANGE_CANCEL && c->when == WHEN_NOW))
    p->problem = t("A change waits for its day. Take it back first.");
  if (!p->problem)
    TRY(plan_kind(w, s, c, rules, p));
  if (p->problem)
    return OK;
  p->problem = plan_lines(w, s, p, rules[ACTION_CANCEL].credit);
  return p->problem ? OK : plan_figures(w, s, p);
}
