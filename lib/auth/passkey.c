/* Passkeys in the database: challenges that are answered once, registering, and whose passkey answered. */
#include "lib/auth/passkey.h"

#include <string.h>

enum {
  CHALLENGE_S = 15 * 60,
  RANDOM_BYTES = 16,
  MAC_BYTES = 32,
  SIGNED_BYTES = 8 + RANDOM_BYTES,
  CHALLENGE_BYTES = SIGNED_BYTES + MAC_BYTES
};

static void challenge_mac(const struct passkey_ask *ask, const unsigned char part[SIGNED_BYTES],
                          unsigned char mac[MAC_BYTES])
{
  unsigned char own[32];
  char text[200];
  struct arena *a = arena_new(4096, NULL, NULL);
  const char *bound = arena_printf(a, "%s:%lld:", ask->purpose, (long long)ask->session_id);
  size_t n = strlen(bound);
  memcpy(text, bound, n);
  memcpy(text + n, part, SIGNED_BYTES);
  key_derive(ask->key, "passkey.challenge", own);
  hmac_sha256(own, sizeof own, text, n + SIGNED_BYTES, mac);
  arena_free(a);
}

const char *passkey_challenge(struct arena *a, const struct passkey_ask *ask, struct utc now)
{
  unsigned char raw[CHALLENGE_BYTES];
  uint64_t until = (uint64_t)(now.us / 1000000 + CHALLENGE_S);
  for (int i = 0; i < 8; i++)
    raw[i] = (unsigned char)(until >> (56 - 8 * i));
  random_bytes(raw + 8, RANDOM_BYTES);
  challenge_mac(ask, raw, raw + SIGNED_BYTES);
  return base64url_encode(a, raw, sizeof raw);
}

bool passkey_challenge_valid(const struct passkey_ask *ask, const char *challenge, struct utc now)
{
  unsigned char raw[CHALLENGE_BYTES], mac[MAC_BYTES];
  size_t size = 0;
  uint64_t until = 0;
  if (str_empty(challenge) || !base64url_decode(challenge, raw, sizeof raw, &size) || size != sizeof raw)
    return false;
  challenge_mac(ask, raw, mac);
  for (int i = 0; i < 8; i++)
    until = until << 8 | raw[i];
  return secret_equal(mac, raw + SIGNED_BYTES, MAC_BYTES) && (int64_t)until > now.us / 1000000;
}

const char *passkey_host(struct arena *a, const char *site_url)
{
  const char *at = strstr(site_url, "://");
  at = at ? at + 3 : site_url;
  return arena_dupn(a, at, strcspn(at, ":/"));
}

const char *passkey_user(struct arena *a, struct public_id person)
{
  unsigned char raw[8];
  for (int i = 0; i < 8; i++)
    raw[i] = (unsigned char)(person.bits >> (56 - 8 * i));
  return base64url_encode(a, raw, sizeof raw);
}

static struct bytes decoded(struct arena *a, const char *text)
{
  size_t size = 0, room = text ? strlen(text) : 0;
  unsigned char *raw = arena_alloc(a, room + 1);
  return text && base64url_decode(text, raw, room, &size) ? (struct bytes){ raw, size } : (struct bytes){ 0 };
}

/* The browser's part, and the challenge used up: NULL, or why not. */
static result client_check(struct work *w, const struct passkey_ask *ask, struct bytes client_data, const char *type,
                           const char **why)
{
  unsigned char hash[32];
  const char *challenge = "";
  *why = passkey_client_data(w->arena, client_data, type, ask->site_url, &challenge);
  if (!*why && !passkey_challenge_valid(ask, challenge, w->now))
    *why = "a challenge that is not ours, or too old";
  if (*why)
    return INVALID;
  sha256(challenge, strlen(challenge), hash);
  result r = db_exec(w, "INSERT INTO passkey_challenge (challenge_hash, expires_at) VALUES (?, ?)",
                     A(((struct bytes){ hash, sizeof hash })), A(utc_add_s(w->now, CHALLENGE_S)));
  if (r != CONFLICT)
    return r;
  *why = "a challenge that was answered before";
  return INVALID;
}

result passkey_register(struct work *w, const struct passkey_ask *ask, const struct passkey_reply *in,
                        int64_t person_id, const char *name, const char **why)
{
  struct passkey_made made;
  unsigned char hash[32];
  TRY(client_check(w, ask, decoded(w->arena, in->client_data), "webauthn.create", why));
  *why =
      passkey_attestation(w->arena, passkey_host(w->arena, ask->site_url), decoded(w->arena, in->attestation), &made);
  if (*why)
    return INVALID;
  sha256(made.id.at, made.id.size, hash);
  return db_exec(w,
                 "INSERT INTO passkey (public_id, person_id, credential_hash, credential_id, public_key, sign_count, "
                 "name, created_at)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                 A(public_id_new()), A(person_id), A(((struct bytes){ hash, sizeof hash })), A(made.id),
                 A(((struct bytes){ made.public_key, sizeof made.public_key })), A(made.count), A(name), A(w->now));
}

struct found {
  int64_t id, person_id, count;
  struct public_id person;
  struct bytes public_key;
  const char *audience;
};

static result find(struct work *w, struct bytes credential, struct found *out)
{
  unsigned char hash[32];
  sha256(credential.at ? credential.at : (const unsigned char *)"", credential.size, hash);
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT k.id, k.person_id, k.sign_count, p.public_id, k.public_key, IF(p.org_id IS NULL, 'staff', "
               "'partner') FROM passkey k"
               " JOIN person p ON p.id = k.person_id LEFT JOIN org o ON o.id = p.org_id"
               " WHERE k.credential_hash = ? AND p.active AND (o.id IS NULL OR o.status = 'active') FOR UPDATE",
               A(((struct bytes){ hash, sizeof hash }))));
  return rows_one(&rows, F(out->id), F(out->person_id), F(out->count), F(out->person), F(out->public_key),
                  F(out->audience));
}

result passkey_use(struct work *w, const struct passkey_ask *ask, const struct passkey_reply *in, int64_t *person_id,
                   enum audience *audience, const char **why)
{
  struct found k = { 0 };
  int64_t count = 0;
  struct bytes client_data = decoded(w->arena, in->client_data);
  TRY(client_check(w, ask, client_data, "webauthn.get", why));
  result r = find(w, decoded(w->arena, in->credential), &k);
  if (r != OK && r != NOT_FOUND)
    return r;
  if (r == NOT_FOUND || k.public_key.size != 64)
    *why = "a passkey that nobody who may sign in has";
  else if (!str_empty(in->user) && !str_eq(in->user, passkey_user(w->arena, k.person)))
    *why = "another person's user handle";
  else
    *why = passkey_assertion(passkey_host(w->arena, ask->site_url), client_data, decoded(w->arena, in->authenticator),
                             decoded(w->arena, in->signature), k.public_key.at, k.count, &count);
  if (*why)
    return INVALID;
  *person_id = k.person_id;
  *audience = str_eq(k.audience, "staff") ? AUDIENCE_STAFF : AUDIENCE_PARTNER;
  return db_exec(w, "UPDATE passkey SET sign_count = ?, used_at = ? WHERE id = ?", A(count), A(w->now), A(k.id));
}
