#include "lib/model/offer.h"

#include "lib/base/log.h"
#include <string.h>

enum { ITEMS_MAX = 2000 }; /* one less than the statements' LIMIT, so that a cut is seen */

#define OFFER_COLUMNS                                                                                                                \
  "v.id, v.public_id, v.name, v.summary, v.terms, v.labels, v.countries, v.checkout_tag, v.term_months, v.trial_days,"               \
  " v.quantity_min, v.quantity_max, v.quantity_step, v.auto_renew, p.id, p.code, p.name, p.tax_class, oi.quantity, p.period_months," \
  " COALESCE(i1.amount_minor, i2.amount_minor, i3.amount_minor, pp.amount_minor),"                                                   \
  " COALESCE(i3.amount_minor, pp.amount_minor, i1.amount_minor, i2.amount_minor),"                                                   \
  " CASE WHEN i1.id IS NOT NULL THEN 'personal' WHEN i2.id IS NOT NULL THEN 'tier' WHEN i3.id IS NOT NULL THEN 'base'"               \
  " WHEN pp.id IS NOT NULL THEN 'product' END, COALESCE(i1.id, i2.id, i3.id, pp.id)"

#define PRICE_OF(alias, list)                                                                                          \
  " LEFT JOIN price_list_item " alias " ON " alias ".price_list_id = " list " AND " alias                              \
  ".product_id = p.id AND " alias ".currency = ? AND " alias ".valid_from <= ? AND (" alias                            \
  ".valid_until IS NULL OR " alias ".valid_until >= ?)"

#define PERSONAL_PRICE PRICE_OF("i1", "l1.price_list_id")
#define TIER_PRICE     PRICE_OF("i2", "l2.price_list_id")
#define BASE_PRICE     PRICE_OF("i3", "b.id")

/* Periods of one product, list and currency never overlap (price.c), so each join finds one row at most. */
#define OFFER_JOINS                                                                                                    \
  " JOIN offer_item oi ON oi.version_id = v.id JOIN product p ON p.id = oi.product_id"                                 \
  " LEFT JOIN org_price_list l1 ON l1.org_id = ? AND l1.source = 'personal'" PERSONAL_PRICE                            \
  " LEFT JOIN org_price_list l2 ON l2.org_id = ? AND l2.source = 'tier'" TIER_PRICE                                    \
  " LEFT JOIN price_list b ON b.base_once = 1" BASE_PRICE                                                              \
  " LEFT JOIN product_price pp ON pp.product_id = p.id AND pp.currency = ? AND pp.valid_from <= ?"                     \
  " AND (pp.valid_until IS NULL OR pp.valid_until >= ?)"
#define PERIOD_ARGS(currency, on) A(currency), A(on), A(on)
#define OFFER_ARGS(org, currency, on)                                                                                  \
  A(org), PERIOD_ARGS(currency, on), A(org), PERIOD_ARGS(currency, on), PERIOD_ARGS(currency, on),                     \
      PERIOD_ARGS(currency, on)

/* Reads the items of one or more offers, in order of offer: a new version id begins the next. An offer that the LIMIT cut would
 * be too cheap, so it is refused aloud. */
static result offers_read(struct work *w, struct rows *rows, const char *currency, struct offers *out)
{
  size_t n_rows = (size_t)rows_count(rows);
  struct offer o = { 0 };
  struct offer_item item = { 0 }, *items = arena_array(w->arena, n_rows + 1, sizeof *items);
  struct offer *offers = arena_array(w->arena, n_rows + 1, sizeof *offers);
  int64_t buy, list;
  int n = 0, n_items = 0;
  if (n_rows > ITEMS_MAX)
    return FAIL("more than %d items of offers at once", ITEMS_MAX);
  while (rows_next(rows, F(o.version_id), F(o.public_id), F(o.name), F(o.summary), F(o.terms), F(o.labels),
                   F(o.countries), F(o.checkout_tag), F(o.term_months), F(o.trial_days), F(o.quantity_min),
                   F(o.quantity_max), F(o.quantity_step), F(o.auto_renew), F(item.product_id), F(item.code),
                   F(item.name), F(item.tax_class), F(item.quantity), F(item.period_months), F(buy), F(list),
                   F(item.source), F(item.source_id), F(o.on_shelf), F(o.quantity), F(o.line_id))) {
    item.priced = item.source != NULL;
    item.buy = money_of(buy, currency);
    item.list = money_of(list > buy ? list : buy, currency);
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
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT currency, invoice_owner FROM org WHERE id = ?", A(w->org_id)));
  return rows_one(&rows, F(out->currency), F(out->invoice_owner));
}

result offers_of_label(struct work *w, const char *label, const char *currency, struct date on, struct offers *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT " OFFER_COLUMNS
               ", 1, 0, 0 FROM (SELECT name, version_id FROM offer_shelf WHERE org_id IN (0, ?) AND label = ?"
               " ORDER BY name, version_id LIMIT 200) s JOIN offer_version v ON v.id = s.version_id" OFFER_JOINS
               " ORDER BY s.name, v.id, oi.position LIMIT 2001",
               A(w->org_id), A(label), OFFER_ARGS(w->org_id, currency, on)));
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
               "SELECT " OFFER_COLUMNS
               ", 1, 0, 0 FROM (SELECT x.version_id AS id FROM offer_shelf x WHERE x.version_id ="
               " COALESCE((SELECT id FROM offer_version WHERE public_id = ?), 0) AND x.org_id IN (0, ?) LIMIT 1) s"
               " JOIN offer_version v ON v.id = s.id" OFFER_JOINS " ORDER BY oi.position LIMIT 2001",
               A(id), A(w->org_id), OFFER_ARGS(w->org_id, currency, on)));
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
      ", EXISTS (SELECT 1 FROM offer_shelf s WHERE s.version_id = v.id AND s.org_id IN (0, ?)), ol.quantity, ol.id"
      " FROM order_line ol JOIN offer_version v ON v.id = ol.version_id" OFFER_JOINS
      " WHERE ol.order_id = ? AND ol.org_id = ? ORDER BY ol.position, ol.id, oi.position LIMIT 2001",
      A(w->org_id), OFFER_ARGS(w->org_id, currency, on), A(order_id), A(w->org_id)));
  return offers_read(w, &rows, currency, out);
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
