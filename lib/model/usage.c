#include "lib/model/usage.h"

#include "lib/base/i18n.h"
#include "lib/base/log.h"
#include "lib/model/change_parts.h"
#include "lib/model/trail.h"

enum { KEY_CHARS = 100, QUANTITY_MAX = 1000000000, SUM_MAX = 2000000000, PERIODS_MAX = 100 };

struct taking {
  const struct usage *u;
  struct sub s;
  const struct sub_item *item;
  struct date on, from, to;
  bool free, there;
  const char *problem;
};

static result sub_own(struct work *w, struct public_id id, struct sub *s)
{
  int64_t inner;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id FROM subscription WHERE public_id = ? AND COALESCE(org_id, 0) = ?", A(id),
                 A(w->org_id)));
    TRY(rows_one(&rows, F(inner)));
  }
  return sub_lock(w, inner, s);
}

static result item_find(struct work *w, struct taking *x)
{
  int64_t product_id = 0;
  int n = 0;
  if (!str_empty(x->u->product)) {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id FROM product WHERE code = ?", A(x->u->product)));
    if (!rows_next(&rows, F(product_id)))
      product_id = -1;
  }
  for (int i = 0; i < x->s.n_items; i++)
    if (x->s.items[i].usage && (!product_id || x->s.items[i].product_id == product_id)) {
      x->item = &x->s.items[i];
      n++;
    }
  if (!n)
    x->problem = t("Nothing of this subscription is paid by use under that product.");
  else if (n > 1)
    x->problem = t("Several products of this subscription are paid by use. Say which.");
  return OK;
}

static struct date sub_last_day(const struct sub *s)
{
  struct date last = s->today;
  if (s->suspended.year && date_compare(s->suspended, last) <= 0)
    last = date_add_days(s->suspended, -1);
  if (s->cancel.year && date_compare(s->cancel, last) <= 0)
    last = date_add_days(s->cancel, -1);
  if (str_eq(s->status, "expired") && s->term_end.year && date_compare(s->term_end, last) < 0)
    last = s->term_end;
  return last;
}

static const char *use_problem(struct work *w, const struct taking *x)
{
  const struct usage *u = x->u;
  if (str_empty(u->key) || utf8_length(u->key) > KEY_CHARS)
    return t("Enter a key of at most 100 characters that no other use of this subscription has.");
  if (u->quantity < 1 || u->quantity > QUANTITY_MAX)
    return t("Enter a quantity from 1 to 1,000,000,000.");
  if (date_compare(x->on, x->s.today) > 0)
    return t("That day is still to come.");
  if (date_compare(x->on, x->s.start) < 0)
    return arena_printf(w->arena, t("The subscription begins on %s."), date_text(w->arena, x->s.start, i18n_current()));
  if (date_compare(x->on, sub_last_day(&x->s)) > 0)
    return t("The subscription did not run on that day.");
  return NULL;
}

/* U6 */
static result again_check(struct work *w, struct taking *x)
{
  int64_t product_id, quantity;
  struct date on;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT i.product_id, r.quantity, r.used_on FROM usage_record r JOIN subscription_item i ON i.id = r.item_id"
      " WHERE r.subscription_id = ? AND r.once_key = ?",
      A(x->s.id), A(x->u->key)));
  x->there = rows_next(&rows, F(product_id), F(quantity), F(on));
  if (x->there && (quantity != x->u->quantity || date_compare(on, x->on) || product_id != x->item->product_id))
    x->problem = t("This key was used for another quantity, day or product already.");
  return OK;
}

static void period_set(struct taking *x, struct date on)
{
  struct grid g = { x->s.term_start, x->s.anchor_day, x->s.shift_days };
  int k = grid_index(&g, x->item->period_months, date_later(on, x->s.term_start));
  x->from = grid_day(&g, x->item->period_months, k);
  x->to = date_add_days(grid_day(&g, x->item->period_months, k + 1), -1);
}

static result period_billed(struct work *w, const struct taking *x, bool *billed)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT EXISTS (SELECT 1 FROM schedule_entry WHERE item_id = ? AND period_from = ? AND status <> 'void')",
      A(x->item->id), A(x->from)));
  return rows_one(&rows, F(*billed));
}

/* U3 */
static result period_find(struct work *w, struct taking *x)
{
  bool billed;
  int64_t sum;
  x->free = date_compare(x->on, x->s.billed_from) < 0;
  period_set(x, x->on);
  TRY(period_billed(w, x, &billed));
  if (billed && !x->free) {
    period_set(x, x->s.today);
    TRY(period_billed(w, x, &billed));
    if (billed)
      x->problem = t("The last bill of this subscription is made. Nothing can be added to it.");
  }
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT COALESCE(SUM(quantity), 0) FROM usage_record WHERE item_id = ? AND period_from = ? AND entry_id IS NULL",
      A(x->item->id), A(x->from)));
  TRY(rows_one(&rows, F(sum)));
  if (sum + x->u->quantity > SUM_MAX)
    x->problem = t("More than 2,000,000,000 in one period cannot be billed.");
  return OK;
}

static result record_write(struct work *w, const struct taking *x)
{
  TRY(db_exec(
      w,
      "INSERT INTO usage_record (public_id, subscription_id, item_id, org_id, used_on, quantity, once_key, period_from, period_to, free,"
      " source, person_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      A(public_id_new()), A(x->s.id), A(x->item->id), A_REF(x->s.org_id), A(x->on), A(x->u->quantity), A(x->u->key),
      A(x->from), A(x->to), A(x->free), A(x->u->source), A_REF(w->person_id), A(w->now)));
  return audit_write(w, "usage.added", "subscription", x->s.id, x->s.org_id, "usage", x->u->key);
}

static result usage_take(struct work *w, const struct usage *u, bool write, bool *fresh, const char **problem)
{
  struct taking x = { .u = u };
  *problem = NULL;
  TRY(write ? sub_own(w, u->subscription, &x.s) : sub_find(w, u->subscription, &x.s));
  x.on = u->on.year ? u->on : x.s.today;
  TRY(item_find(w, &x));
  if (!x.problem)
    x.problem = use_problem(w, &x);
  if (!x.problem)
    TRY(again_check(w, &x));
  *problem = x.problem;
  if (fresh)
    *fresh = !x.there;
  if (x.problem || x.there)
    return !x.problem ? OK : x.there ? CONFLICT : INVALID;
  TRY(period_find(w, &x));
  *problem = x.problem;
  if (x.problem)
    return INVALID;
  return write ? record_write(w, &x) : OK;
}

result usage_add(struct work *w, const struct usage *u, bool *fresh, const char **problem)
{
  return usage_take(w, u, true, fresh, problem);
}

result usage_check(struct work *w, const struct usage *u, bool *fresh, const char **problem)
{
  return usage_take(w, u, false, fresh, problem);
}

/* ---- billing ---- */
result usage_waiting(struct work *w, int64_t after_id, int64_t ids[100], int *n)
{
  enum { FIRST_ZONE_S = 14 * 3600 };
  struct date day = utc_date(utc_add_s(w->now, FIRST_ZONE_S), "UTC");
  ROWS rows = { 0 };
  *n = 0;
  TRY(db_query(
      w, &rows,
      "SELECT DISTINCT r.subscription_id FROM usage_record r JOIN subscription s ON s.id = r.subscription_id"
      " JOIN subscription_item i ON i.id = r.item_id WHERE r.entry_id IS NULL AND r.free = 0 AND r.subscription_id > ?"
      " AND s.status <> 'suspended' AND (r.period_to < ? OR s.status IN ('cancelled', 'expired') OR i.live IS NULL)"
      " ORDER BY r.subscription_id LIMIT 100",
      A(after_id), A(day)));
  while (*n < 100 && rows_next(&rows, F(ids[*n])))
    ++*n;
  return OK;
}

struct used { /* in one period, of one item */
  struct sub_item item;
  const char *metric;
  struct date from, to;
  int64_t units;
  struct money pay, buy; /* what all of it comes to */
};

/* all: also what is used in periods that go on. */
static result used_read(struct work *w, const struct sub *s, bool all, struct used *used, int *n)
{
  ROWS rows = { 0 };
  *n = 0;
  TRY(db_query(
      w, &rows,
      "SELECT i.id, i.product_id, COALESCE(i.version_id, s.version_id), i.source, i.source_id, i.buy_minor, i.sell_minor, i.priced_on,"
      " i.sell_named, i.per_units, p.name, p.metric, r.period_from,"
      " LEAST(MIN(r.period_to), COALESCE(DATE_SUB(i.ended_on, INTERVAL 1 DAY), MIN(r.period_to))), SUM(r.quantity) FROM usage_record r"
      " JOIN subscription_item i ON i.id = r.item_id JOIN subscription s ON s.id = r.subscription_id JOIN product p ON p.id = i.product_id"
      " WHERE r.subscription_id = ? AND r.entry_id IS NULL AND r.free = 0 AND (r.period_to < ? OR ? OR i.live IS NULL)"
      " GROUP BY i.id, i.product_id, i.version_id, s.version_id, i.source, i.source_id, i.buy_minor, i.sell_minor, i.priced_on, i.sell_named,"
      " i.per_units, p.name, p.metric, i.ended_on, r.period_from ORDER BY r.period_from, i.id LIMIT 100",
      A(s->id), A(s->today), A(all)));
  for (struct used *u = used;
       *n < PERIODS_MAX &&
       rows_next(&rows, F(u->item.id), F(u->item.product_id), F(u->item.version_id), F(u->item.source),
                 F(u->item.source_id), F(u->item.buy), F(u->item.pay), F(u->item.priced), F(u->item.sell_named),
                 F(u->item.per_units), F(u->item.name), F(u->metric), F(u->from), F(u->to), F(u->units));
       u++)
    ++*n;
  return OK;
}

/* U1, U5 and U7: the prices of the band of all that was used, and what it comes to: rounded here and nowhere else. */
static result used_price(struct work *w, const struct sub *s, struct used *u)
{
  u->item.units = (int)u->units;
  TRY(item_price_again(w, s->currency, s->resold, &u->item));
  if (!s->org_id)
    u->item.buy = u->item.pay;
  if (!money_share(money_of(u->item.pay, s->currency), u->units, u->item.per_units, &u->pay) ||
      !money_share(money_of(u->item.buy, s->currency), u->units, u->item.per_units, &u->buy))
    return FAIL("the use of subscription %lld overflows", (long long)s->id);
  return OK;
}

result usage_sums(struct work *w, const struct sub *s, struct usage_sum **out, int *n)
{
  struct used *used = arena_array(w->arena, PERIODS_MAX, sizeof *used);
  struct usage_sum *sums = arena_array(w->arena, PERIODS_MAX, sizeof *sums);
  TRY(used_read(w, s, true, used, n));
  for (int i = 0; i < *n; i++) {
    const struct used *u = &used[i];
    TRY(used_price(w, s, &used[i]));
    sums[i] = (struct usage_sum){ .name = u->item.name,
                                  .metric = u->metric,
                                  .from = u->from,
                                  .to = u->to,
                                  .units = u->units,
                                  .per_units = u->item.per_units,
                                  .price = money_of(u->item.pay, s->currency),
                                  .amount = u->pay,
                                  .buy = u->buy };
  }
  *out = sums;
  return OK;
}

static result used_bill(struct work *w, const struct sub *s, struct used *u)
{
  int64_t margin;
  struct date last = sub_last_day(s);
  TRY(used_price(w, s, u));
  if (__builtin_sub_overflow(u->pay.minor, u->buy.minor, &margin))
    return FAIL("the margin of subscription %lld overflows", (long long)s->id);
  if (!sub_runs(s) && date_compare(last, u->to) < 0)
    u->to = date_later(last, u->from);
  TRY(db_exec(
      w,
      "INSERT INTO schedule_entry (subscription_id, org_id, item_id, number, kind, due_on, period_from, period_to, amount_minor, margin_minor,"
      " units, unit_minor) SELECT i.subscription_id, i.org_id, i.id, 1 + COALESCE((SELECT MAX(m.number) FROM schedule_entry m WHERE m.item_id = i.id), 0), 'usage',"
      " ?, ?, ?, ?, ?, ?, ? FROM subscription_item i WHERE i.id = ?",
      A(s->today), A(u->from), A(u->to), A(u->pay.minor), A(margin), A(u->units), A(u->item.pay), A(u->item.id)));
  int64_t entry_id = db_insert_id(w);
  return db_exec(
      w, "UPDATE usage_record SET entry_id = ? WHERE item_id = ? AND period_from = ? AND entry_id IS NULL AND free = 0",
      A(entry_id), A(u->item.id), A(u->from));
}

result usage_bill(struct work *w, int64_t subscription_id, bool *billed)
{
  struct sub s;
  struct used used[PERIODS_MAX];
  int n;
  *billed = false;
  TRY(sub_lock(w, subscription_id, &s));
  if (str_eq(s.status, "suspended"))
    return OK;
  TRY(used_read(w, &s, !sub_runs(&s), used, &n));
  for (int i = 0; i < n; i++)
    TRY(used_bill(w, &s, &used[i]));
  *billed = n > 0;
  return n ? audit_write(w, "usage.billed", "subscription", s.id, s.org_id, "schedule", NULL) : OK;
}
