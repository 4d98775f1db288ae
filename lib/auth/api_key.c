#include "lib/auth/api_key.h"

#include <string.h>

static bool secret_hash(const char *authorization, unsigned char hash[32])
{
  static const char scheme[] = "bearer ";
  size_t n = sizeof scheme - 1;
  if (strncasecmp(authorization, scheme, n) != 0 || !str_starts(authorization + n, API_KEY_MARK))
    return false;
  sha256(authorization + n, strlen(authorization + n), hash);
  return true;
}

result api_key_find(struct work *w, const char *authorization, struct principal *out)
{
  unsigned char hash[32];
  struct principal p = { .audience = AUDIENCE_PARTNER, .factor = "key" };
  const char *field, *state, *scopes;
  if (!secret_hash(authorization, hash))
    return NOT_FOUND;
  ROWS rows = { 0 };
  /* A row for each field that the vendor switched, the key beside each. */
  TRY(db_query(
      w, &rows,
      "SELECT f.field_key, f.state, k.id, k.name, k.scopes, k.created_at, k.last_used_at, COALESCE(o.id, 0),"
      " o.public_id, o.name, e.zone FROM api_key k LEFT JOIN org o ON o.id = k.org_id"
      " LEFT JOIN legal_entity e ON e.id = o.legal_entity_id"
      " LEFT JOIN field_switch f ON f.audience = 'partner' AND k.org_id IS NOT NULL"
      " WHERE k.key_hash = ? AND (k.ends_at IS NULL OR k.ends_at > ?) AND (k.org_id IS NULL OR o.status = 'active')",
      A(((struct bytes){ hash, sizeof hash })), A(w->now)));
  bool found = false;
  while (rows_next(&rows, F(field), F(state), F(p.key_id), F(p.name), F(scopes), F(p.signed_in_at), F(p.last_seen_at),
                   F(p.org_id), F(p.org_public), F(p.org_name), F(p.zone))) {
    switches_add(&p.switches, field, state);
    found = true;
  }
  if (!found)
    return NOT_FOUND;
  p.rights = rights_named(scopes, API_RIGHTS);
  if (!p.org_id)
    p.audience = AUDIENCE_STAFF;
  *out = p;
  return OK;
}

result api_key_seen(struct work *w, const struct principal *who, const char *address)
{
  if (w->now.us - who->last_seen_at.us < 60 * 1000000LL)
    return OK;
  TRY(db_begin(w));
  result r = db_exec(
      w, "UPDATE api_key SET last_used_at = GREATEST(COALESCE(last_used_at, ?), ?), last_used_from = ? WHERE id = ?",
      A(w->now), A(w->now), A(address), A(who->key_id));
  if (r != OK) {
    db_rollback(w);
    return r;
  }
  return db_commit(w);
}

enum { NEVER, TAKEN, REFUSED }; /* the last two bits of what the statement answers; a row that was not there is NEVER */

/* One statement decides, so that two at once are counted as two: full_at moves on by one share unless that is past the whole window. */
static result rate_write(struct work *w, const unsigned char hash[32], int64_t share_us, int64_t window_us)
{
  int64_t now = w->now.us;
  return db_exec(
      w,
      "INSERT INTO rate_state (bucket, full_at_us) VALUES (?, ?) ON DUPLICATE KEY UPDATE full_at_us ="
      " IF(GREATEST(full_at_us, ?) + ? <= ?, (LAST_INSERT_ID((GREATEST(full_at_us, ?) + ?) * 4 + 1) - 1) DIV 4,"
      " (LAST_INSERT_ID(full_at_us * 4 + 2) - 2) DIV 4)",
      A(((struct bytes){ hash, 32 })), A(now + share_us), A(now), A(share_us), A(now + window_us), A(now), A(share_us));
}

static int seconds_up(int64_t us)
{
  return us <= 0 ? 0 : (int)((us + 999999) / 1000000);
}

result rate_take(struct work *w, const char *bucket, int limit, int window_s, struct rate *out)
{
  unsigned char hash[32];
  int64_t window_us = window_s * 1000000LL, share_us = window_us / limit;
  sha256(bucket, strlen(bucket), hash);
  TRY(db_begin(w));
  result r = rate_write(w, hash, share_us, window_us);
  int64_t answer = r == OK ? db_insert_id(w) : 0;
  if (r != OK)
    db_rollback(w);
  TRY(r);
  TRY(db_commit(w));
  int64_t full_at = answer % 4 == NEVER ? w->now.us + share_us : answer / 4, used_us = full_at - w->now.us;
  bool refused = answer % 4 == REFUSED;
  *out = (struct rate){ .limit = limit,
                        .remaining = refused || used_us >= window_us ? 0 : (int)((window_us - used_us) / share_us),
                        .whole_s = seconds_up(used_us),
                        .next_s = seconds_up(used_us + share_us - window_us) };
  if (!out->next_s)
    out->next_s = 1;
  return refused ? LIMITED : OK;
}
