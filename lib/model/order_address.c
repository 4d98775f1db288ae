/* The order that a change of a customer's address is (L11): nothing waits, so it is complete when it is written. */
#include "lib/base/json.h"
#include "lib/model/order_parts.h"
#include "lib/model/trail.h"

result order_address(struct work *w, struct public_id customer, const char *source, const char *external_id,
                     struct public_id *order)
{
  struct order o = { .org_id = w->org_id };
  struct buf text = BUF(w->arena);
  struct json j = JSON(&text);
  *order = public_id_new();
  result r = db_exec(
      w,
      "INSERT INTO customer_order (public_id, reference, org_id, person_id, customer_id, source, kind, external_id, status,"
      " invoice_owner, currency, start_on, sync_status, created_at, placed_at)"
      " SELECT ?, ?, g.id, ?, c.id, ?, 'address', ?, 'complete', g.invoice_owner, g.currency, ?, 'pending', ?, ?"
      " FROM customer c JOIN org g ON g.id = c.org_id WHERE c.public_id = ? AND c.org_id = ?",
      A(*order), A(arena_printf(w->arena, "O-%s", public_id_text(w->arena, *order))), A_REF(w->person_id), A(source),
      A(external_id), A(utc_date(w->now, w->zone)), A(w->now), A(w->now), A(customer), A(w->org_id));
  if (r != OK)
    return r == CONFLICT ? RETRY : r; /* the same external_id at the same time */
  o.id = db_insert_id(w);
  TRY(order_event(w, &o, "submitted", w->person_id, ""));
  TRY(order_event(w, &o, "complete", 0, ""));
  json_object(&j, NULL);
  json_text(&j, "customer", public_id_text(w->arena, customer));
  json_text(&j, "change", "address");
  json_end_object(&j);
  TRY(outbox_hold(w, "billing.address", w->org_id, o.id, buf_text(&text)));
  return audit_write(w, "order.placed", "customer_order", o.id, w->org_id, "address", NULL);
}
