#include "lib/model/offer_parts.h"

#include "lib/base/log.h"
#include <string.h>

enum { ITEMS_MAX = 2000 }; /* one less than the statements' LIMIT, so that a cut is seen */

#define VERSION_COLUMNS                                                                                                                 \
  "v.id, v.public_id, v.name, v.summary, v.terms, v.labels, v.countries, v.checkout_tag, v.payment_types, v.term_months, v.trial_days," \
  " v.quantity_min, v.quantity_max, v.quantity_step, v.auto_renew, v.offer_id, COALESCE(v.addon_of, 0), "
#define ITEM_OF(per)                                                                                                   \
  ", p.id, p.code, p.name, p.tax_class, oi.quantity, p.period_months, p.charge = 'usage', p.metric, " per ","
#define ITEM_COLUMNS ITEM_OF("p.per_units")
#define OFFER_COLUMNS                                                                                                  \
  VERSION_COLUMNS                                                                                                      \
  "v.sell_floor_bp, v.sell_ceiling_bp" ITEM_COLUMNS                                                                    \
  " COALESCE(i1.amount_minor, i2.amount_minor, i3.amount_minor, pp.amount_minor),"                                     \
  " COALESCE(i3.amount_minor, pp.amount_minor, i1.amount_minor, i2.amount_minor),"                                     \
  " CASE WHEN i1.id IS NOT NULL THEN 'personal' WHEN i2.id IS NOT NULL THEN 'tier' WHEN i3.id IS NOT NULL THEN 'base'" \
  " WHEN pp.id IS NOT NULL THEN 'product' END, COALESCE(i1.id, i2.id, i3.id, pp.id),"                                  \
  " COALESCE(i1.from_units, i2.from_units, i3.from_units, pp.from_units)"
#define NOT_OF_A_LINE ", 1, 0, 0, NULL, NULL, NULL" /* on the shelf, no quantity, no line, nothing typed */

#define UNITS_LEAST                                                                                                    \
  "IF(p.charge = 'usage', 1, v.quantity_min * oi.quantity)" /* without a quantity: what the least one pays */
#define UNITS_OF_LINE "IF(p.charge = 'usage', 1, ol.quantity * oi.quantity)"
#define UNITS_ASKED   "IF(p.charge = 'usage', 1, s.n * oi.quantity)"
#define OFFER_JOINS(units)                                                                                                                                                                              \
  " JOIN offer_item oi ON oi.version_id = v.id JOIN product p ON p.id = oi.product_id"                                                                                                                  \
  " LEFT JOIN org_price_list l1 ON l1.org_id = ? AND l1.source = 'personal'" PRICE_OF("i1", "l1.price_list_id", units) " LEFT JOIN org_price_list l2 ON l2.org_id = ? AND l2.source = 'tier'" PRICE_OF( \
      "i2", "l2.price_list_id",                                                                                                                                                                         \
      units) " LEFT JOIN price_list b ON b.base_once = 1" PRICE_OF("i3", "b.id",                                                                                                                        \
                                                                   units) " LEFT JOIN product_price pp ON pp.id = " BAND("product_price",                                                               \
                                                                                                                         "",                                                                            \
                                                                                                                         units)
#define PERIOD_ARGS(currency, on) A(currency), A(on), A(on)
#define OFFER_ARGS(org, currency, on)                                                                                  \
  A(org), PERIOD_ARGS(currency, on), A(org), PERIOD_ARGS(currency, on), PERIOD_ARGS(currency, on),                     \
      PERIOD_ARGS(currency, on)

/* What the end customer pays for one piece, and within which bounds (decision 55). Never below what the partner pays: the margin
 * would be a debt. A price that was agreed with the customer counts while the bounds allow it; a typed one is judged by the quote. */
void offer_sell_set(struct offer_item *item, int floor_bp, int ceiling_bp, const char *typed, const char *agreed)
{
  const char *currency = item->buy.currency;
  struct money floor = item->buy, ceiling = { 0 };
  int64_t minor;
  if (floor_bp && money_rate(item->list, floor_bp, &floor) && floor.minor < item->buy.minor)
    floor = item->buy;
  if (ceiling_bp && money_rate(item->list, ceiling_bp, &ceiling) && ceiling.minor < floor.minor)
    ceiling = floor;
  item->floor = floor;
  item->ceiling = ceiling;
  item->sell_source = "list";
  item->sell = item->list.minor < floor.minor ? floor : item->list;
  if (*ceiling.currency && item->sell.minor > ceiling.minor)
    item->sell = ceiling;
  if (typed && str_int64(typed, &minor)) {
    item->sell = money_of(minor, currency);
    item->sell_source = "typed";
  } else if (agreed && str_int64(agreed, &minor) && minor >= floor.minor &&
             (!*ceiling.currency || minor <= ceiling.minor)) {
    item->sell = money_of(minor, currency);
    item->sell_source = "customer";
  }
}

/* Reads the items of one or more offers, in order of offer: a new version id begins the next. An offer that the LIMIT cut would
 * be too cheap, so it is refused aloud. */
static result offers_read(struct work *w, struct rows *rows, const char *currency, struct offers *out)
{
  size_t n_rows = (size_t)rows_count(rows);
  struct offer o = { 0 };
  struct offer_item item = { 0 }, *items = arena_array(w->arena, n_rows + 1, sizeof *items);
  struct offer *offers = arena_array(w->arena, n_rows + 1, sizeof *offers);
  const char *typed, *agreed;
  int64_t buy, list;
  int n = 0, n_items = 0, floor_bp, ceiling_bp;
  if (n_rows > ITEMS_MAX)
    return FAIL("more than %d items of offers at once", ITEMS_MAX);
  while (rows_next(rows, F(o.version_id), F(o.public_id), F(o.name), F(o.summary), F(o.terms), F(o.labels),
                   F(o.countries), F(o.checkout_tag), F(o.payment_types), F(o.term_months), F(o.trial_days),
                   F(o.quantity_min), F(o.quantity_max), F(o.quantity_step), F(o.auto_renew), F(o.offer_id),
                   F(o.addon_of), F(floor_bp), F(ceiling_bp), F(item.product_id), F(item.code), F(item.name),
                   F(item.tax_class), F(item.quantity), F(item.period_months), F(item.usage), F(item.metric),
                   F(item.per_units), F(buy), F(list), F(item.source), F(item.source_id), F(item.from_units),
                   F(o.on_shelf), F(o.quantity), F(o.line_id), F(o.addon_name), F(typed), F(agreed))) {
    item.priced = item.source != NULL;
    item.buy = money_of(buy, currency);
    item.list = money_of(list > buy ? list : buy, currency);
    offer_sell_set(&item, floor_bp, ceiling_bp, typed, agreed);
    if (!n || offers[n - 1].version_id != o.version_id || offers[n - 1].line_id != o.line_id) {
      offers[n] = o;
      offers[n++].items = items + n_items;
    }
    items[n_items++] = item;
    offers[n - 1].n_items++;
  }
  *out = (struct offers){ offers, n };
  return OK;
}

result buyer_find(struct work *w, struct buyer *out)
{
  const char *zone;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT o.currency, o.invoice_owner, e.zone FROM org o JOIN legal_entity e ON e.id = o.legal_entity_id"
               " WHERE o.id = ?",
               A(w->org_id)));
  TRY(rows_one(&rows, F(out->currency), F(out->invoice_owner), F(zone)));
  out->today = utc_date(w->now, zone);
  return OK;
}

result offers_of_label(struct work *w, const char *label, const char *currency, struct date on, struct offers *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT " OFFER_COLUMNS NOT_OF_A_LINE
               " FROM (SELECT name, version_id FROM offer_shelf WHERE org_id IN (0, ?) AND label = ?"
               " ORDER BY name, version_id LIMIT 200) s JOIN offer_version v ON v.id = s.version_id" OFFER_JOINS(
                   UNITS_LEAST) " ORDER BY s.name, v.id, oi.position LIMIT 2001",
               A(w->org_id), A(label), OFFER_ARGS(w->org_id, currency, on)));
  return offers_read(w, &rows, currency, out);
}

result offers_after(struct work *w, const struct offers_place *place, int n_max, const char *currency, struct date on,
                    struct offers *out)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT " OFFER_COLUMNS NOT_OF_A_LINE
      " FROM (SELECT DISTINCT name, version_id FROM offer_shelf WHERE org_id IN (0, ?) AND (? = '' OR label = ?)"
      " AND name >= ? AND (name > ? OR version_id > ?) ORDER BY name, version_id LIMIT ?) s"
      " JOIN offer_version v ON v.id = s.version_id" OFFER_JOINS(
          UNITS_LEAST) " ORDER BY s.name, v.id, oi.position LIMIT 2001",
      A(w->org_id), A(place->label), A(place->label), A(place->name), A(place->name), A(place->version_id), A(n_max),
      OFFER_ARGS(w->org_id, currency, on)));
  return offers_read(w, &rows, currency, out);
}

result offer_labels(struct work *w, struct offer_label **labels, int *n)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT label, GROUP_CONCAT(DISTINCT name ORDER BY name SEPARATOR ' · '), COUNT(DISTINCT version_id) FROM offer_shelf WHERE org_id IN (0, ?) AND label <> ''"
      " GROUP BY label ORDER BY label LIMIT 100",
      A(w->org_id)));
  *labels = arena_array(w->arena, 100, sizeof **labels);
  *n = 0;
  while (*n < 100 && rows_next(&rows, F((*labels)[*n].label), F((*labels)[*n].names), F((*labels)[*n].offers)))
    ++*n;
  return OK;
}

/* Whether it is on the shelf is looked up before anything else is read, and for an unknown id too, so that another's offer takes as
 * long as none. */
result offer_find(struct work *w, struct public_id id, const char *currency, struct date on, struct offer *out)
{
  struct offers found;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT " OFFER_COLUMNS NOT_OF_A_LINE
               " FROM (SELECT x.version_id AS id FROM offer_shelf x WHERE x.version_id ="
               " COALESCE((SELECT id FROM offer_version WHERE public_id = ?), 0) AND x.org_id IN (0, ?) LIMIT 1) s"
               " JOIN offer_version v ON v.id = s.id" OFFER_JOINS(UNITS_LEAST) " ORDER BY oi.position LIMIT 2001",
               A(id), A(w->org_id), OFFER_ARGS(w->org_id, currency, on)));
  TRY(offers_read(w, &rows, currency, &found));
  if (!found.n)
    return NOT_FOUND;
  *out = found.offers[0];
  return OK;
}

result offer_find_for(struct work *w, struct public_id id, int64_t quantity, int64_t customer_id, const char *currency,
                      struct date on, struct offer *out)
{
  struct offers found;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT " OFFER_COLUMNS
      ", 1, 0, 0, NULL, NULL, cp.sell_minor FROM (SELECT x.version_id AS id, CAST(? AS SIGNED) AS n"
      " FROM offer_shelf x WHERE x.version_id = COALESCE((SELECT id FROM offer_version WHERE public_id = ?), 0)"
      " AND x.org_id IN (0, ?) LIMIT 1) s JOIN offer_version v ON v.id = s.id" OFFER_JOINS(
          UNITS_ASKED) " LEFT JOIN customer_price cp ON cp.customer_id = ? AND cp.product_id = p.id AND cp.currency = ?"
                       " ORDER BY oi.position LIMIT 2001",
      A(quantity), A(id), A(w->org_id), OFFER_ARGS(w->org_id, currency, on), A(customer_id), A(currency)));
  TRY(offers_read(w, &rows, currency, &found));
  if (!found.n)
    return NOT_FOUND;
  *out = found.offers[0];
  return OK;
}

result offer_find_version(struct work *w, int64_t version_id, int64_t quantity, const char *currency, struct date on,
                          struct offer *out)
{
  struct offers found;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT " OFFER_COLUMNS NOT_OF_A_LINE
      " FROM (SELECT CAST(? AS SIGNED) AS id, CAST(? AS SIGNED) AS n) s JOIN offer_version v ON v.id = s.id" OFFER_JOINS(
          UNITS_ASKED) " ORDER BY oi.position LIMIT 2001",
      A(version_id), A(quantity), OFFER_ARGS(w->org_id, currency, on)));
  TRY(offers_read(w, &rows, currency, &found));
  if (!found.n)
    return NOT_FOUND;
  *out = found.offers[0];
  return OK;
}

result offers_of_order(struct work *w, int64_t order_id, const char *currency, struct date on, struct offers *out)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT " OFFER_COLUMNS
      ", EXISTS (SELECT 1 FROM offer_shelf s WHERE s.version_id = v.id AND s.org_id IN (0, ?)), ol.quantity, ol.id, av.name,"
      " os.sell_minor, cp.sell_minor FROM order_line ol JOIN customer_order co ON co.id = ol.order_id"
      " JOIN offer_version v ON v.id = ol.version_id" OFFER_JOINS(
          UNITS_OF_LINE) " LEFT JOIN order_sell os ON os.line_id = ol.id AND os.product_id = p.id AND os.currency = ?"
                         " LEFT JOIN customer_price cp ON cp.customer_id = co.customer_id AND cp.product_id = p.id AND cp.currency = ?"
                         " LEFT JOIN offer ao ON ao.id = v.addon_of LEFT JOIN offer_version av ON av.id = ao.published_version_id"
                         " WHERE ol.order_id = ? AND ol.org_id = ? ORDER BY ol.position, ol.id, oi.position LIMIT 2001",
      A(w->org_id), OFFER_ARGS(w->org_id, currency, on), A(currency), A(currency), A(order_id), A(w->org_id)));
  return offers_read(w, &rows, currency, out);
}

/* What was decided then counts as typed: no rule of now judges it. */
result offers_of_placed(struct work *w, int64_t order_id, const char *currency, struct offers *out)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT " VERSION_COLUMNS "0, 0" ITEM_OF(
          "x.per_units") " x.buy_minor, x.buy_minor, x.source, x.source_id, 1, 1, ol.quantity, ol.id, NULL,"
                         " COALESCE(x.retail_minor, x.sell_minor), NULL FROM order_line ol JOIN offer_version v ON v.id = ol.version_id"
                         " JOIN offer_item oi ON oi.version_id = v.id JOIN product p ON p.id = oi.product_id"
                         " JOIN order_price x ON x.line_id = ol.id AND x.product_id = p.id WHERE ol.order_id = ? AND ol.org_id <=> ?"
                         " ORDER BY ol.position, ol.id, oi.position LIMIT 2001",
      A(order_id), A_REF(w->org_id)));
  return offers_read(w, &rows, currency, out);
}

result offer_addons(struct work *w, int64_t offer_id, const char *currency, struct date on, struct offers *out)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT " OFFER_COLUMNS NOT_OF_A_LINE
      " FROM (SELECT DISTINCT s.version_id, s.name FROM offer_version a JOIN offer_shelf s ON s.version_id = a.id"
      " AND s.org_id IN (0, ?) WHERE a.addon_of = ? ORDER BY s.name, s.version_id LIMIT 50) s"
      " JOIN offer_version v ON v.id = s.version_id" OFFER_JOINS(
          UNITS_LEAST) " ORDER BY s.name, v.id, oi.position LIMIT 2001",
      A(w->org_id), A(offer_id), OFFER_ARGS(w->org_id, currency, on)));
  return offers_read(w, &rows, currency, out);
}

/* The rows that priced the items, as JSON: of lists, or of products. */
static const char *sources_json(struct arena *a, const struct offer *o, bool of_product)
{
  struct buf b = BUF(a);
  buf_putc(&b, '[');
  for (int i = 0; i < o->n_items; i++)
    if (o->items[i].priced && str_eq(o->items[i].source, "product") == of_product)
      buf_printf(&b, "%s%lld", b.size > 1 ? "," : "", (long long)o->items[i].source_id);
  buf_putc(&b, ']');
  return buf_text(&b);
}

result offer_bands(struct work *w, const struct offer *o, struct date on, struct offer_band **out, int *n)
{
  enum { BANDS_MAX = 200 };
  struct offer_band band = { 0 }, *bands = arena_array(w->arena, BANDS_MAX, sizeof *bands);
  int64_t before = 0;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT x.product_id, x.from_units, x.amount_minor, x.currency FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) j"
      " JOIN price_list_item i ON i.id = j.id JOIN price_list_item x ON x.price_list_id = i.price_list_id"
      " AND x.product_id = i.product_id AND x.currency = i.currency WHERE x.valid_from <= ?"
      " AND (x.valid_until IS NULL OR x.valid_until >= ?)"
      " UNION ALL SELECT x.product_id, x.from_units, x.amount_minor, x.currency"
      " FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) j JOIN product_price i ON i.id = j.id"
      " JOIN product_price x ON x.product_id = i.product_id AND x.currency = i.currency WHERE x.valid_from <= ?"
      " AND (x.valid_until IS NULL OR x.valid_until >= ?) ORDER BY 1, 2 LIMIT 200",
      A(sources_json(w->arena, o, false)), A(on), A(on), A(sources_json(w->arena, o, true)), A(on), A(on)));
  int made = 0;
  while (made < BANDS_MAX &&
         rows_next(&rows, F(band.product_id), F(band.from_units), F(band.buy.minor), F(band.buy.currency)))
    bands[made++] = band;
  /* a product with one band alone has a price and no volume prices */
  *n = 0;
  for (int i = 0; i < made; i++) {
    bool alone = bands[i].product_id != before && (i + 1 == made || bands[i + 1].product_id != bands[i].product_id);
    before = bands[i].product_id;
    if (!alone)
      bands[(*n)++] = bands[i];
  }
  *out = bands;
  return OK;
}

bool offer_sell_typed(const struct offer *o)
{
  for (int i = 0; i < o->n_items; i++)
    if (!str_eq(o->items[i].sell_source, "list"))
      return true;
  return false;
}

bool offer_item_units(const struct offer_item *item, int64_t quantity, int *units)
{
  *units = 1;
  return item->usage || !__builtin_mul_overflow(quantity, (int64_t)item->quantity, units);
}

bool offer_priced(const struct offer *o)
{
  for (int i = 0; i < o->n_items; i++)
    if (!o->items[i].priced)
      return false;
  return o->n_items > 0;
}

bool offer_sells_in(const struct offer *o, const char *country)
{
  size_t size = strlen(country);
  if (!*o->countries)
    return true;
  for (const char *at = o->countries; *at; at += strcspn(at, ","), at += *at == ',')
    if (strcspn(at, ",") == size && !strncmp(at, country, size))
      return true;
  return false;
}
