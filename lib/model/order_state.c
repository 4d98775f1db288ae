/* What else can become of a placed order (DOMAIN 2.3): it failed, is tried again, is cancelled before it is processed. Each locks the
 * order's row first, so that of two at once one holds. */
#include "lib/base/i18n.h"
#include "lib/base/log.h"
#include "lib/model/order_parts.h"
#include "lib/model/trail.h"

enum { REASON_CHARS = 490 }; /* customer_order.failure and order_event.note hold 500 */

result order_event(struct work *w, const struct order *o, const char *status, int64_t person_id, const char *note)
{
  return db_exec(w, "INSERT INTO order_event (order_id, org_id, at, status, person_id, note) VALUES (?, ?, ?, ?, ?, ?)",
                 A(o->id), A(o->org_id), A(w->now), A(status), A_REF(person_id), A(note));
}

/* w->org_id's own placed order, locked; NOT_FOUND for anybody else's and for a basket. */
static result placed_lock(struct work *w, struct public_id id, struct order *o)
{
  {
    int64_t found;
    ROWS rows = { 0 };
    TRY(db_query(w, &rows,
                 "SELECT id FROM customer_order WHERE public_id = ? AND org_id = ? AND status <> 'draft' FOR UPDATE",
                 A(id), A(w->org_id)));
    TRY(rows_one(&rows, F(found)));
  }
  return order_find(w, id, o);
}

/* Whoever ordered hears of the first time; when staff try it again in vain, staff see that. */
static result failure_tell(struct work *w, const struct order *o)
{
  int64_t event;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM order_event WHERE order_id = ? AND status = 'failed' LIMIT 1", A(o->id)));
  return rows_next(&rows, F(event)) ? OK : outbox_put(w, "mail.order_failed", o->org_id, o->id, NULL);
}

result order_fail(struct work *w, int64_t id, const char *reason)
{
  struct order o = { .id = id };
  const char *status, *kept = utf8_clip(w->arena, reason, REASON_CHARS);
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT org_id, status FROM customer_order WHERE id = ? FOR UPDATE", A(id)));
    TRY(rows_one(&rows, F(o.org_id), F(status)));
  }
  if (!str_eq(status, "submitted") && !str_eq(status, "processing"))
    return NOT_FOUND;
  TRY(failure_tell(w, &o));
  TRY(order_event(w, &o, "failed", 0, kept));
  TRY(db_exec(w, "UPDATE customer_order SET status = 'failed', failure = ? WHERE id = ?", A(kept), A(id)));
  return audit_write(w, "order.failed", "customer_order", id, o.org_id, "status", kept);
}

result order_retry(struct work *w, struct public_id id, const char **problem)
{
  struct order o;
  *problem = NULL;
  TRY(placed_lock(w, id, &o));
  if (!str_eq(o.status, "failed")) {
    *problem =
        str_eq(o.status, "processing") ? t("This order is being worked on already.") : t("This order has not failed.");
    return CONFLICT;
  }
  TRY(order_event(w, &o, "processing", w->person_id, ""));
  TRY(db_exec(w, "UPDATE customer_order SET status = 'processing', failure = '' WHERE id = ?", A(o.id)));
  return audit_write(w, "order.retried", "customer_order", o.id, o.org_id, "status", NULL);
}

result order_drop(struct work *w, const struct order *o, const char *reason)
{
  const char *kept = utf8_clip(w->arena, reason, REASON_CHARS);
  TRY(order_event(w, o, "cancelled", w->person_id, kept));
  TRY(audit_write(w, "order.cancelled", "customer_order", o->id, o->org_id, "status", kept));
  TRY(db_exec(w, "UPDATE customer_order SET status = 'cancelled' WHERE id = ?", A(o->id)));
  return db_exec(
      w,
      "UPDATE promo p JOIN customer_order o ON o.promo_id = p.id SET p.uses = p.uses - 1 WHERE o.id = ? AND p.uses > 0",
      A(o->id));
}

result order_cancel(struct work *w, struct public_id id, const char *reason, const char **problem)
{
  struct order o;
  *problem = NULL;
  TRY(placed_lock(w, id, &o));
  if (str_eq(o.status, "cancelled"))
    *problem = t("This order was cancelled already.");
  else if (!str_eq(o.status, "submitted"))
    *problem =
        t("This order has been processed in the meantime. It can no longer be cancelled; its subscriptions can.");
  if (*problem)
    return CONFLICT;
  return order_drop(w, &o, reason);
}

result order_owner(struct work *w, struct public_id id, int64_t *org_id)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT org_id FROM customer_order WHERE public_id = ? AND status <> 'draft'", A(id)));
  return rows_one(&rows, F(*org_id));
}

result orders_waiting(struct work *w, int64_t after_id, int64_t ids[ORDER_BATCH], int *n)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT id FROM customer_order WHERE status IN ('submitted', 'processing') AND id > ? ORDER BY id LIMIT 100",
      A(after_id)));
  for (*n = 0; *n < ORDER_BATCH && rows_next(&rows, F(ids[*n]));)
    ++*n;
  return OK;
}
