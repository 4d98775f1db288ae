#include "lib/app/key_list.h"

#include <string.h>

enum { KEYS_SHOWN = 50 };

const struct option key_states[] = {
  { "active", N_("Active") }, { "ending", N_("Ends soon") }, { "ended", N_("Ended") }, { NULL, NULL }
};

#define SCOPE_WORD(name, key, text) { key, text },
static const struct option scope_words[] = { RIGHTS(SCOPE_WORD){ NULL, NULL } };
#undef SCOPE_WORD

#define SHARED                                                                                                         \
  { "prefix", N_("Begins with"), COLUMN_TEXT }, { "scopes", N_("Allowed"), COLUMN_TEXT, .words = scope_words },        \
      { "state", N_("State"), COLUMN_STATE, .words = key_states }, { "created_at", N_("Made"), COLUMN_TIME },          \
  {                                                                                                                    \
    "last_used_at", N_("Last used"), COLUMN_TIME                                                                       \
  }
#define LINKED(path) { "name", N_("Name"), COLUMN_LINK, .href = (path), .id = "public_id", .main = true }, SHARED
static const struct column own_columns[] = { LINKED("/people/keys/") };
static const struct column vendor_columns[] = { LINKED("/admin/keys/") };
static const struct column staff_columns[] = { { "name", N_("Name"), COLUMN_TEXT, .main = true }, SHARED };
LIST_DOWN(
    by_date,
    "k.name, k.public_id, k.prefix, k.scopes,"
    " IF(k.ends_at IS NULL, 'active', IF(k.ends_at > UTC_TIMESTAMP(6), 'ending', 'ended')) AS state, k.created_at, k.last_used_at",
    "api_key r WHERE r.org_id <=> ?", "r.created_at", "JOIN api_key k ON k.id = l.id");
static const struct list_order orders[] = { ORDER("date", by_date) };
static const struct table own_keys = TABLE(own_columns, orders), vendor_keys = TABLE(vendor_columns, orders),
                          staff_keys = TABLE(staff_columns, orders);

const char *key_scopes_text(struct req *rq, const char *scopes)
{
  uint64_t rights = rights_named(scopes, API_RIGHTS);
  struct buf b = BUF(rq->arena);
  for (int i = 0; i < RIGHT_COUNT; i++)
    if (rights >> i & 1)
      buf_printf(&b, "%s%s", b.size ? "; " : "", t(right_text((enum right_index)i)));
  return buf_text(&b);
}

result keys_show(struct req *rq, int64_t org_id, bool linked)
{
  view_put(rq->view, "Keys.Empty", t("There are no keys yet."));
  const struct table *table = !org_id ? &vendor_keys : linked ? &own_keys : &staff_keys;
  return list_part(rq, "Keys", table, KEYS_SHOWN, NULL, A_REF(org_id));
}
