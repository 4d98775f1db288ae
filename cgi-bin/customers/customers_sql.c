/* Every statement that only this area needs, but the lists', which stand with their columns. */
#include "cgi-bin/customers/customers.h"

enum { ITEMS_MAX = 100 };

result customer_find(struct work *w, struct public_id id, struct customer *out)
{
  int64_t party_id;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows,
                 "SELECT id, public_id, name, created_at, party_id FROM customer WHERE public_id = ? AND org_id <=> ?",
                 A(id), A_REF(w->org_id)));
    TRY(rows_one(&rows, F(out->id), F(out->public_id), F(out->name), F(out->created_at), F(party_id)));
  }
  return party_find(w, party_id, &out->party);
}

result subscription_find(struct work *w, struct public_id id, struct subscription *out)
{
  ROWS rows = { 0 };
  *out = (struct subscription){ 0 };
  TRY(db_query(
      w, &rows,
      "SELECT s.id, s.public_id, c.public_id, o.public_id, v.name, c.name, s.status, s.zone, s.po_number, s.cancel_reason,"
      " IF(g.party_id = c.party_id, 'end_customer', 'partner'), o.reference, s.currency, s.quantity, COALESCE(s.term_months, v.term_months), s.auto_renew, s.start_on, s.term_start_on,"
      " s.term_end_on, s.billed_from_on, s.cancel_on FROM subscription s JOIN customer c ON c.id = s.customer_id"
      " JOIN offer_version v ON v.id = s.version_id JOIN order_line l ON l.id = s.order_line_id"
      " JOIN customer_order o ON o.id = l.order_id JOIN bill_group g ON g.id = s.bill_group_id"
      " WHERE s.public_id = ? AND s.org_id <=> ?",
      A(id), A_REF(w->org_id)));
  return rows_one(&rows, F(out->id), F(out->public_id), F(out->customer), F(out->order), F(out->offer),
                  F(out->customer_name), F(out->status), F(out->zone), F(out->po_number), F(out->cancel_reason),
                  F(out->owner), F(out->order_reference), F(out->currency), F(out->quantity), F(out->term_months),
                  F(out->auto_renew), F(out->start), F(out->term_start), F(out->term_end), F(out->billed_from),
                  F(out->cancel));
}

result subscription_items(struct work *w, const struct subscription *s, struct subscription_item **out, int *n)
{
  struct subscription_item item = { .unit = money_of(0, s->currency), .buy = money_of(0, s->currency) },
                           *items = arena_array(w->arena, ITEMS_MAX, sizeof *items);
  ROWS rows = { 0 };
  *n = 0;
  TRY(db_query(
      w, &rows,
      "SELECT IF(p.metric = '', p.name, CONCAT(p.name, ', ', p.metric)), i.units, i.period_months, i.sell_minor, i.buy_minor, i.charge = 'usage', p.metric, i.per_units FROM subscription_item i JOIN product p ON p.id = i.product_id"
      " WHERE i.subscription_id = ? AND i.live = 1 ORDER BY i.id LIMIT 100",
      A(s->id)));
  while (*n < ITEMS_MAX && rows_next(&rows, F(item.product), F(item.units), F(item.period_months), F(item.unit.minor),
                                     F(item.buy.minor), F(item.usage), F(item.metric), F(item.per_units)))
    items[(*n)++] = item;
  *out = items;
  return OK;
}

result subscription_payments(struct work *w, const struct subscription *s, int n_max, struct payment **out, int *n,
                             bool *more)
{
  struct payment p = { .amount = money_of(0, s->currency), .margin = money_of(0, s->currency) },
                 *payments = arena_array(w->arena, (size_t)n_max, sizeof *payments);
  ROWS rows = { 0 };
  *n = 0;
  TRY(db_query(
      w, &rows,
      "SELECT due_on, CAST(SUM(amount_minor) AS SIGNED), CAST(SUM(margin_minor) AS SIGNED) FROM schedule_entry WHERE subscription_id = ? AND status = 'planned'"
      " AND bill_group_id IS NULL AND (? IS NULL OR period_from < ? OR kind <> 'charge' OR unbilled = 'again') GROUP BY due_on ORDER BY due_on LIMIT ?",
      A(s->id), A(s->cancel), A(s->cancel), A(n_max + 1)));
  *more = rows_count(&rows) > n_max;
  while (*n < n_max && rows_next(&rows, F(p.on), F(p.amount.minor), F(p.margin.minor)))
    payments[(*n)++] = p;
  *out = payments;
  return OK;
}
