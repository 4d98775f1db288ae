/* What an authenticator sent, judged by libfido2 and libcbor; the browser's part, clientDataJSON, by ourselves. */
#include "lib/auth/passkey.h"

#include <cbor.h>
#include <fido.h>
#include <fido/es256.h>
#include <jansson.h>
#include <string.h>

enum { FLAG_PRESENT = 1, FLAG_VERIFIED = 4, FLAG_CREDENTIAL = 64, HASH_BYTES = 32, DEPTH_MAX = 4 };

/* WebAuthn 5.8.1 allows further members, and Chromium adds one at random. */
static const char *client_members(struct arena *a, json_t *data, const char *type, const char *origin,
                                  const char **challenge)
{
  const char *is = json_string_value(json_object_get(data, "type")),
             *from = json_string_value(json_object_get(data, "origin"));
  const char *asked = json_string_value(json_object_get(data, "challenge"));
  if (!str_eq(is, type))
    return "another type";
  if (!str_eq(from, origin))
    return "another origin";
  if (json_is_true(json_object_get(data, "crossOrigin")))
    return "from within another site's page";
  if (!asked)
    return "no challenge";
  *challenge = arena_dup(a, asked);
  return NULL;
}

/* Before the parser, which would recurse. */
static bool too_deep(struct bytes json)
{
  int opened = 0;
  for (size_t i = 0; i < json.size; i++)
    opened += json.at[i] == '{' || json.at[i] == '[';
  return opened > DEPTH_MAX;
}

const char *passkey_client_data(struct arena *a, struct bytes json, const char *type, const char *origin,
                                const char **challenge)
{
  json_t *data = too_deep(json) ? NULL : json_loadb((const char *)json.at, json.size, JSON_REJECT_DUPLICATES, NULL);
  const char *why =
      json_is_object(data) ? client_members(a, data, type, origin, challenge) : "client data that is not an object";
  json_decref(data);
  return why;
}

static bool key_of(const unsigned char public_key[64], es256_pk_t **out)
{
  *out = es256_pk_new();
  return *out && es256_pk_from_ptr(*out, public_key, 64) == FIDO_OK;
}

/* libfido2 takes authenticator data with or without its CBOR head; the raw bytes are what a browser sends. */
static bool assertion_fill(fido_assert_t *f, const char *host, struct bytes client_data, struct bytes authenticator,
                           struct bytes signature)
{
  return fido_assert_set_count(f, 1) == FIDO_OK &&
         fido_assert_set_clientdata(f, client_data.at, client_data.size) == FIDO_OK &&
         fido_assert_set_rp(f, host) == FIDO_OK &&
         fido_assert_set_authdata_raw(f, 0, authenticator.at, authenticator.size) == FIDO_OK &&
         fido_assert_set_sig(f, 0, signature.at, signature.size) == FIDO_OK &&
         fido_assert_set_up(f, FIDO_OPT_TRUE) == FIDO_OK && fido_assert_set_uv(f, FIDO_OPT_TRUE) == FIDO_OK;
}

const char *passkey_assertion(const char *host, struct bytes client_data, struct bytes authenticator,
                              struct bytes signature, const unsigned char public_key[64], int64_t last_count,
                              int64_t *count)
{
  const char *why = NULL;
  es256_pk_t *key = NULL;
  fido_assert_t *f = fido_assert_new();
  if (!f || !key_of(public_key, &key) || !assertion_fill(f, host, client_data, authenticator, signature))
    why = "an assertion that cannot be read";
  else if (fido_assert_verify(f, 0, COSE_ES256, key) != FIDO_OK)
    why = "host, presence, verification or signature is wrong";
  else
    *count = fido_assert_sigcount(f, 0);
  /* A copy of the authenticator counts for itself (WebAuthn 6.1.1); those that do not count say 0 for ever. */
  if (!why && (*count || last_count) && *count <= last_count)
    why = "its counter went back";
  es256_pk_free(&key);
  fido_assert_free(&f);
  return why;
}

/* The member authData of the attestation object. */
static struct bytes auth_data(struct arena *a, struct bytes attestation)
{
  struct cbor_load_result loaded;
  struct bytes found = { 0 };
  cbor_item_t *map = cbor_load(attestation.at, attestation.size, &loaded);
  for (size_t i = 0; map && cbor_isa_map(map) && i < cbor_map_size(map); i++) {
    struct cbor_pair *pair = &cbor_map_handle(map)[i];
    if (!cbor_isa_string(pair->key) || cbor_string_length(pair->key) != 8 ||
        memcmp(cbor_string_handle(pair->key), "authData", 8) != 0 || !cbor_isa_bytestring(pair->value) ||
        !cbor_bytestring_is_definite(pair->value))
      continue;
    size_t size = cbor_bytestring_length(pair->value);
    unsigned char *copy = arena_alloc(a, size + 1);
    memcpy(copy, cbor_bytestring_handle(pair->value), size);
    found = (struct bytes){ copy, size };
  }
  if (map)
    cbor_decref(&map);
  return found;
}

static const char *credential_take(struct arena *a, fido_cred_t *f, struct bytes data, struct passkey_made *out)
{
  if (fido_cred_set_type(f, COSE_ES256) != FIDO_OK || fido_cred_set_authdata_raw(f, data.at, data.size) != FIDO_OK)
    return "no ES256 credential that can be read";
  if ((fido_cred_flags(f) & (FLAG_PRESENT | FLAG_VERIFIED | FLAG_CREDENTIAL)) !=
      (FLAG_PRESENT | FLAG_VERIFIED | FLAG_CREDENTIAL))
    return "presence or verification is missing";
  if (fido_cred_pubkey_len(f) != sizeof out->public_key || fido_cred_id_len(f) == 0 || fido_cred_id_len(f) > 1023)
    return "a key or an id of another length";
  unsigned char *id = arena_alloc(a, fido_cred_id_len(f));
  memcpy(id, fido_cred_id_ptr(f), fido_cred_id_len(f));
  memcpy(out->public_key, fido_cred_pubkey_ptr(f), sizeof out->public_key);
  out->id = (struct bytes){ id, fido_cred_id_len(f) };
  out->count = fido_cred_sigcount(f);
  es256_pk_t *key = NULL;
  bool on_curve = key_of(out->public_key, &key);
  es256_pk_free(&key);
  return on_curve ? NULL : "a key that is not of its curve";
}

const char *passkey_attestation(struct arena *a, const char *host, struct bytes attestation, struct passkey_made *out)
{
  unsigned char hash[HASH_BYTES];
  struct bytes data = auth_data(a, attestation);
  sha256(host, strlen(host), hash);
  if (data.size < HASH_BYTES)
    return "no authenticator data";
  if (!secret_equal(data.at, hash, HASH_BYTES))
    return "another host";
  fido_cred_t *f = fido_cred_new();
  const char *why = f ? credential_take(a, f, data, out) : "no memory";
  fido_cred_free(&f);
  return why;
}
