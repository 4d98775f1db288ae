/* A subscription as it stands: what it is made of, what is planned and billed, what waits. */
#include "lib/model/change_parts.h"

#include "lib/base/log.h"

#define SUB_SELECT                                                                                                               \
  "SELECT s.id, COALESCE(s.org_id, 0), s.customer_id, s.bill_group_id, g.legal_entity_id, s.version_id, v.offer_id,"             \
  " s.public_id, s.status, s.zone, IF(g.party_id = c.party_id, 'end_customer', 'partner'), v.name, c.name, p.country, p.region," \
  " c.country, s.currency, s.quantity, COALESCE(s.term_months, v.term_months), s.anchor_day, s.shift_days, s.revision,"          \
  " s.auto_renew, p.tax_number <> '', s.start_on, s.billed_from_on, s.term_start_on, s.term_end_on, s.cancel_on,"                \
  " s.suspended_on, s.resume_by_on, COALESCE(x.id, 0), x.kind, x.effective_on, COALESCE(s.promo_id, 0), s.promo,"                \
  " s.promo_rate_bp, s.promo_minor, COALESCE(o.payment_type, g.payment_type), o.invoice_owner = 'partner'"                       \
  " FROM subscription s JOIN offer_version v ON v.id = s.version_id JOIN customer c ON c.id = s.customer_id"                     \
  " JOIN bill_group g ON g.id = s.bill_group_id JOIN party p ON p.id = g.party_id JOIN order_line l ON l.id = s.order_line_id"   \
  " JOIN customer_order o ON o.id = l.order_id"                                                                                  \
  " LEFT JOIN subscription_change x ON x.subscription_id = s.id AND x.waiting = 1"

static result head_read(struct work *w, struct rows *rows, struct sub *s)
{
  *s = (struct sub){ 0 };
  TRY(rows_one(rows, F(s->id), F(s->org_id), F(s->customer_id), F(s->bill_group_id), F(s->legal_entity_id),
               F(s->version_id), F(s->offer_id), F(s->public_id), F(s->status), F(s->zone), F(s->owner), F(s->offer),
               F(s->customer), F(s->payer_country), F(s->payer_region), F(s->customer_country), F(s->currency),
               F(s->quantity), F(s->term_months), F(s->anchor_day), F(s->shift_days), F(s->revision), F(s->auto_renew),
               F(s->payer_tax_number), F(s->start), F(s->billed_from), F(s->term_start), F(s->term_end), F(s->cancel),
               F(s->suspended), F(s->resume_by), F(s->waiting_id), F(s->waiting_kind), F(s->waiting_on), F(s->promo_id),
               F(s->promo), F(s->promo_rate_bp), F(s->promo_minor), F(s->payment_type), F(s->resold)));
  s->today = utc_date(w->now, s->zone);
  return OK;
}

static result items_read(struct work *w, struct sub *s)
{
  struct sub_item i = { 0 };
  ROWS rows = { 0 };
  s->items = arena_array(w->arena, SUB_ITEMS_MAX, sizeof *s->items);
  TRY(db_query(
      w, &rows,
      "SELECT i.id, i.product_id, v.id, v.name, p.name, p.tax_class, i.source, i.source_id, i.buy_minor, i.sell_minor, i.units,"
      " i.period_months, i.addon_quantity, i.addon, i.off_pay_minor, i.off_buy_minor, i.off_until_on, i.priced_on, i.sell_named, i.charge = 'usage', i.per_units, v.public_id FROM subscription_item i JOIN product p ON p.id = i.product_id"
      " JOIN subscription s ON s.id = i.subscription_id JOIN offer_version v ON v.id = COALESCE(i.version_id, s.version_id)"
      " WHERE i.subscription_id = ? AND i.live = 1 ORDER BY i.id LIMIT 101",
      A(s->id)));
  if (rows_count(&rows) > SUB_ITEMS_MAX)
    return FAIL("subscription %lld has more than %d items", (long long)s->id, SUB_ITEMS_MAX);
  while (rows_next(&rows, F(i.id), F(i.product_id), F(i.version_id), F(i.offer), F(i.name), F(i.tax_class), F(i.source),
                   F(i.source_id), F(i.buy), F(i.pay), F(i.units), F(i.period_months), F(i.addon_quantity), F(i.addon),
                   F(i.off_pay), F(i.off_buy), F(i.off_until), F(i.priced), F(i.sell_named), F(i.usage), F(i.per_units),
                   F(i.version)))
    s->items[s->n_items++] = i;
  return OK;
}

static int item_index(const struct sub *s, int64_t item_id)
{
  for (int i = 0; i < s->n_items; i++)
    if (s->items[i].id == item_id)
      return i;
  return -1;
}

/* What is planned, of whatever it is made; and what was billed and reaches today. Past periods decide nothing any more. A once-only
 * item that is never to be billed counts as billed. */
static result entries_read(struct work *w, struct sub *s)
{
  struct sub_entry e = { 0 };
  int64_t item_id;
  ROWS rows = { 0 };
  s->entries = arena_array(w->arena, SUB_ENTRIES_MAX, sizeof *s->entries);
  TRY(db_query(
      w, &rows,
      "SELECT e.id, e.item_id, e.due_on, e.period_from, e.period_to, IF(e.days > 0, e.days, DATEDIFF(e.period_to, e.period_from) + 1),"
      " e.amount_minor, e.margin_minor, e.status <> 'planned', e.kind <> 'charge', COALESCE(e.unbilled = 'again', 0), p.name, p.tax_class,"
      " COALESCE(d.bill_group_id, e.bill_group_id, ?) <> ? FROM schedule_entry e LEFT JOIN invoice d ON d.id = e.invoice_id"
      " JOIN subscription_item i ON i.id = e.item_id JOIN product p ON p.id = i.product_id WHERE e.subscription_id = ? AND (e.status = 'planned' OR (e.status = 'invoiced' AND"
      " (e.period_to >= ? OR i.period_months = 0)) OR (e.unbilled = 'never' AND e.kind = 'charge' AND i.period_months = 0)) ORDER BY e.due_on, e.id LIMIT 2001",
      A(s->bill_group_id), A(s->bill_group_id), A(s->id), A(s->suspended.year ? s->suspended : s->today)));
  if (rows_count(&rows) > SUB_ENTRIES_MAX)
    return FAIL("subscription %lld has more than %d payments", (long long)s->id, SUB_ENTRIES_MAX);
  while (rows_next(&rows, F(e.id), F(item_id), F(e.due), F(e.from), F(e.to), F(e.days), F(e.amount), F(e.margin),
                   F(e.billed), F(e.credit), F(e.again), F(e.name), F(e.tax_class), F(e.earlier))) {
    e.item = item_index(s, item_id);
    s->entries[s->n_entries++] = e;
  }
  return OK;
}

static result parts_read(struct work *w, struct sub *s)
{
  TRY(items_read(w, s));
  return entries_read(w, s);
}

result sub_find(struct work *w, struct public_id id, struct sub *out)
{
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, SUB_SELECT " WHERE s.public_id = ? AND COALESCE(s.org_id, 0) = ?", A(id), A(w->org_id)));
    TRY(head_read(w, &rows, out));
  }
  return parts_read(w, out);
}

/* The row's lock first, and alone: a joined read would lock the offer and the payer, too. */
result sub_lock(struct work *w, int64_t id, struct sub *out)
{
  {
    int64_t locked;
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id FROM subscription WHERE id = ? FOR UPDATE", A(id)));
    TRY(rows_one(&rows, F(locked)));
  }
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, SUB_SELECT " WHERE s.id = ?", A(id)));
    TRY(head_read(w, &rows, out));
  }
  return parts_read(w, out);
}

result sub_owner(struct work *w, struct public_id id, int64_t *org_id)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT COALESCE(org_id, 0) FROM subscription WHERE public_id = ?", A(id)));
  return rows_one(&rows, F(*org_id));
}

bool sub_runs(const struct sub *s)
{
  return str_eq(s->status, "pending") || str_eq(s->status, "active") || str_eq(s->status, "suspended");
}

struct date sub_end_day(const struct sub *s)
{
  struct grid g = { s->term_start, s->anchor_day, s->shift_days };
  struct date first = date_later(s->today, date_add_days(s->billed_from, -1));
  int months = 0;
  if (s->term_end.year)
    return date_add_days(s->term_end, 1);
  for (int i = 0; i < s->n_items; i++)
    months = common_months(months, s->items[i].period_months);
  if (!months || date_compare(first, s->term_start) < 0)
    return months ? s->term_start : date_add_days(first, 1);
  return grid_day(&g, months, grid_index(&g, months, first) + 1);
}
