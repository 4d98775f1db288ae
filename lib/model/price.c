#include "lib/model/price.h"

#include "lib/base/i18n.h"
#include "lib/model/trail.h"

struct period {
  int64_t id, minor;
  struct date from, until; /* until: no date when it is open */
};
/* What stands around the first day of a new price; id 0: nothing. */
struct around {
  struct period holds; /* on that day, begun before it */
  struct period same;  /* begins on it */
  struct period next;  /* the first that begins after it */
};

struct date price_first_open_day(const struct work *w)
{
  enum { EARLIEST_ZONE_S = 14 * 3600 };
  return date_add_days(utc_date(utc_add_s(w->now, EARLIEST_ZONE_S), "UTC"), 1);
}

static result product_lock(struct work *w, int64_t product_id)
{
  int64_t id;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM product WHERE id = ? FOR UPDATE", A(product_id)));
  return rows_one(&rows, F(id));
}

/* The band's first units. */
static int band(const struct price_place *p)
{
  return p->from_units > 1 ? p->from_units : 1;
}

static result periods_read(struct work *w, const struct price_place *p, const char *currency, struct date from,
                           struct rows *rows)
{
  if (p->price_list_id)
    return db_query(
        w, rows,
        "SELECT id, amount_minor, valid_from, valid_until FROM price_list_item WHERE price_list_id = ?"
        " AND product_id = ? AND currency = ? AND from_units = ? AND (valid_until IS NULL OR valid_until >= ?)"
        " ORDER BY valid_from",
        A(p->price_list_id), A(p->product_id), A(currency), A(band(p)), A(from));
  return db_query(
      w, rows,
      "SELECT id, amount_minor, valid_from, valid_until FROM product_price WHERE product_id = ?"
      " AND currency = ? AND from_units = ? AND (valid_until IS NULL OR valid_until >= ?) ORDER BY valid_from",
      A(p->product_id), A(currency), A(band(p)), A(from));
}

static result around_read(struct work *w, const struct price_place *p, const char *currency, struct date from,
                          struct around *out)
{
  struct period at;
  ROWS rows = { 0 };
  *out = (struct around){ 0 };
  TRY(periods_read(w, p, currency, from, &rows));
  while (rows_next(&rows, F(at.id), F(at.minor), F(at.from), F(at.until))) {
    int order = date_compare(at.from, from);
    if (order < 0)
      out->holds = at;
    else if (order == 0)
      out->same = at;
    else if (!out->next.id)
      out->next = at;
  }
  return OK;
}

static const char *day(struct work *w, struct date d)
{
  return date_text(w->arena, d, i18n_current());
}

/* NULL, or why the rule forbids it. */
static const char *order_problem(struct work *w, const struct around *a, const char *currency, struct date from,
                                 struct date until)
{
  struct date open = price_first_open_day(w),
              before_next = a->next.id ? date_add_days(a->next.from, -1) : (struct date){ 0 };
  if (date_compare(from, utc_date(w->now, w->zone)) < 0)
    return t("A price can begin today at the earliest: past prices are never changed.");
  if (until.year && date_compare(until, from) < 0)
    return t("The last day is before the first.");
  const struct period *there = a->same.id ? &a->same : &a->holds;
  if (there->id && date_compare(from, open) < 0)
    return arena_printf(
        w->arena,
        t("Another price holds on that day, %1$s from %2$s on, and orders may have used it. The new one "
          "can begin on %3$s at the earliest."),
        money_text(w->arena, money_of(there->minor, currency), i18n_current()), day(w, there->from), day(w, open));
  if (a->next.id && until.year && date_compare(until, before_next) > 0)
    return arena_printf(
        w->arena,
        t("From %1$s on another price is set, %3$s. Let this one end on %2$s at the latest, or leave its end empty."),
        day(w, a->next.from), day(w, before_next),
        money_text(w->arena, money_of(a->next.minor, currency), i18n_current()));
  return NULL;
}

static result period_end(struct work *w, const struct price_place *p, int64_t id, struct date until)
{
  if (p->price_list_id)
    return db_exec(w, "UPDATE price_list_item SET valid_until = ? WHERE id = ?", A(until), A(id));
  return db_exec(w, "UPDATE product_price SET valid_until = ? WHERE id = ?", A(until), A(id));
}

static result period_replace(struct work *w, const struct price_place *p, int64_t id, struct money amount,
                             struct date until)
{
  if (p->price_list_id)
    return db_exec(w, "UPDATE price_list_item SET amount_minor = ?, valid_until = ? WHERE id = ?", A(amount.minor),
                   A(until), A(id));
  return db_exec(w, "UPDATE product_price SET amount_minor = ?, valid_until = ? WHERE id = ?", A(amount.minor),
                 A(until), A(id));
}

static result period_insert(struct work *w, const struct price_place *p, struct money amount, struct date from,
                            struct date until)
{
  const char *currency = amount.currency;
  if (p->price_list_id)
    return db_exec(
        w,
        "INSERT INTO price_list_item (price_list_id, product_id, currency, from_units, amount_minor, valid_from, valid_until)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        A(p->price_list_id), A(p->product_id), A(currency), A(band(p)), A(amount.minor), A(from), A(until));
  return db_exec(w,
                 "INSERT INTO product_price (product_id, currency, from_units, amount_minor, valid_from, valid_until)"
                 " VALUES (?, ?, ?, ?, ?, ?)",
                 A(p->product_id), A(currency), A(band(p)), A(amount.minor), A(from), A(until));
}

static result price_audit(struct work *w, const struct price_place *p, struct money amount, struct date from)
{
  const char *code;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT code FROM product WHERE id = ?", A(p->product_id)));
    TRY(rows_one(&rows, F(code)));
  }
  const char *detail = arena_printf(w->arena, band(p) > 1 ? "%s: %s %s, %s, from %d" : "%s: %s %s, %s", code,
                                    money_plain(w->arena, amount), amount.currency, date_iso(w->arena, from), band(p));
  return audit_write(w, "price.set", p->price_list_id ? "price_list" : "product",
                     p->price_list_id ? p->price_list_id : p->product_id, 0, "amount_minor,valid_from,valid_until",
                     detail);
}

result price_check(struct work *w, const struct price_place *place, struct money amount, struct date from,
                   struct date until, const char **problem)
{
  struct around a;
  TRY(around_read(w, place, amount.currency, from, &a));
  *problem = order_problem(w, &a, amount.currency, from, until);
  return *problem ? INVALID : OK;
}

result price_set(struct work *w, const struct price_place *place, struct money amount, struct date from,
                 struct date until, const char **problem)
{
  struct around a;
  TRY(product_lock(w, place->product_id));
  TRY(around_read(w, place, amount.currency, from, &a));
  *problem = order_problem(w, &a, amount.currency, from, until);
  if (*problem)
    return INVALID;
  if (!until.year && a.next.id)
    until = date_add_days(a.next.from, -1);
  if (a.same.id) {
    TRY(period_replace(w, place, a.same.id, amount, until));
  } else {
    if (a.holds.id)
      TRY(period_end(w, place, a.holds.id, date_add_days(from, -1)));
    TRY(period_insert(w, place, amount, from, until));
  }
  return price_audit(w, place, amount, from);
}
