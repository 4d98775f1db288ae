/* One invitation from its making to its end. Inviting many: invitation_many.c. */
#include "lib/model/invitation.h"

#include "lib/base/crypto.h"
#include "lib/base/limits.h"
#include "lib/model/invitation_parts.h"
#include "lib/model/trail.h"

#include <string.h>

result invitation_make(struct work *w, int64_t org_id, int64_t person_id)
{
  TRY(db_exec(w, "INSERT INTO invitation (org_id, person_id, sent_by, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
              A(org_id), A(person_id), A_REF(w->person_id), A(w->now),
              A(utc_add_s(w->now, lifetimes()->invitation_s))));
  return outbox_put(w, "mail.invitation", org_id, db_insert_id(w), NULL);
}

result invitation_end_live(struct work *w, int64_t person_id)
{
  return db_exec(
      w, "UPDATE invitation SET status = IF(expires_at <= ?, 'expired', 'revoked') WHERE person_id = ? AND live = 1",
      A(w->now), A(person_id));
}

result invitation_newest(struct work *w, int64_t person_id, struct invitation *out)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT id, org_id, person_id, IF(live = 1 AND expires_at <= ?, 'expired', status), created_at, sent_at, expires_at"
      " FROM invitation WHERE person_id = ? ORDER BY id DESC LIMIT 1",
      A(w->now), A(person_id)));
  return rows_one(&rows, F(out->id), F(out->org_id), F(out->person_id), F(out->status), F(out->created_at),
                  F(out->sent_at), F(out->expires_at));
}

result invitation_again(struct work *w, const struct person *p)
{
  int open;
  if (!p->invited)
    return INVALID;
  TRY(invitation_end_live(w, p->id));
  TRY(seats_open(w, p->org_id, &open));
  if (!open)
    return CONFLICT;
  TRY(invitation_make(w, p->org_id, p->id));
  return audit_write(w, "person.invited", "person", p->id, p->org_id, "invitation", NULL);
}

result invitation_revoke(struct work *w, const struct person *p)
{
  TRY(invitation_end_live(w, p->id));
  if (db_changed(w) < 1)
    return INVALID;
  return audit_write(w, "person.invitation_revoked", "person", p->id, p->org_id, "invitation", NULL);
}

/* ---- the link ---- */
static void token_make(struct arena *a, const unsigned char key[32], int64_t id, struct utc created,
                       unsigned char out[32])
{
  const char *text = arena_printf(a, "invitation.link:%lld:%lld", (long long)id, (long long)created.us);
  hmac_sha256(key, 32, text, strlen(text), out);
}

result invitation_token(struct work *w, const unsigned char key[32], int64_t id, const char **token)
{
  unsigned char raw[32], hash[32];
  struct utc created;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT created_at FROM invitation WHERE id = ?", A(id)));
    TRY(rows_one(&rows, F(created)));
  }
  token_make(w->arena, key, id, created, raw);
  sha256(raw, sizeof raw, hash);
  TRY(db_exec(
      w,
      "UPDATE invitation SET token_hash = ?, status = 'sent', sent_at = COALESCE(sent_at, ?) WHERE id = ? AND live = 1"
      " AND expires_at > ?",
      A(((struct bytes){ hash, sizeof hash })), A(w->now), A(id), A(w->now)));
  if (db_changed(w) != 1)
    return NOT_FOUND;
  *token = base64url_encode(w->arena, raw, sizeof raw);
  return OK;
}

result invitation_peek(struct work *w, const char *token, struct invitation_open *out)
{
  unsigned char hash[32];
  if (!token_kept(token, hash))
    return NOT_FOUND;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT p.email, p.name, o.name, p.language, p.zone FROM invitation i JOIN person p ON p.id = i.person_id"
      " JOIN org o ON o.id = i.org_id WHERE i.token_hash = ? AND i.status = 'sent' AND i.expires_at > ? AND p.invited"
      " AND o.status = 'active'",
      A(((struct bytes){ hash, sizeof hash })), A(w->now)));
  return rows_one(&rows, F(out->email), F(out->name), F(out->org_name), F(out->language), F(out->zone));
}

/* The link's row is locked first: of fifty who come with it, one finds it unused. Then the organisation, before anything is written: of
 * many who come with links of their own, one at a time takes a seat, and none of them meets another's half-written row. */
static result invitation_lock(struct work *w, struct bytes hash, int64_t *id)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT i.id, i.person_id, i.org_id FROM invitation i JOIN org o ON o.id = i.org_id"
               " WHERE i.token_hash = ? AND i.status = 'sent' AND i.expires_at > ? AND o.status = 'active' FOR UPDATE",
               A(hash), A(w->now)));
  return rows_one(&rows, F(*id), F(w->person_id), F(w->org_id));
}

result invitation_accept(struct work *w, const char *token, const struct person_in *in)
{
  unsigned char hash[32];
  int64_t id;
  bool seat;
  if (!token_kept(token, hash))
    return NOT_FOUND;
  TRY(invitation_lock(w, (struct bytes){ hash, sizeof hash }, &id));
  TRY(seats_left(w, w->org_id, &seat));
  if (!seat)
    return CONFLICT;
  TRY(db_exec(w, "UPDATE invitation SET status = 'accepted', used_at = ? WHERE id = ?", A(w->now), A(id)));
  TRY(db_exec(
      w, "UPDATE person SET active = TRUE, invited = FALSE, name = ?, language = ?, zone = ? WHERE id = ? AND invited",
      A(in->name), A(in->language), A(in->zone), A(w->person_id)));
  if (db_changed(w) != 1)
    return NOT_FOUND;
  w->actor = "partner";
  return audit_write(w, "person.accepted", "person", w->person_id, w->org_id, "active,name,language,zone", NULL);
}
