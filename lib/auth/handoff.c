/* From the main host to a sub-portal. The token travels in an address, so it is worth nothing by itself: it is good once, for half a
 * minute, on one host, and only to the browser that holds the cookie which that host gave it when it set out. */
#include "lib/auth/portal.h"
#include "lib/base/limits.h"

#include <string.h>

enum { TOKEN_BYTES = 32 };

void handoff_set_out(struct arena *a, const char **secret, const char **ask)
{
  unsigned char raw[TOKEN_BYTES], hash[32];
  random_bytes(raw, sizeof raw);
  sha256(raw, sizeof raw, hash);
  *secret = base64url_encode(a, raw, sizeof raw);
  *ask = base64url_encode(a, hash, sizeof hash);
}

result handoff_open(struct work *w, const struct portal *p, int64_t session_id, const char *ask, const char *next,
                    const char **token)
{
  unsigned char raw[TOKEN_BYTES], hash[32], browser[32];
  size_t size = 0;
  if (!base64url_decode(ask, browser, sizeof browser, &size) || size != sizeof browser)
    return INVALID;
  random_bytes(raw, sizeof raw);
  sha256(raw, sizeof raw, hash);
  TRY(db_exec(w,
              "INSERT INTO session_handoff (token_hash, browser_hash, org_id, session_id, next_path, created_at, "
              "expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
              A(((struct bytes){ hash, sizeof hash })), A(((struct bytes){ browser, sizeof browser })), A(p->org_id),
              A(session_id), A(next), A(w->now), A(utc_add_s(w->now, HANDOFF_S))));
  *token = base64url_encode(w->arena, raw, sizeof raw);
  return OK;
}

result handoff_use(struct work *w, const struct portal *p, const char *token, const char *secret, struct handoff *out)
{
  unsigned char hash[32], browser[32];
  struct bytes kept;
  *out = (struct handoff){ 0 };
  if (!token_kept(token, hash))
    return NOT_FOUND;
  struct bytes key = { hash, sizeof hash };
  TRY(db_exec(w, "UPDATE session_handoff SET used_at = ? WHERE token_hash = ? AND used_at IS NULL AND expires_at > ?",
              A(w->now), A(key), A(w->now)));
  if (db_changed(w) != 1)
    return NOT_FOUND;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT session_id, org_id, next_path, browser_hash FROM session_handoff WHERE token_hash = ? FOR UPDATE",
      A(key)));
  TRY(rows_one(&rows, F(out->session_id), F(out->org_id), F(out->next), F(kept)));
  out->fits = out->org_id == p->org_id && token_kept(secret, browser) && kept.size == sizeof browser &&
              secret_equal(kept.at, browser, sizeof browser);
  return OK;
}

struct origin {
  int64_t person_id, viewed_by;
  const char *reason, *factor;
  struct utc step_up_at, expires_at;
};

/* Locked: whoever signs out there at this moment waits, and then ends the new session, too. */
static result origin_lock(struct work *w, const struct portal *p, int64_t session_id, struct origin *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT s.person_id, COALESCE(s.viewed_by, 0), s.view_reason, s.factor, s.step_up_at, s.expires_at FROM "
               "session s JOIN person p ON p.id = s.person_id WHERE s.id = ? AND s.audience = 'partner' AND NOT s.half"
               " AND s.ended_at IS NULL AND s.expires_at > ? AND s.parent_id IS NULL AND p.active AND p.org_id = ?"
               " FOR UPDATE",
               A(session_id), A(w->now), A(p->org_id)));
  return rows_one(&rows, F(out->person_id), F(out->viewed_by), F(out->reason), F(out->factor), F(out->step_up_at),
                  F(out->expires_at));
}

result handoff_enter(struct work *w, const struct portal *p, int64_t session_id, const struct session_new *browser,
                     const char **token, int *left_s)
{
  struct origin o;
  TRY(origin_lock(w, p, session_id, &o));
  struct session_new fresh = *browser;
  fresh.audience = AUDIENCE_PARTNER;
  fresh.person_id = o.person_id;
  fresh.viewed_by = o.viewed_by;
  fresh.view_reason = o.reason;
  fresh.factor = o.factor;
  fresh.portal_org_id = p->org_id;
  fresh.parent_id = session_id;
  fresh.expires_at = o.expires_at;
  fresh.step_up_at = o.step_up_at;
  *left_s = (int)((o.expires_at.us - w->now.us) / 1000000);
  return session_start(w, &fresh, token);
}

result session_came_by(struct work *w, int64_t session_id, int64_t provider_id, bool *out)
{
  int64_t one;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT 1 FROM session s JOIN session_identity i ON i.session_id IN (s.id, s.parent_id)"
               " WHERE s.id = ? AND i.provider_id = ?",
               A(session_id), A(provider_id)));
  *out = rows_next(&rows, F(one));
  return OK;
}

result handoff_allowed(struct work *w, const struct portal *p, int64_t session_id, bool *allowed)
{
  *allowed = !p->provider_id;
  return *allowed ? OK : session_came_by(w, session_id, p->provider_id, allowed);
}
