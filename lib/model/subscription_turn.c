/* One subscription brought to its day, under its row's lock. */
#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/model/change.h"
#include "lib/model/schedule.h"
#include "lib/model/subscription.h"
#include "lib/model/trail.h"

enum { TERMS_MAX = 120, ITEMS_MAX = 100, ENTRIES_MAX = 5000 };

struct turn {
  int64_t id, org_id;
  const char *status, *zone;
  struct date today, start, term_start, term_end, cancel;
  int anchor_day, shift_days, term_months;
  bool auto_renew, changed;
};

static result turn_read(struct work *w, int64_t id, struct turn *t)
{
  ROWS rows = { 0 };
  *t = (struct turn){ .id = id };
  TRY(db_query(
      w, &rows,
      "SELECT COALESCE(s.org_id, 0), s.status, s.zone, s.start_on, s.term_start_on, s.term_end_on, s.cancel_on, s.anchor_day,"
      " s.shift_days, COALESCE(s.term_months, v.term_months), s.auto_renew FROM subscription s JOIN offer_version v ON v.id = s.version_id WHERE s.id = ? FOR UPDATE",
      A(id)));
  TRY(rows_one(&rows, F(t->org_id), F(t->status), F(t->zone), F(t->start), F(t->term_start), F(t->term_end),
               F(t->cancel), F(t->anchor_day), F(t->shift_days), F(t->term_months), F(t->auto_renew)));
  t->today = utc_date(w->now, t->zone);
  return OK;
}

static result turn_status(struct work *w, struct turn *t, const char *status, const char *action)
{
  t->status = status;
  t->changed = true;
  TRY(db_exec(w, "UPDATE subscription SET status = ?, revision = revision + 1 WHERE id = ?", A(status), A(t->id)));
  return audit_write(w, action, "subscription", t->id, t->org_id, "status", NULL);
}

static result void_from(struct work *w, const struct turn *t, struct date first)
{
  return db_exec(
      w,
      "UPDATE schedule_entry SET status = 'void' WHERE subscription_id = ? AND status = 'planned' AND kind = 'charge'"
      " AND period_from >= ?",
      A(t->id), A(first));
}

/* ---- planning ---- */
struct item {
  int64_t id, buy, sell, off_pay,
      off_buy; /* off: what the promotion takes off a period that begins before off_until (P15) */
  struct date off_until;
  int units, period_months, number; /* number: of its last payment */
  struct date to;                   /* last day that is planned */
};

static result items_read(struct work *w, const struct turn *t, struct item *items, int *n)
{
  ROWS rows = { 0 };
  *n = 0;
  TRY(db_query(
      w, &rows,
      "SELECT i.id, i.buy_minor, i.sell_minor, i.units, i.period_months, MAX(e.number), MAX(IF((e.status <> 'void' OR e.unbilled = 'never') AND e.kind = 'charge', e.period_to, NULL)), i.off_pay_minor, i.off_buy_minor, i.off_until_on FROM subscription_item i"
      " JOIN schedule_entry e ON e.item_id = i.id WHERE i.subscription_id = ? AND i.charge = 'recurring' AND i.live = 1 GROUP BY i.id, i.off_pay_minor, i.off_buy_minor, i.off_until_on, i.buy_minor,"
      " i.sell_minor, i.units, i.period_months ORDER BY i.id LIMIT 100",
      A(t->id)));
  while (*n < ITEMS_MAX && rows_next(&rows, F(items[*n].id), F(items[*n].buy), F(items[*n].sell), F(items[*n].units),
                                     F(items[*n].period_months), F(items[*n].number), F(items[*n].to),
                                     F(items[*n].off_pay), F(items[*n].off_buy), F(items[*n].off_until)))
    ++*n;
  return OK;
}

/* What the payer is invoiced for a period, and the partner's part of it: as it was decided when it was ordered. */
static bool item_amounts(const struct item *i, struct date from, int64_t *amount, int64_t *margin, int64_t *off)
{
  bool promo = i->off_until.year && date_compare(from, i->off_until) < 0;
  int64_t buy;
  *off = promo ? i->off_pay : 0;
  if (__builtin_mul_overflow(i->sell, (int64_t)i->units, amount) ||
      __builtin_mul_overflow(i->buy, (int64_t)i->units, &buy))
    return false;
  *amount -= *off;
  return !__builtin_sub_overflow(*amount, buy - (promo ? i->off_buy : 0), margin);
}

static result item_plan(struct json *j, const struct turn *t, struct item *i, struct date until, int *entries)
{
  struct grid g = { t->term_start, t->anchor_day, t->shift_days };
  int64_t amount, margin, off;
  for (struct date from = date_add_days(i->to, 1); date_compare(from, until) <= 0; from = date_add_days(i->to, 1)) {
    if (i->period_months < 1 || !item_amounts(i, from, &amount, &margin, &off))
      return FAIL("item %lld of subscription %lld cannot be planned", (long long)i->id, (long long)t->id);
    if (++*entries > ENTRIES_MAX)
      return FAIL("subscription %lld has too many payments to plan", (long long)t->id);
    i->to = date_add_days(grid_day(&g, i->period_months, grid_index(&g, i->period_months, from) + 1), -1);
    json_object(j, NULL);
    json_int(j, "item", i->id);
    json_int(j, "number", ++i->number);
    json_date(j, "on", from);
    json_date(j, "to", i->to);
    json_int(j, "amount", amount);
    json_int(j, "margin", margin);
    json_int(j, "off", off);
    json_end_object(j);
  }
  return OK;
}

/* Payments of all recurring items up to that day; numbers go on. */
static result plan_until(struct work *w, struct turn *t, struct date until)
{
  struct buf text = BUF(w->arena);
  struct json j = JSON(&text);
  struct item items[ITEMS_MAX];
  int n, entries = 0;
  TRY(items_read(w, t, items, &n));
  json_array(&j, NULL);
  for (int i = 0; i < n; i++)
    TRY(item_plan(&j, t, &items[i], until, &entries));
  json_end_array(&j);
  if (!entries)
    return OK;
  t->changed = true;
  return db_exec(
      w,
      "INSERT INTO schedule_entry (subscription_id, org_id, item_id, number, due_on, period_from, period_to, amount_minor,"
      " margin_minor, discount_minor, promo) SELECT i.subscription_id, i.org_id, i.id, j.number, j.due_on, j.due_on, j.period_to,"
      " j.amount, j.margin, j.off, IF(j.off > 0, s.promo, '')"
      " FROM JSON_TABLE(?, '$[*]' COLUMNS (item BIGINT PATH '$.item', number INT PATH '$.number', due_on DATE PATH '$.on',"
      " period_to DATE PATH '$.to', amount BIGINT PATH '$.amount', margin BIGINT PATH '$.margin', off BIGINT PATH '$.off')) j"
      " JOIN subscription_item i ON i.id = j.item JOIN subscription s ON s.id = i.subscription_id",
      A(buf_text(&text)));
}

/* ---- the turns ---- */
static result turn_cancel(struct work *w, struct turn *t)
{
  bool runs = str_eq(t->status, "pending") || str_eq(t->status, "active");
  if (!runs || !t->cancel.year || date_compare(t->today, t->cancel) < 0)
    return OK;
  TRY(void_from(w, t, t->cancel));
  return turn_status(w, t, "cancelled", "subscription.cancelled");
}

static result turn_start(struct work *w, struct turn *t)
{
  if (!str_eq(t->status, "pending") || date_compare(t->today, t->start) < 0)
    return OK;
  return turn_status(w, t, "active", "subscription.started");
}

static result term_next(struct work *w, struct turn *t)
{
  t->term_start = date_add_days(t->term_end, 1);
  if (t->shift_days) /* pauses moved the periods: they begin on the new term's first day from now on */
    t->anchor_day = t->term_start.day;
  t->shift_days = 0;
  t->term_end = date_add_days(date_add_months(t->term_start, t->term_months, t->anchor_day), -1);
  TRY(plan_until(w, t, t->term_end));
  t->changed = true;
  TRY(db_exec(
      w,
      "UPDATE subscription SET term_start_on = ?, term_end_on = ?, anchor_day = ?, shift_days = 0, revision = revision + 1"
      " WHERE id = ?",
      A(t->term_start), A(t->term_end), A(t->anchor_day), A(t->id)));
  return audit_write(w, "subscription.renewed", "subscription", t->id, t->org_id, "term_start_on,term_end_on", NULL);
}

/* Several terms when nobody looked for long. */
static result turn_term(struct work *w, struct turn *t)
{
  for (int i = 0; i < TERMS_MAX; i++) {
    if (!str_eq(t->status, "active") || !t->term_end.year || date_compare(t->today, t->term_end) <= 0)
      return OK;
    if (!t->auto_renew || !t->term_months) {
      TRY(void_from(w, t, date_add_days(t->term_end, 1)));
      return turn_status(w, t, "expired", "subscription.expired");
    }
    TRY(term_next(w, t));
  }
  return FAIL("subscription %lld is more than %d terms behind", (long long)t->id, TERMS_MAX);
}

static result turn_ahead(struct work *w, struct turn *t)
{
  if (!str_eq(t->status, "active") || t->term_end.year)
    return OK;
  struct date until = date_add_months(t->today, SCHEDULE_AHEAD_MONTHS, 0);
  if (t->cancel.year && date_compare(t->cancel, until) <= 0)
    until = date_add_days(t->cancel, -1);
  return plan_until(w, t, until);
}

result subscription_turn(struct work *w, int64_t id, bool *changed)
{
  struct turn t;
  bool due = false;
  TRY(change_due(w, id, &due));
  TRY(turn_read(w, id, &t));
  t.changed = due;
  TRY(turn_cancel(w, &t));
  TRY(turn_start(w, &t));
  TRY(turn_term(w, &t));
  TRY(turn_ahead(w, &t));
  *changed = t.changed;
  return OK;
}
