/* Uses as CSV: of any subscription, by its id as its page's address has it. The rule is usage_add's; a key that is there already changes
 * nothing. */
#include "lib/base/i18n.h"
#include "lib/model/change.h"
#include "lib/model/import.h"
#include "lib/model/usage.h"

enum { SUBSCRIPTION, PRODUCT, USED_ON, QUANTITY, KEY, N };
static const char *const columns[N] = { "subscription", "product", "used_on", "quantity", "key" };

static result take(struct work *w, struct import_row *row)
{
  const char *const *c = row->cells, *problem;
  struct work own = *w;
  struct usage u = { .product = c[PRODUCT], .key = c[KEY], .source = "import" };
  bool fresh;
  if (!public_id_parse(c[SUBSCRIPTION], &u.subscription) || sub_owner(w, u.subscription, &own.org_id) != OK)
    return import_fault(row, "subscription", t("There is no subscription of this id."));
  if (!date_parse(c[USED_ON], &u.on))
    return import_fault(row, "used_on", t("Enter a day like 2027-01-31."));
  if (!str_int64(c[QUANTITY], &u.quantity))
    return import_fault(row, "quantity", t("Enter a whole number."));
  result r = row->write ? usage_add(&own, &u, &fresh, &problem) : usage_check(&own, &u, &fresh, &problem);
  if (r == INVALID || r == CONFLICT)
    return import_fault(row, r == CONFLICT ? "key" : "", problem);
  TRY(r);
  row->key = arena_printf(w->arena, "%s/%s", c[SUBSCRIPTION], c[KEY]);
  if (!fresh)
    return OK;
  row->what = IMPORT_ADD;
  row->note = arena_printf(w->arena, "%s: %s, %s", c[SUBSCRIPTION], c[USED_ON], c[QUANTITY]);
  return OK;
}

static result give(struct work *w, int64_t after, struct buf *out, int64_t *last)
{
  struct public_id subscription;
  struct date on;
  int64_t id;
  const char *product, *quantity, *key;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT r.id, s.public_id, p.code, r.used_on, r.quantity, r.once_key FROM usage_record r JOIN subscription s"
      " ON s.id = r.subscription_id JOIN subscription_item i ON i.id = r.item_id JOIN product p ON p.id = i.product_id"
      " WHERE r.id > ? ORDER BY r.id LIMIT 500",
      A(after)));
  *last = 0;
  while (rows_next(&rows, F(id), F(subscription), F(product), F(on), F(quantity), F(key))) {
    const char *const cells[N] = { public_id_text(w->arena, subscription), product, date_iso(w->arena, on), quantity,
                                   key };
    for (int i = 0; i < N; i++)
      csv_put(out, cells[i], i == N - 1);
    *last = id;
  }
  return OK;
}

const struct import_kind import_usage = { "usage", columns, N, N, take, give };
