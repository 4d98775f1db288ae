/* Sessions: rows found by the hash of a random token. Idle and absolute ends are in the guard's one statement. */
#include "lib/auth/auth.h"
#include "lib/base/limits.h"

#include <string.h>

static const struct {
  const char *cookie, *word;
  int idle_s, absolute_s;
} kinds[] = {
  [AUDIENCE_PARTNER] = { "portico_partner", "partner", SESSION_PARTNER_IDLE_S, SESSION_PARTNER_S },
  [AUDIENCE_STAFF] = { "portico_staff", "staff", SESSION_STAFF_IDLE_S, SESSION_STAFF_S },
  [AUDIENCE_CUSTOMER] = { "portico_customer", "customer", SESSION_CUSTOMER_IDLE_S, SESSION_CUSTOMER_S },
};

const char *session_cookie(enum audience audience)
{
  return kinds[audience].cookie ? kinds[audience].cookie : "";
}

/* The hash that a token is kept under; false when it is not one of ours by its form. */
static bool token_hash(const char *token, unsigned char hash[32])
{
  unsigned char raw[32];
  size_t size = 0;
  if (str_empty(token) || !base64url_decode(token, raw, sizeof raw, &size) || size != sizeof raw)
    return false;
  sha256(raw, sizeof raw, hash);
  return true;
}

result session_find(struct work *w, enum audience audience, const char *token, struct principal *out)
{
  unsigned char hash[32];
  if (!token_hash(token, hash))
    return NOT_FOUND;
  struct principal p = { .audience = audience };
  const char *role_keys;
  struct bytes secret;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT s.id, s.csrf_secret, s.created_at, s.seen_at, p.id, COALESCE(p.org_id, 0), p.name, p.email, p.roles,"
               " p.language, p.zone, o.public_id, o.name, o.colour, o.logo_type, o.brand_revision"
               " FROM session s JOIN person p ON p.id = s.person_id LEFT JOIN org o ON o.id = p.org_id"
               " WHERE s.token_hash = ? AND s.audience = ? AND s.ended_at IS NULL AND s.expires_at > ?"
               " AND s.seen_at > ? - INTERVAL s.idle_s SECOND AND p.active AND (o.id IS NULL OR o.status = 'active')"
               " AND (s.audience <> 'partner' OR o.id IS NOT NULL) AND (s.audience <> 'staff' OR o.id IS NULL)",
               A(((struct bytes){ hash, sizeof hash })), A(kinds[audience].word), A(w->now), A(w->now)));
  TRY(rows_one(&rows, F(p.session_id), F(secret), F(p.signed_in_at), F(p.last_seen_at), F(p.person_id), F(p.org_id), F(p.name),
               F(p.email), F(role_keys), F(p.language), F(p.zone), F(p.org_public), F(p.org_name), F(p.org_colour), F(p.org_logo), F(p.org_revision)));
  if (secret.size != sizeof p.csrf_secret)
    return FAIL("session %lld has a secret of %zu bytes", (long long)p.session_id, secret.size);
  memcpy(p.csrf_secret, secret.at, secret.size);
  p.rights = roles_rights(role_keys, audience);
  *out = p;
  return OK;
}

result session_start(struct work *w, enum audience audience, int64_t person_id, const char *old_token, const char *device,
                     const char *address, const char **token)
{
  unsigned char raw[32], hash[32], secret[32], old[32];
  random_bytes(raw, sizeof raw);
  random_bytes(secret, sizeof secret);
  sha256(raw, sizeof raw, hash);
  if (token_hash(old_token, old))
    TRY(db_exec(w, "UPDATE session SET ended_at = ? WHERE token_hash = ? AND ended_at IS NULL", A(w->now),
                A(((struct bytes){ old, sizeof old }))));
  TRY(db_exec(w,
              "INSERT INTO session (token_hash, person_id, audience, csrf_secret, created_at, seen_at, idle_s, expires_at, device,"
              " address) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              A(((struct bytes){ hash, sizeof hash })), A(person_id), A(kinds[audience].word),
              A(((struct bytes){ secret, sizeof secret })), A(w->now), A(w->now), A(kinds[audience].idle_s),
              A(utc_add_s(w->now, kinds[audience].absolute_s)), A(utf8_clip(w->arena, device ? device : "", 199)),
              A(address ? address : "")));
  TRY(db_exec(w, "UPDATE person SET last_signin_at = ? WHERE id = ?", A(w->now), A(person_id)));
  *token = base64url_encode(w->arena, raw, sizeof raw);
  return OK;
}

result session_end(struct work *w, int64_t session_id)
{
  return db_exec(w, "UPDATE session SET ended_at = ? WHERE id = ? AND ended_at IS NULL", A(w->now), A(session_id));
}

result session_seen(struct work *w, const struct principal *who)
{
  if (!who->session_id || w->now.us - who->last_seen_at.us < 60 * 1000000LL)
    return OK;
  TRY(db_begin(w));
  result r = db_exec(w, "UPDATE session SET seen_at = GREATEST(seen_at, ?) WHERE id = ?", A(w->now), A(who->session_id));
  if (r != OK) {
    db_rollback(w);
    return r;
  }
  return db_commit(w);
}
