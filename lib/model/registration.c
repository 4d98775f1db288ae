/* From the question to waiting. What an administrator and the vendor do: registration_desk.c. */
#include "lib/model/registration.h"

#include "lib/base/crypto.h"
#include "lib/model/trail.h"

#include <string.h>

result registration_offered(struct work *w, bool *out)
{
  const char *domain;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT d.domain FROM org_domain d JOIN org o ON o.id = d.org_id WHERE o.register_open AND o.status = 'active' LIMIT 1"));
  *out = rows_next(&rows, F(domain));
  return OK;
}

result registration_ask(struct work *w, const char *email, const char *language)
{
  TRY(db_exec(w, "INSERT INTO registration (public_id, email, language, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
              A(public_id_new()), A(str_lower(w->arena, email)), A(language), A(w->now),
              A(utc_add_s(w->now, REGISTRATION_S))));
  return outbox_put(w, "mail.registration", 0, db_insert_id(w), NULL);
}

static result not_now(const char **why, const char *text)
{
  *why = text;
  return NOT_FOUND;
}

/* The domain must be the very same: the column's collation takes an accented letter for a plain one. */
static result org_of_domain(struct work *w, const char *email, int64_t *out)
{
  const char *domain = address_domain(email);
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT o.id FROM org_domain d JOIN org o ON o.id = d.org_id WHERE d.domain = ? AND BINARY d.domain = BINARY ?"
      " AND o.register_open AND o.status = 'active'",
      A(domain), A(domain)));
  return rows_one(&rows, F(*out));
}

result registration_token(struct work *w, const unsigned char key[32], int64_t id, const char **token, const char **why)
{
  unsigned char raw[32], hash[32];
  const char *email;
  struct utc created;
  int64_t org_id;
  bool taken;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows,
                 "SELECT email, created_at FROM registration WHERE id = ? AND status = 'asked' AND expires_at > ?",
                 A(id), A(w->now)));
    if (rows_one(&rows, F(email), F(created)) != OK)
      return not_now(why, "used or expired");
  }
  result r = org_of_domain(w, email, &org_id);
  if (r == NOT_FOUND)
    return not_now(why, "nobody's open domain");
  TRY(r);
  TRY(email_taken(w, email, 0, &taken));
  if (taken)
    return not_now(why, "the address is in use");
  const char *text = arena_printf(w->arena, "registration.link:%lld:%lld", (long long)id, (long long)created.us);
  hmac_sha256(key, 32, text, strlen(text), raw);
  sha256(raw, sizeof raw, hash);
  TRY(db_exec(w, "UPDATE registration SET org_id = ?, token_hash = ? WHERE id = ? AND status = 'asked'", A(org_id),
              A(((struct bytes){ hash, sizeof hash })), A(id)));
  *token = base64url_encode(w->arena, raw, sizeof raw);
  return OK;
}

#define REGISTRATION_SELECT                                                                                                \
  "SELECT r.id, COALESCE(r.org_id, 0), r.public_id, r.email, r.name, r.language, r.zone, o.name, r.status, r.confirmed_at" \
  " FROM registration r LEFT JOIN org o ON o.id = r.org_id"

static result registration_read(struct rows *rows, struct registration *r)
{
  return rows_one(rows, F(r->id), F(r->org_id), F(r->public_id), F(r->email), F(r->name), F(r->language), F(r->zone),
                  F(r->org_name), F(r->status), F(r->confirmed_at));
}

result registration_get(struct work *w, int64_t id, struct registration *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, REGISTRATION_SELECT " WHERE r.id = ?", A(id)));
  return registration_read(&rows, out);
}

result registration_peek(struct work *w, const char *token, struct registration *out)
{
  unsigned char hash[32];
  if (!token_kept(token, hash))
    return NOT_FOUND;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               REGISTRATION_SELECT
               " WHERE r.token_hash = ? AND r.status = 'asked' AND r.expires_at > ? AND o.register_open"
               " AND o.status = 'active'",
               A(((struct bytes){ hash, sizeof hash })), A(w->now)));
  return registration_read(&rows, out);
}

result registration_confirm(struct work *w, const char *token, const struct person_in *in)
{
  struct registration r;
  TRY(registration_peek(w, token, &r));
  result done = db_exec(
      w,
      "UPDATE registration SET status = 'waiting', confirmed_at = ?, name = ?, language = ?, zone = ? WHERE id = ?"
      " AND status = 'asked'",
      A(w->now), A(in->name), A(in->language), A(in->zone), A(r.id));
  if (done == CONFLICT) /* another of this address waits already */
    return db_exec(w, "UPDATE registration SET expires_at = ? WHERE id = ?", A(w->now), A(r.id));
  TRY(done);
  if (db_changed(w) != 1)
    return NOT_FOUND;
  w->org_id = r.org_id;
  return audit_write(w, "registration.waiting", "registration", r.id, r.org_id, "name,email,language,zone", NULL);
}

result registration_find(struct work *w, struct public_id id, bool lock, struct registration *out)
{
  if (lock)
    TRY(org_lock_id(w, w->org_id));
  ROWS rows = { 0 };
  TRY(db_query_sql(
      w, &rows,
      lock ? SQL(REGISTRATION_SELECT " WHERE r.public_id = ? AND r.org_id = ? AND r.status = 'waiting' FOR UPDATE")
           : SQL(REGISTRATION_SELECT " WHERE r.public_id = ? AND r.org_id = ? AND r.status = 'waiting'"),
      A(id), A(w->org_id)));
  return registration_read(&rows, out);
}
