#include "lib/model/org_key.h"

#include "lib/base/crypto.h"
#include "lib/model/person.h"
#include "lib/model/trail.h"
#include <string.h>

/* The vendor has no such row: the range of its keys stands for it. */
static result owner_lock(struct work *w)
{
  ROWS rows = { 0 };
  return w->org_id ? org_lock_id(w, w->org_id)
                   : db_query(w, &rows, "SELECT id FROM api_key WHERE org_id IS NULL FOR UPDATE");
}

result org_key_find(struct work *w, struct public_id id, bool lock, struct org_key *out)
{
  if (lock)
    TRY(owner_lock(w));
  ROWS rows = { 0 };
  *out = (struct org_key){ 0 };
  TRY(db_query(
      w, &rows,
      "SELECT k.id, k.public_id, k.name, k.prefix, k.scopes, COALESCE(p.name, ''),"
      " IF(k.ends_at IS NULL, 'active', IF(k.ends_at > ?, 'ending', 'ended')), k.created_at, k.ends_at, k.last_used_at,"
      " k.last_used_from FROM api_key k LEFT JOIN person p ON p.id = k.created_by WHERE k.public_id = ? AND k.org_id <=> ?",
      A(w->now), A(id), A_REF(w->org_id)));
  return rows_one(&rows, F(out->id), F(out->public_id), F(out->name), F(out->prefix), F(out->scopes), F(out->creator),
                  F(out->state), F(out->created_at), F(out->ends_at), F(out->last_used_at), F(out->last_used_from));
}

static result key_insert(struct work *w, const char *name, const char *scopes, int64_t replaces_id, const char **secret)
{
  unsigned char raw[32], hash[32];
  random_bytes(raw, sizeof raw);
  *secret = arena_printf(w->arena, "ptk_%s", base64url_encode(w->arena, raw, sizeof raw));
  sha256(*secret, strlen(*secret), hash);
  TRY(db_exec(
      w,
      "INSERT INTO api_key (public_id, org_id, name, prefix, key_hash, scopes, replaces_id, created_by, created_at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      A(public_id_new()), A_REF(w->org_id), A(name), A(arena_dupn(w->arena, *secret, 8)),
      A(((struct bytes){ hash, sizeof hash })), A(scopes), A_REF(replaces_id), A_REF(w->person_id), A(w->now)));
  return audit_write(w, replaces_id ? "api_key.rotated" : "api_key.made", "api_key", db_insert_id(w), w->org_id,
                     "name,scopes", arena_printf(w->arena, "%s: %s", name, scopes));
}

/* Under the organisation's lock. Each key has an allowance of its own, so those that were rotated and hold on count, too. */
static result room_check(struct work *w)
{
  int n;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT COUNT(*) FROM api_key WHERE org_id <=> ? AND (ends_at IS NULL OR ends_at > ?)",
               A_REF(w->org_id), A(w->now)));
  TRY(rows_one(&rows, F(n)));
  return n >= ORG_KEYS_MAX ? LIMITED : OK;
}

result org_key_make(struct work *w, const char *name, const char *scopes, const char **secret)
{
  TRY(owner_lock(w));
  TRY(room_check(w));
  return key_insert(w, name, scopes, 0, secret);
}

result org_key_rotate(struct work *w, const struct org_key *old, int overlap_s, const char **secret)
{
  TRY(db_exec(w, "UPDATE api_key SET ends_at = ? WHERE id = ? AND ends_at IS NULL", A(utc_add_s(w->now, overlap_s)),
              A(old->id)));
  if (!db_changed(w))
    return CONFLICT;
  TRY(room_check(w));
  return key_insert(w, old->name, old->scopes, old->id, secret);
}

result org_key_revoke(struct work *w, const struct org_key *k)
{
  TRY(db_exec(w, "UPDATE api_key SET ends_at = ? WHERE id = ? AND (ends_at IS NULL OR ends_at > ?)", A(w->now),
              A(k->id), A(w->now)));
  return db_changed(w) ? audit_write(w, "api_key.revoked", "api_key", k->id, w->org_id, "ends_at", NULL) : OK;
}
