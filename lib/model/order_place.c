/* Placing an order: locks it, computes it again, makes everything, says who must hear of it. */
#include "lib/base/i18n.h"
#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/model/invoice.h"
#include "lib/model/order_parts.h"
#include "lib/model/trail.h"

/* The status that decides; whoever comes second waits here. A basket is its person's: a colleague has not seen its review. */
static result order_lock(struct work *w, struct public_id id, const char **status)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT status FROM customer_order WHERE public_id = ? AND org_id = ? AND person_id = ? FOR UPDATE",
               A(id), A(w->org_id), A(w->person_id)));
  return rows_one(&rows, F(*status));
}

static const char *placing_problem(const struct order *o, const struct quote *q, const char *figures)
{
  if (!q->n_lines)
    return t("The basket is empty.");
  if (!o->customer_id && !o->billing_party_id)
    return t("Say first who the order is for.");
  for (int i = 0; i < q->n_lines; i++)
    if (q->lines[i].problem)
      return q->lines[i].problem;
  if (q->problem)
    return q->problem;
  if (!str_eq(q->figures, figures))
    return t(
        "This order has changed since you looked: a price, an offer, a day, or whom it is for. Nothing was ordered. "
        "Check it, then place it again.");
  return NULL;
}

/* For the billing system and the CRM: parent and invoice owner as DOMAIN 2.5 says. */
static result sync_put(struct work *w, const struct order *o, const struct order_made *made)
{
  struct buf text = BUF(w->arena);
  struct json j = JSON(&text);
  const char *billing, *crm;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT billing_account, crm_account FROM org WHERE id = ?", A(o->org_id)));
  TRY(rows_one(&rows, F(billing), F(crm)));
  json_object(&j, NULL);
  json_text(&j, "order", public_id_text(w->arena, o->public_id));
  json_text(&j, "billing_parent", billing);
  json_text(&j, "crm_parent", *crm ? crm : NULL);
  json_text(&j, "invoice_owner", o->invoice_owner);
  json_end_object(&j);
  TRY(outbox_hold(w, "billing.account", o->org_id, made->customer_id, buf_text(&text)));
  return outbox_hold(w, "crm.account", o->org_id, made->customer_id, buf_text(&text));
}

static result events_put(struct work *w, const struct order *o)
{
  return db_exec(w,
                 "INSERT INTO order_event (order_id, org_id, at, status, person_id) VALUES (?, ?, ?, 'submitted', ?),"
                 " (?, ?, ?, 'processing', NULL), (?, ?, ?, 'complete', NULL)",
                 A(o->id), A(o->org_id), A(w->now), A_REF(w->person_id), A(o->id), A(o->org_id), A(w->now), A(o->id),
                 A(o->org_id), A(w->now));
}

static result order_finish(struct work *w, const struct order *o, const struct quote *q, const struct order_made *made)
{
  const char *reference = arena_printf(w->arena, "O-%s", public_id_text(w->arena, o->public_id));
  TRY(events_put(w, o));
  TRY(sync_put(w, o, made));
  TRY(outbox_put(w, "mail.order_placed", o->org_id, o->id, NULL));
  if (str_eq(o->invoice_owner, "partner"))
    TRY(outbox_put(w, "mail.order_customer", o->org_id, o->id, NULL));
  TRY(audit_write(w, "order.placed", "customer_order", o->id, o->org_id, "status,customer,lines", NULL));
  TRY(db_exec(
      w,
      "UPDATE customer_order SET status = 'complete', reference = ?, customer_id = ?, invoice_owner = ?, currency = ?,"
      " start_on = ?, total_now_minor = ?, placed_at = ?, promo_code = ?, promo_id = ?, sync_status = 'pending' WHERE id = ? AND status = 'draft'",
      A(reference), A(made->customer_id), A(o->invoice_owner), A(o->currency), A(q->start), A(q->now_total.minor),
      A(w->now), A(q->promo ? q->promo->code : ""), A_REF(q->promo ? q->promo->id : 0), A(o->id)));
  return db_changed(w) == 1 ? OK : FAIL("order %lld was not a draft any more under its lock", (long long)o->id);
}

result order_place(struct work *w, struct public_id id, const char *figures, const char **problem)
{
  const char *status;
  struct order o;
  struct quote q;
  struct order_made made = { 0 };
  struct date today = utc_date(w->now, w->zone);
  *problem = NULL;
  TRY(order_lock(w, id, &status));
  if (str_eq(status, "complete"))
    return OK;
  TRY(order_find(w, id, &o));
  TRY(quote_make(w, &o, today, &q));
  *problem = str_eq(status, "draft") ? placing_problem(&o, &q, figures) : t("This order can no longer be placed.");
  if (*problem)
    return CONFLICT;
  TRY(order_make_customer(w, &o, &made));
  TRY(order_make_bill_group(w, &o, &made));
  TRY(order_keep_prices(w, &o, made.customer_id));
  for (int i = 0; i < q.n_lines; i++)
    TRY(order_make_subscription(w, &o, &q.lines[i], q.promo, &made, today));
  for (bool more = true; more;)
    TRY(invoice_draft_due(w, made.bill_group_id, made.customer_id, o.id, today, &more));
  TRY(order_finish(w, &o, &q, &made));
  result r = q.promo ? promo_use(w, q.promo->id) : OK;
  if (r == CONFLICT)
    *problem = t("The promotion was used up in this moment. Nothing was ordered. Look at the order again.");
  return r;
}
