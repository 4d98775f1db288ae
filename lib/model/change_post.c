/* Making a change so: the plan again under the lock, compared with what was shown, written, billed, and said to whom it concerns. */
#include "lib/model/change_parts.h"

#include "lib/base/i18n.h"
#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/model/trail.h"

static const char *const audit_words[CHANGE_KINDS] = {
  "subscription.updated",    "subscription.offer_changed", "subscription.extended",
  "subscription.renewal_on", "subscription.renewal_off",   "subscription.suspended",
  "subscription.resumed",    "subscription.cancelled",     "subscription.change_undone",
};

/* L11: which of them are orders. */
static const char *order_kind(enum change_kind kind)
{
  switch (kind) {
  case CHANGE_UPDATE: return "update";
  case CHANGE_OFFER: return "change_offer";
  case CHANGE_RENEW: return "renew";
  case CHANGE_CANCEL: return "cancel";
  default: return NULL;
  }
}

static result order_lines(struct work *w, int64_t order_id, int64_t org_id, const struct plan *p)
{
  const char *items = plan_items_json(w, p);
  TRY(db_exec(w, "INSERT INTO order_line (order_id, org_id, version_id, quantity, position) VALUES (?, ?, ?, ?, 1)",
              A(order_id), A(org_id), A(p->version_id), A(p->quantity)));
  TRY(db_exec(
      w,
      "INSERT IGNORE INTO order_line (order_id, org_id, version_id, quantity, position) SELECT ?, ?, j.version, j.quantity, j.n + 2"
      " FROM JSON_TABLE(?, '$[*]' COLUMNS (n INT PATH '$.n', version BIGINT PATH '$.version', addon INT PATH '$.addon',"
      " quantity INT PATH '$.addon_quantity')) j WHERE j.addon = 1",
      A(order_id), A(org_id), A(items)));
  return db_exec(
      w,
      "INSERT INTO order_price (line_id, product_id, org_id, units, per_units, buy_minor, sell_minor, source, source_id)"
      " SELECT l.id, j.product, ?, j.units, j.per, j.buy, j.pay, j.source, j.source_id FROM JSON_TABLE(?, '$[*]' COLUMNS ("
      "product BIGINT PATH '$.product', version BIGINT PATH '$.version', units INT PATH '$.units', per INT PATH '$.per', buy BIGINT PATH '$.buy',"
      " pay BIGINT PATH '$.pay', source VARCHAR(10) PATH '$.source', source_id BIGINT PATH '$.source_id')) j"
      " JOIN order_line l ON l.order_id = ? AND l.version_id = j.version WHERE COALESCE(j.source, '') <> ''",
      A(org_id), A(items), A(order_id));
}

/* The order of an organisation's change; the vendor's own customers have none. CONFLICT becomes RETRY: then the first one is found. */
static result order_write(struct work *w, const struct sub *s, const struct change *c, const struct plan *p,
                          int64_t *order_id)
{
  struct public_id id = public_id_new();
  const char *kind = order_kind(c->kind);
  *order_id = 0;
  if (!kind || !s->org_id)
    return OK;
  result r = db_exec(
      w,
      "INSERT INTO customer_order (public_id, reference, org_id, person_id, customer_id, subscription_id, source, kind, external_id,"
      " status, invoice_owner, currency, start_on, total_now_minor, sync_status, created_at, placed_at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'complete', ?, ?, ?, ?, 'pending', ?, ?)",
      A(id), A(arena_printf(w->arena, "O-%s", public_id_text(w->arena, id))), A(s->org_id), A_REF(w->person_id),
      A(s->customer_id), A(s->id), A(c->source ? c->source : "ui"), A(kind), A(c->external_id), A(s->owner),
      A(s->currency), A(p->on), A(p->now_total.minor), A(w->now), A(w->now));
  if (r != OK)
    return r == CONFLICT ? RETRY : r;
  *order_id = db_insert_id(w);
  TRY(order_lines(w, *order_id, s->org_id, p));
  return db_exec(w,
                 "INSERT INTO order_event (order_id, org_id, at, status, person_id) VALUES (?, ?, ?, 'submitted', ?),"
                 " (?, ?, ?, 'complete', NULL)",
                 A(*order_id), A(s->org_id), A(w->now), A_REF(w->person_id), A(*order_id), A(s->org_id), A(w->now));
}

static result change_write(struct work *w, const struct sub *s, const struct plan *p, int64_t order_id)
{
  bool waits = p->at_end && (p->kind == CHANGE_UPDATE || p->kind == CHANGE_OFFER);
  TRY(db_exec(
      w,
      "INSERT INTO subscription_change (public_id, subscription_id, org_id, order_id, kind, status, effective_on, version_id, quantity,"
      " term_months, auto_renew, reason, items, figures, person_id, created_at, done_at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      A(public_id_new()), A(s->id), A_REF(s->org_id), A_REF(order_id), A(change_words[p->kind]),
      A(waits ? "scheduled" : "done"), A(p->on), A(p->version_id), A(p->quantity), A(p->term_months), A(p->auto_renew),
      A(utf8_clip(w->arena, p->reason, 299)), A(plan_items_json(w, p)), A(p->figures), A_REF(w->person_id), A(w->now),
      A(waits ? (struct utc){ 0 } : w->now)));
  return OK;
}

/* For the billing system, when there is one (L11, L19). */
static result sync_write(struct work *w, const struct sub *s, const struct plan *p, int64_t order_id)
{
  struct buf text = BUF(w->arena);
  struct json j = JSON(&text);
  json_object(&j, NULL);
  json_text(&j, "subscription", public_id_text(w->arena, s->public_id));
  json_text(&j, "change", change_words[p->kind]);
  json_date(&j, "on", p->on);
  json_end_object(&j);
  TRY(outbox_hold(w, "billing.subscription", s->org_id, s->id, buf_text(&text)));
  if (!order_id)
    return OK;
  TRY(outbox_put(w, "mail.subscription_changed", s->org_id, order_id, NULL));
  return str_eq(s->owner, "partner") ? outbox_put(w, "mail.subscription_customer", s->org_id, order_id, NULL) : OK;
}

static result external_find(struct work *w, const struct change *c, int64_t *order_id)
{
  *order_id = 0;
  if (!c->external_id)
    return NOT_FOUND;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM customer_order WHERE issuer_org_id = ? AND external_id = ?", A(w->org_id),
               A(c->external_id)));
  return rows_one(&rows, F(*order_id));
}

static result sub_owned_lock(struct work *w, struct public_id id, struct sub *out)
{
  int64_t inner;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id FROM subscription WHERE public_id = ? AND COALESCE(org_id, 0) = ?", A(id),
                 A(w->org_id)));
    TRY(rows_one(&rows, F(inner)));
  }
  return sub_lock(w, inner, out);
}

result change_post(struct work *w, struct public_id id, const struct change *c, const char *figures, int64_t *order_id,
                   const char **problem)
{
  struct sub s;
  struct plan p;
  int64_t made = 0;
  *problem = NULL;
  TRY(sub_owned_lock(w, id, &s));
  result seen = external_find(w, c, &made);
  if (order_id)
    *order_id = made;
  if (seen != NOT_FOUND)
    return seen;
  TRY(change_plan(w, &s, c, &p));
  *problem = p.problem;
  if (!*problem && figures && !str_eq(figures, p.figures))
    *problem = t(
        "This has changed since you looked: a price, a payment, or the day. Nothing was done. Look again, then confirm.");
  if (*problem)
    return CONFLICT;
  TRY(order_write(w, &s, c, &p, &made));
  TRY(change_write(w, &s, &p, made));
  TRY(plan_write(w, &s, &p));
  TRY(plan_bill(w, &s, &p));
  TRY(sync_write(w, &s, &p, made));
  if (order_id)
    *order_id = made;
  bool later = p.at_end && c->kind != CHANGE_RENEW;
  return audit_write(w,
                     later && c->kind == CHANGE_CANCEL ? "subscription.cancel_ordered"
                     : later                           ? "subscription.change_ordered"
                                                       : audit_words[c->kind],
                     "subscription", s.id, s.org_id, "status,items,term,schedule", p.reason[0] ? p.reason : NULL);
}

/* ---- on its day ---- */
static result waiting_make(struct work *w, const struct sub *s)
{
  enum change_kind kind;
  struct plan p = { 0 };
  if (!change_of(s->waiting_kind, &kind))
    return FAIL("subscription %lld: nothing is known of a change %s", (long long)s->id, s->waiting_kind);
  p = (struct plan){ .kind = kind,
                     .at_end = true,
                     .on = s->waiting_on,
                     .status = s->status,
                     .reason = "",
                     .anchor_day = s->anchor_day,
                     .shift_days = s->shift_days,
                     .term_start = s->term_start,
                     .term_end = s->term_end };
  TRY(change_want_waiting(w, s, &p));
  const char *problem = plan_lines(w, s, &p, false);
  if (problem)
    return FAIL("subscription %lld: its change cannot be made: %s", (long long)s->id, problem);
  p.at_end = false;
  TRY(plan_write(w, s, &p));
  TRY(db_exec(w, "UPDATE subscription_change SET status = 'done', done_at = ? WHERE id = ?", A(w->now),
              A(s->waiting_id)));
  return audit_write(w, audit_words[kind], "subscription", s->id, s->org_id, "items,term,schedule", NULL);
}

static result pause_end(struct work *w, const struct sub *s)
{
  struct change c = { .kind = CHANGE_RESUME, .term_months = -1 };
  struct plan p;
  TRY(change_plan(w, s, &c, &p));
  if (p.problem)
    return FAIL("subscription %lld: its pause cannot end: %s", (long long)s->id, p.problem);
  TRY(change_write(w, s, &p, 0));
  TRY(plan_write(w, s, &p));
  return audit_write(w, audit_words[CHANGE_RESUME], "subscription", s->id, s->org_id, "status,term,schedule", NULL);
}

result change_due(struct work *w, int64_t id, bool *changed)
{
  struct sub s;
  TRY(sub_lock(w, id, &s));
  if (str_eq(s.status, "suspended") && s.resume_by.year && date_compare(s.today, s.resume_by) >= 0) {
    TRY(pause_end(w, &s));
    *changed = true;
    TRY(sub_lock(w, id, &s));
  }
  if (!str_eq(s.status, "active") || !s.waiting_id || date_compare(s.today, s.waiting_on) < 0)
    return OK;
  *changed = true;
  return waiting_make(w, &s);
}
