/* Prices as CSV: of a list by its name, or of the product itself where the list is empty. The rule is price_set's. */
#include "lib/base/i18n.h"
#include "lib/base/json.h"
#include "lib/model/import.h"
#include "lib/model/price.h"

enum { LIST, PRODUCT, CURRENCY, FROM_UNITS, AMOUNT, FROM, UNTIL, N };
static const char *const columns[N] = { "list",   "product",    "currency",   "from_units",
                                        "amount", "valid_from", "valid_until" };

struct wanted {
  struct price_place place;
  struct money amount;
  struct date from, until;
  int lists;            /* of the name that the line says */
  bool there;           /* a row begins on that day, */
  int64_t minor;        /* with this amount, */
  struct date there_to; /* up to then */
};

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
  return OK;
}

/* Products by code, lists by name. */
static result places_read(struct work *w, struct import_row *lines, const char *asked)
{
  int n, lists;
  int64_t product_id, list_id;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT j.n, COALESCE(p.id, 0), COALESCE(l.id, 0), COALESCE(l.lists, 0) FROM JSON_TABLE(?, '$[*]' COLUMNS (n INT PATH '$.n',"
      " a VARCHAR(255) PATH '$.a', b VARCHAR(255) PATH '$.b')) j LEFT JOIN product p ON p.code = j.a"
      " LEFT JOIN (SELECT name, MIN(id) AS id, COUNT(*) AS lists FROM price_list GROUP BY name) l ON l.name = j.b",
      A(asked)));
  while (rows_next(&rows, F(n), F(product_id), F(list_id), F(lists))) {
    struct wanted *p = lines[n].found;
    p->place.product_id = product_id;
    p->place.price_list_id = list_id;
    p->lists = lists;
  }
  return OK;
}

static const char *places_json(struct work *w, const struct import_row *lines, int n)
{
  struct buf b = BUF(w->arena);
  struct json j = JSON(&b);
  json_array(&j, NULL);
  for (int i = 0; i < n; i++) {
    const struct wanted *p = lines[i].found;
    if (lines[i].what == IMPORT_FAULT)
      continue;
    json_object(&j, NULL);
    json_int(&j, "n", i);
    json_int(&j, "list", p->place.price_list_id);
    json_int(&j, "product", p->place.product_id);
    json_text(&j, "currency", p->amount.currency);
    json_int(&j, "units", p->place.from_units);
    json_date(&j, "first", p->from);
    json_end_object(&j);
  }
  json_end_array(&j);
  return buf_text(&b);
}

/* The rows that begin on the lines' days. */
static result there_read(struct work *w, struct import_row *lines, int n)
{
  int at;
  int64_t minor;
  struct date until;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT j.n, COALESCE(i.amount_minor, o.amount_minor), COALESCE(i.valid_until, o.valid_until) FROM JSON_TABLE(?, '$[*]' COLUMNS"
      " (n INT PATH '$.n', list BIGINT PATH '$.list', product BIGINT PATH '$.product', currency CHAR(3) PATH '$.currency',"
      " units INT PATH '$.units', first DATE PATH '$.first')) j"
      " LEFT JOIN price_list_item i ON j.list > 0 AND i.price_list_id = j.list AND i.product_id = j.product AND i.currency = j.currency"
      " AND i.from_units = j.units AND i.valid_from = j.first"
      " LEFT JOIN product_price o ON j.list = 0 AND o.product_id = j.product AND o.currency = j.currency AND o.from_units = j.units"
      " AND o.valid_from = j.first WHERE i.id IS NOT NULL OR o.id IS NOT NULL",
      A(places_json(w, lines, n))));
  while (rows_next(&rows, F(at), F(minor), F(until))) {
    struct wanted *p = lines[at].found;
    p->there = true;
    p->minor = minor;
    p->there_to = until;
  }
  return OK;
}

static result look(struct work *w, struct import_row *rows, int n, bool lock)
{
  for (int i = 0; i < n; i++)
    if (rows[i].what != IMPORT_FAULT) {
      rows[i].found = NEW(w->arena, struct wanted);
      TRY(row_check(w, &rows[i], rows[i].found));
    }
  const char *asked = import_cells(w, rows, n, (const int[]){ PRODUCT, LIST }, 2);
  if (lock)
    TRY(import_products_lock(w, asked));
  TRY(places_read(w, rows, asked));
  for (int i = 0; i < n; i++) {
    const struct wanted *p = rows[i].found;
    if (rows[i].what != IMPORT_FAULT && !p->place.product_id)
      import_fault(&rows[i], "product", t("There is no product of this code."));
    else if (rows[i].what != IMPORT_FAULT && *rows[i].cells[LIST] && p->lists != 1)
      import_fault(&rows[i], "list", t("There is no price list of this name, or there are several."));
  }
  return there_read(w, rows, n);
}

/* A row that begins on that day may say this already: an end that a later price made counts as none typed. */
static result take(struct work *w, struct import_row *row)
{
  const struct wanted *p = row->found;
  const char *problem = NULL;
  row->key = arena_printf(w->arena, "%lld/%lld/%s/%d/%s", (long long)p->place.price_list_id,
                          (long long)p->place.product_id, p->amount.currency, p->place.from_units, row->cells[FROM]);
  row->place = arena_printf(w->arena, "%lld/%lld/%s/%d", (long long)p->place.price_list_id,
                            (long long)p->place.product_id, p->amount.currency, p->place.from_units);
  row->first = p->from;
  row->last = p->until;
  row->open = price_first_open_day(w);
  if (p->there && p->minor == p->amount.minor && (!p->until.year || date_compare(p->there_to, p->until) == 0))
    return OK;
  result r = price_check(w, &p->place, p->amount, p->from, p->until, &problem);
  if (r == INVALID && problem)
    return import_fault(row, "valid_from", problem);
  TRY(r);
  row->what = p->there ? IMPORT_CHANGE : IMPORT_ADD;
  if (p->there) {
    row->was = arena_printf(w->arena, "%lld", (long long)p->minor);
    row->was_movable = p->there_to.year ? date_iso(w->arena, p->there_to) : "";
  }
  row->note =
      arena_printf(w->arena, t("%1$s costs %2$s from %3$s on."), row->cells[PRODUCT],
                   money_text(w->arena, p->amount, i18n_current()), date_text(w->arena, p->from, i18n_current()));
  return OK;
}

static result put(struct work *w, struct import_row *row)
{
  const struct wanted *p = row->found;
  const char *problem = NULL;
  result r = price_set(w, &p->place, p->amount, p->from, p->until, &problem);
  return r == INVALID && problem ? import_fault(row, "valid_from", problem) : r;
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

const struct import_kind import_prices = { "prices", columns, N, N, look, take, put, give };
