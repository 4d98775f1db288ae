/* From a submitted order to what it stands for: customer, bill group, subscriptions, draft invoice, and who must hear of it. All or
 * nothing; the order's own row is locked first, so that it is made once, or cancelled. */
#include "lib/base/i18n.h"
#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/model/invoice.h"
#include "lib/model/order_parts.h"
#include "lib/model/trail.h"

/* For the billing system and the CRM: account, contact, parent and invoice owner as DOMAIN 2.5 says; without a CRM id there is no parent. */
static result sync_put(struct work *w, const struct order *o, const struct order_made *made)
{
  struct buf text = BUF(w->arena);
  struct json j = JSON(&text);
  const char *billing, *crm, *name, *first, *last, *email;
  struct public_id customer;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT g.billing_account, g.crm_account, c.public_id, c.name, p.first_name, p.last_name, p.email"
               " FROM customer c JOIN party p ON p.id = c.party_id JOIN org g ON g.id = c.org_id"
               " WHERE c.id = ? AND c.org_id = ?",
               A(made->customer_id), A(o->org_id)));
  TRY(rows_one(&rows, F(billing), F(crm), F(customer), F(name), F(first), F(last), F(email)));
  json_object(&j, NULL);
  json_text(&j, "order", public_id_text(w->arena, o->public_id));
  json_text(&j, "customer", public_id_text(w->arena, customer));
  json_text(&j, "name", name);
  json_object(&j, "contact");
  json_text(&j, "first_name", first);
  json_text(&j, "last_name", last);
  json_text(&j, "email", email);
  json_end_object(&j);
  json_text(&j, "billing_parent", billing);
  json_text(&j, "crm_parent", *crm ? crm : NULL);
  json_text(&j, "invoice_owner", o->invoice_owner);
  json_end_object(&j);
  TRY(outbox_hold(w, "billing.account", o->org_id, made->customer_id, buf_text(&text)));
  return outbox_hold(w, "crm.account", o->org_id, made->customer_id, buf_text(&text));
}

static result order_finish(struct work *w, const struct order *o, const struct order_made *made)
{
  TRY(order_event(w, o, "processing", 0, ""));
  TRY(order_event(w, o, "complete", 0, ""));
  TRY(sync_put(w, o, made));
  TRY(audit_write(w, "order.completed", "customer_order", o->id, o->org_id, "status", NULL));
  TRY(outbox_put(w, "mail.order_placed", o->org_id, o->id, NULL));
  if (str_eq(o->invoice_owner, "partner"))
    TRY(outbox_put(w, "mail.order_customer", o->org_id, o->id, NULL));
  TRY(db_exec(w,
              "UPDATE customer_order SET status = 'complete', failure = '', customer_id = ?, sync_status = 'pending'"
              " WHERE id = ? AND status IN ('submitted', 'processing')",
              A(made->customer_id), A(o->id)));
  return db_changed(w) == 1 ? OK : FAIL("order %lld did not wait any more under its lock", (long long)o->id);
}

/* Its organisation and its zone, so that all that is made is theirs; NOT_FOUND: it does not wait. The organisation stays locked: one that
 * is being archived sees what this makes, or this sees it archived (T9 of transfer.h). */
static result order_wait_lock(struct work *w, int64_t id, struct order *o, bool *active)
{
  struct public_id public_id;
  const char *status, *zone;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT public_id, org_id, status, zone FROM customer_order WHERE id = ? FOR UPDATE",
                 A(id)));
    TRY(rows_one(&rows, F(public_id), F(w->org_id), F(status), F(zone)));
  }
  if (!str_eq(status, "submitted") && !str_eq(status, "processing"))
    return NOT_FOUND;
  w->zone = zone;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT status = 'active' FROM org WHERE id = ? LOCK IN SHARE MODE", A(w->org_id)));
    TRY(rows_one(&rows, F(*active)));
  }
  return order_find(w, public_id, o);
}

static const char *making_problem(const struct quote *q)
{
  for (int i = 0; i < q->n_lines; i++)
    if (q->lines[i].problem)
      return q->lines[i].problem;
  return q->problem;
}

static result order_make(struct work *w, const struct order *o, const struct quote *q, struct date today,
                         const char **problem)
{
  struct order_made made = { 0 };
  result r = order_make_customer(w, o, &made);
  if (r == NOT_FOUND) {
    *problem = t("The customer does not belong to this organisation any more.");
    return CONFLICT;
  }
  TRY(r);
  TRY(order_make_bill_group(w, o, &made));
  TRY(order_keep_prices(w, o, made.customer_id));
  for (int i = 0; i < q->n_lines; i++)
    TRY(order_make_subscription(w, o, &q->lines[i], q->promo, &made, today));
  for (bool more = true; more;)
    TRY(invoice_draft_due(w, made.bill_group_id, made.customer_id, o->id, today, &more));
  return order_finish(w, o, &made);
}

result order_process(struct work *w, int64_t id, const char **problem)
{
  struct work mine = *w;
  struct order o;
  struct quote q;
  bool active;
  *problem = NULL;
  TRY(order_wait_lock(&mine, id, &o, &active));
  struct date today = utc_date(mine.now, mine.zone);
  if (active)
    TRY(quote_make(&mine, &o, today, &q));
  *problem = active ? making_problem(&q) : t("The organisation is not active.");
  return *problem ? CONFLICT : order_make(&mine, &o, &q, today, problem);
}
