/* Uses as CSV: of any subscription, by its id as its page's address has it. The rule is usage_add's; a key that is there already changes
 * nothing. */
#include "lib/base/crypto.h"
#include "lib/base/i18n.h"
#include "lib/base/json.h"
#include "lib/model/import.h"
#include "lib/model/usage.h"
#include <string.h>

enum { SUBSCRIPTION, PRODUCT, USED_ON, QUANTITY, KEY, N };
static const char *const columns[N] = { "subscription", "product", "used_on", "quantity", "key" };

struct use {
  int64_t org_id; /* 0: nobody's; -1: there is no such subscription */
  struct usage u;
};

static result owners_read(struct work *w, struct import_row *lines, int n)
{
  struct buf b = BUF(w->arena);
  struct json j = JSON(&b);
  json_array(&j, NULL);
  for (int i = 0; i < n; i++) {
    const struct use *use = lines[i].found;
    if (lines[i].what == IMPORT_FAULT)
      continue;
    json_object(&j, NULL);
    json_int(&j, "n", i);
    json_raw(&j, "id", arena_printf(w->arena, "%llu", (unsigned long long)use->u.subscription.bits));
    json_end_object(&j);
  }
  json_end_array(&j);
  int at;
  int64_t org_id;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT j.n, COALESCE(s.org_id, 0) FROM JSON_TABLE(?, '$[*]' COLUMNS (n INT PATH '$.n', id BIGINT UNSIGNED"
      " PATH '$.id')) j STRAIGHT_JOIN subscription s ON s.public_id = j.id",
      A(buf_text(&b))));
  while (rows_next(&rows, F(at), F(org_id)))
    ((struct use *)lines[at].found)->org_id = org_id;
  return OK;
}

/* Keys of uses are told apart byte by byte. */
static const char *key_exact(struct work *w, const char *key)
{
  unsigned char hash[32];
  struct buf b = BUF(w->arena);
  sha256(key, strlen(key), hash);
  for (size_t i = 0; i < sizeof hash; i++)
    buf_printf(&b, "%02x", hash[i]);
  return buf_text(&b);
}

/* Whose the subscriptions are. The rest is usage_check's, which knows what may be used when. */
static result look(struct work *w, struct import_row *rows, int n, bool lock)
{
  (void)lock; /* usage_add does, and looks again */
  for (int i = 0; i < n; i++) {
    const char *const *c = rows[i].cells;
    if (rows[i].what == IMPORT_FAULT)
      continue;
    struct use *use = rows[i].found = NEW(w->arena, struct use);
    use->org_id = -1;
    use->u = (struct usage){ .product = c[PRODUCT], .key = c[KEY], .source = "import" };
    if (!public_id_parse(c[SUBSCRIPTION], &use->u.subscription))
      import_fault(&rows[i], "subscription", t("There is no subscription of this id."));
    else if (!date_parse(c[USED_ON], &use->u.on))
      import_fault(&rows[i], "used_on", t("Enter a day like 2027-01-31."));
    else if (!str_int64(c[QUANTITY], &use->u.quantity))
      import_fault(&rows[i], "quantity", t("Enter a whole number."));
  }
  return owners_read(w, rows, n);
}

static struct work work_of(const struct work *w, const struct use *use)
{
  struct work own = *w;
  own.org_id = use->org_id;
  return own;
}

static result take(struct work *w, struct import_row *row)
{
  const char *const *c = row->cells, *problem;
  const struct use *use = row->found;
  bool fresh;
  if (use->org_id < 0)
    return import_fault(row, "subscription", t("There is no subscription of this id."));
  struct work own = work_of(w, use);
  result r = usage_check(&own, &use->u, &fresh, &problem);
  if (r == INVALID || r == CONFLICT)
    return import_fault(row, r == CONFLICT ? "key" : "", problem);
  TRY(r);
  row->key = key_exact(w, arena_printf(w->arena, "%s/%s", c[SUBSCRIPTION], c[KEY]));
  if (!fresh)
    return OK;
  row->what = IMPORT_ADD;
  row->note = arena_printf(w->arena, "%s: %s, %s", c[SUBSCRIPTION], c[USED_ON], c[QUANTITY]);
  return OK;
}

static result put(struct work *w, struct import_row *row)
{
  const struct use *use = row->found;
  const char *problem;
  struct work own = work_of(w, use);
  result r = usage_add(&own, &use->u, NULL, &problem);
  return r == INVALID || r == CONFLICT ? import_fault(row, r == CONFLICT ? "key" : "", problem) : r;
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

const struct import_kind import_usage = { "usage", columns, N, N, look, take, put, give };
