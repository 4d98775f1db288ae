/* Sign-in by mail: one attempt = one row. The link and the code of an attempt are made by whoever mails them, from the installation's
 * key and the attempt; only their hashes stay. Opening a link changes nothing; one conditional UPDATE uses it up. */
#include "lib/auth/auth.h"
#include "lib/base/limits.h"

#include <stdio.h>
#include <string.h>

enum { CODE_TRIES = 5, CODE_CHARS = 8, ASKS_PER_ADDRESS = 6, ASKS_PER_NETWORK = 60, ASKS_WINDOW_S = 600 };
static const char code_alphabet[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ"; /* without look-alikes: 30^8 codes */

static enum audience audience_of(const char *word)
{
  return str_eq(word, "staff") ? AUDIENCE_STAFF : str_eq(word, "customer") ? AUDIENCE_CUSTOMER : AUDIENCE_PARTNER;
}

static void code_hash(struct arena *a, int64_t signin_id, const char *code, unsigned char hash[32])
{
  const char *text = arena_printf(a, "code:%lld:%s", (long long)signin_id, code);
  sha256(text, strlen(text), hash);
}

/* The person who may sign in by an attempt's address, and as what; NOT_FOUND without one. The address must be the very same:
 * the column's collation takes an accented letter for a plain one, and that is another mailbox. An attempt at a bill group's portal
 * is no person's: whether a rule covers its address is asked by who mails it, and again when it is used. */
static result signin_candidate(struct work *w, int64_t signin_id, int64_t *person_id, const char **audience)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT COALESCE(p.id, 0), IF(s.bill_group_id IS NOT NULL, 'customer', IF(p.org_id IS NULL, 'staff', 'partner')) FROM signin s"
      " LEFT JOIN person p ON s.bill_group_id IS NULL AND p.email = s.email AND BINARY p.email = BINARY s.email"
      " LEFT JOIN org o ON o.id = p.org_id WHERE s.id = ?"
      " AND (s.bill_group_id IS NOT NULL OR (p.active AND (p.org_id IS NULL OR o.status = 'active')))",
      A(signin_id)));
  return rows_one(&rows, F(*person_id), F(*audience));
}

/* A browser by itself, and all that know the address together: whoever could read its mail once may have kept many of their cookies. */
static result known_count(struct work *w, const char *device, const char *email)
{
  TRY(limit_count(w, "signin.device", device, ASKS_PER_ADDRESS, ASKS_WINDOW_S));
  return limit_count(w, "signin.known", email, DEVICES_TOGETHER * ASKS_PER_ADDRESS, ASKS_WINDOW_S);
}

result signin_limit(struct work *w, const char *email, const char *address, const char *device)
{
  if (device)
    return known_count(w, device, email);
  result r = limit_count(w, "signin.mail", email, ASKS_PER_ADDRESS, ASKS_WINDOW_S);
  return r == OK ? limit_count(w, "signin.net", limit_network(w->arena, address), ASKS_PER_NETWORK, ASKS_WINDOW_S) : r;
}

/* An older link of the same address dies: one live attempt an address and place; but a stranger ends none that its known browser made. */
static result signin_supersede(struct work *w, const struct signin_wish *wish, const char *email)
{
  return db_exec(w,
                 "UPDATE signin SET expires_at = ? WHERE email = ? AND BINARY email = BINARY ? AND bill_group_id <=> ?"
                 " AND used_at IS NULL AND expires_at > ? AND known <= ?",
                 A(w->now), A(email), A(email), A_REF(wish->bill_group_id), A(w->now), A(wish->known));
}

result signin_ask(struct work *w, const struct signin_wish *wish, const char **handle, int64_t *signin_id)
{
  unsigned char raw[32], hash[32];
  random_bytes(raw, sizeof raw);
  sha256(raw, sizeof raw, hash);
  const char *email = str_lower(w->arena, wish->email);
  bool portal = wish->bill_group_id != 0;
  TRY(signin_supersede(w, wish, email));
  TRY(db_exec(w,
              "INSERT INTO signin (handle, audience, bill_group_id, email, next_path, language, known, created_at,"
              " expires_at, address) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              A(((struct bytes){ hash, sizeof hash })), A(portal ? "customer" : "partner"), A_REF(wish->bill_group_id),
              A(email), A(wish->next ? wish->next : ""), A(wish->language), A(wish->known), A(w->now),
              A(utc_add_s(w->now, lifetimes()->signin_s)), A(wish->address ? wish->address : "")));
  int64_t id = db_insert_id(w);
  TRY(db_exec(w, "INSERT INTO outbox (kind, noun_id, due_at, created_at) VALUES (?, ?, ?, ?)",
              A(portal ? "mail.portal" : "mail.signin"), A(id), A(w->now), A(w->now)));
  *handle = base64url_encode(w->arena, raw, sizeof raw);
  if (signin_id)
    *signin_id = id;
  return OK;
}

/* 32 bytes that only the installation's key makes of this attempt, for this purpose. */
static void secret_of(struct arena *a, const unsigned char key[32], const char *purpose, int64_t signin_id,
                      struct utc created, int round, unsigned char out[32])
{
  const char *text = arena_printf(a, "%s:%lld:%lld:%d", purpose, (long long)signin_id, (long long)created.us, round);
  hmac_sha256(key, 32, text, strlen(text), out);
}

static const char *code_of(struct arena *a, const unsigned char key[32], int64_t signin_id, struct utc created)
{
  char text[CODE_CHARS + 1] = { 0 };
  unsigned char random[32];
  for (int n = 0, round = 0; n < CODE_CHARS; round++) {
    secret_of(a, key, "signin.code", signin_id, created, round, random);
    for (size_t i = 0; i < sizeof random && n < CODE_CHARS; i++)
      if (random[i] < 240) /* 240 = 8 * 30: no letter is likelier than another */
        text[n++] = code_alphabet[random[i] % 30];
  }
  return arena_dup(a, text);
}

result signin_secrets(struct work *w, const unsigned char key[32], int64_t signin_id, const char **token,
                      const char **code)
{
  unsigned char raw[32], token_hash[32], hash[32];
  struct utc created;
  int64_t person_id = 0;
  const char *audience;
  TRY(signin_candidate(w, signin_id, &person_id, &audience));
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT created_at FROM signin WHERE id = ?", A(signin_id)));
    TRY(rows_one(&rows, F(created)));
  }
  secret_of(w->arena, key, "signin.link", signin_id, created, 0, raw);
  sha256(raw, sizeof raw, token_hash);
  *code = code_of(w->arena, key, signin_id, created);
  code_hash(w->arena, signin_id, *code, hash);
  TRY(db_exec(
      w,
      "UPDATE signin SET token_hash = ?, code_hash = ?, person_id = ?, audience = ? WHERE id = ? AND used_at IS NULL"
      " AND expires_at > ?",
      A(((struct bytes){ token_hash, sizeof token_hash })), A(((struct bytes){ hash, sizeof hash })), A_REF(person_id),
      A(audience), A(signin_id), A(w->now)));
  if (db_changed(w) != 1)
    return NOT_FOUND;
  *token = base64url_encode(w->arena, raw, sizeof raw);
  return OK;
}

result signin_peek(struct work *w, int64_t bill_group_id, const char *token, const char **email, const char **next)
{
  unsigned char hash[32];
  if (!token_kept(token, hash))
    return NOT_FOUND;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT email, next_path FROM signin WHERE token_hash = ? AND bill_group_id <=> ? AND used_at IS NULL"
               " AND expires_at > ?",
               A(((struct bytes){ hash, sizeof hash })), A_REF(bill_group_id), A(w->now)));
  return rows_one(&rows, F(*email), F(*next));
}

/* Two sign-ins of one person at once wait for each other here. Every read until then is a locking one: a plain read would fix the
 * transaction's snapshot, and the later of the two would have to begin again. */
static result person_lock(struct work *w, int64_t id)
{
  int64_t person_id;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT p.id FROM signin s JOIN person p ON p.id = s.person_id WHERE s.id = ? FOR UPDATE",
               A(id)));
  return rows_one(&rows, F(person_id));
}

/* The person behind an attempt that was just used up; NOT_FOUND when they or their organisation were deactivated meanwhile, or when the
 * address that the mail went to is theirs no more. */
static result signin_person(struct work *w, int64_t id, struct signin *out)
{
  const char *word;
  TRY(person_lock(w, id));
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT s.person_id, s.audience, s.next_path, s.email FROM signin s JOIN person p ON p.id = s.person_id LEFT JOIN org o ON o.id = p.org_id"
      " WHERE s.id = ? AND p.active AND (p.org_id IS NULL OR o.status = 'active') AND BINARY p.email = BINARY s.email",
      A(id)));
  *out = (struct signin){ 0 };
  TRY(rows_one(&rows, F(out->person_id), F(word), F(out->next), F(out->email)));
  out->audience = audience_of(word);
  return OK;
}

/* Who used it up: a person, or at a bill group's portal an address. */
static result signin_done(struct work *w, int64_t bill_group_id, int64_t id, struct signin *out)
{
  if (!bill_group_id)
    return signin_person(w, id, out);
  *out = (struct signin){ .audience = AUDIENCE_CUSTOMER, .bill_group_id = bill_group_id };
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT next_path, email FROM signin WHERE id = ?", A(id)));
  return rows_one(&rows, F(out->next), F(out->email));
}

result signin_use_link(struct work *w, int64_t bill_group_id, const char *token, struct signin *out)
{
  unsigned char hash[32];
  if (!token_kept(token, hash))
    return NOT_FOUND;
  struct bytes key = { hash, sizeof hash };
  TRY(db_exec(
      w,
      "UPDATE signin SET used_at = ? WHERE token_hash = ? AND bill_group_id <=> ? AND used_at IS NULL AND expires_at > ?",
      A(w->now), A(key), A_REF(bill_group_id), A(w->now)));
  if (db_changed(w) != 1)
    return NOT_FOUND;
  int64_t id = 0;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id FROM signin WHERE token_hash = ? FOR UPDATE", A(key)));
    TRY(rows_one(&rows, F(id)));
  }
  return signin_done(w, bill_group_id, id, out);
}

result signin_use_code(struct work *w, int64_t bill_group_id, const char *handle, const char *code, struct signin *out)
{
  unsigned char hash[32], given[32];
  if (!token_kept(handle, hash))
    return NOT_FOUND;
  int64_t id = 0;
  int tries = 0;
  struct bytes kept = { 0 };
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows,
                 "SELECT id, tries, code_hash FROM signin WHERE handle = ? AND bill_group_id <=> ? AND used_at IS NULL"
                 " AND expires_at > ? FOR UPDATE",
                 A(((struct bytes){ hash, sizeof hash })), A_REF(bill_group_id), A(w->now)));
    TRY(rows_one(&rows, F(id), F(tries), F(kept)));
  }
  if (tries >= CODE_TRIES)
    return LIMITED;
  code_hash(w->arena, id, code, given);
  if (kept.size != sizeof given || !secret_equal(kept.at, given, sizeof given)) {
    TRY(db_exec(w, "UPDATE signin SET tries = tries + 1 WHERE id = ?", A(id)));
    return INVALID;
  }
  TRY(db_exec(w, "UPDATE signin SET used_at = ? WHERE id = ?", A(w->now), A(id)));
  return signin_done(w, bill_group_id, id, out);
}
