/* Prices as CSV: of a list by its name, or of the product itself where the list is empty. The rule is price_set's. */
#include "lib/base/i18n.h"
#include "lib/model/import.h"
#include "lib/model/price.h"

enum { LIST, PRODUCT, CURRENCY, FROM_UNITS, AMOUNT, FROM, UNTIL, N };
static const char *const columns[N] = { "list",   "product",    "currency",   "from_units",
                                        "amount", "valid_from", "valid_until" };

struct wanted {
  struct price_place place;
  struct money amount;
  struct date from, until;
};

static result place_find(struct work *w, struct import_row *row, struct price_place *place)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM product WHERE code = ?", A(row->cells[PRODUCT])));
  if (!rows_next(&rows, F(place->product_id)))
    return import_fault(row, "product", t("There is no product of this code."));
  ROWS lists = { 0 };
  if (!*row->cells[LIST])
    return OK;
  TRY(db_query(w, &lists, "SELECT MIN(id) FROM price_list WHERE name = ? HAVING COUNT(*) = 1", A(row->cells[LIST])));
  if (!rows_next(&lists, F(place->price_list_id)))
    return import_fault(row, "list", t("There is no price list of this name, or there are several."));
  return OK;
}

static result row_check(struct work *w, struct import_row *row, struct wanted *p)
{
  if (currency_decimals(row->cells[CURRENCY]) < 0)
    return import_fault(row, "currency", t("Enter a currency like EUR."));
  if (!import_int(w, row, "from_units", row->cells[FROM_UNITS], 1, 1000000, &p->place.from_units))
    return OK;
  if (!money_parse(row->cells[AMOUNT], row->cells[CURRENCY], '.', &p->amount) || p->amount.minor < 0)
    return import_fault(row, "amount", t("Enter an amount like 12.50, with no more decimals than the currency has."));
  if (!date_parse(row->cells[FROM], &p->from))
    return import_fault(row, "valid_from", t("Enter a day like 2027-01-31."));
  if (*row->cells[UNTIL] && !date_parse(row->cells[UNTIL], &p->until))
    return import_fault(row, "valid_until", t("Enter a day like 2027-01-31, or nothing."));
  return place_find(w, row, &p->place);
}

/* The row that begins on that day already says this: an end that a later price made counts as none typed. */
static result is_there(struct work *w, const struct wanted *p, bool *same, bool *other)
{
  int64_t minor;
  struct date until;
  ROWS rows = { 0 };
  if (p->place.price_list_id)
    TRY(db_query(
        w, &rows,
        "SELECT amount_minor, valid_until FROM price_list_item WHERE price_list_id = ? AND product_id = ? AND currency = ?"
        " AND from_units = ? AND valid_from = ?",
        A(p->place.price_list_id), A(p->place.product_id), A(p->amount.currency), A(p->place.from_units), A(p->from)));
  else
    TRY(db_query(
        w, &rows,
        "SELECT amount_minor, valid_until FROM product_price WHERE product_id = ? AND currency = ? AND from_units = ?"
        " AND valid_from = ?",
        A(p->place.product_id), A(p->amount.currency), A(p->place.from_units), A(p->from)));
  *other = rows_next(&rows, F(minor), F(until));
  *same = *other && minor == p->amount.minor && (!p->until.year || date_compare(until, p->until) == 0);
  return OK;
}

static result take(struct work *w, struct import_row *row)
{
  struct wanted p = { 0 };
  const char *problem = NULL;
  bool same, other;
  TRY(row_check(w, row, &p));
  if (row->what == IMPORT_FAULT)
    return OK;
  row->key = arena_printf(w->arena, "%lld/%lld/%s/%d/%s", (long long)p.place.price_list_id,
                          (long long)p.place.product_id, p.amount.currency, p.place.from_units, row->cells[FROM]);
  TRY(is_there(w, &p, &same, &other));
  if (same)
    return OK;
  result r = row->write ? price_set(w, &p.place, p.amount, p.from, p.until, &problem)
                        : price_check(w, &p.place, p.amount, p.from, p.until, &problem);
  if (r == INVALID && problem)
    return import_fault(row, "valid_from", problem);
  TRY(r);
  row->what = other ? IMPORT_CHANGE : IMPORT_ADD;
  row->note = arena_printf(w->arena, t("%1$s costs %2$s from %3$s on."), row->cells[PRODUCT],
                           money_text(w->arena, p.amount, i18n_current()), date_text(w->arena, p.from, i18n_current()));
  return OK;
}

/* Lists first, then the products' own: ids of the second are counted on from the first. */
static result give(struct work *w, int64_t after, struct buf *out, int64_t *last)
{
  const int64_t own = INT64_C(1) << 40;
  int64_t id, minor;
  char currency[4];
  const char *list, *product, *units;
  struct date from, until;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "(SELECT i.id, l.name, p.code, i.currency, i.from_units, i.amount_minor, i.valid_from, i.valid_until FROM price_list_item i"
      " JOIN price_list l ON l.id = i.price_list_id JOIN product p ON p.id = i.product_id WHERE i.id > ? ORDER BY i.id LIMIT 500)"
      " UNION ALL (SELECT i.id + ?, '', p.code, i.currency, i.from_units, i.amount_minor, i.valid_from, i.valid_until"
      " FROM product_price i JOIN product p ON p.id = i.product_id WHERE i.id > ? ORDER BY i.id LIMIT 500) ORDER BY 1 LIMIT 500",
      A(after), A(own), A(after > own ? after - own : 0)));
  *last = 0;
  while (rows_next(&rows, F(id), F(list), F(product), F(currency), F(units), F(minor), F(from), F(until))) {
    const char *const cells[N] = { list,
                                   product,
                                   currency,
                                   units,
                                   money_plain(w->arena, money_of(minor, currency)),
                                   date_iso(w->arena, from),
                                   until.year ? date_iso(w->arena, until) : "" };
    for (int i = 0; i < N; i++)
      csv_put(out, cells[i], i == N - 1);
    *last = id;
  }
  return OK;
}

const struct import_kind import_prices = { "prices", columns, N, N, take, give };
