/* The check of an ID token. The header says which key and algorithm it wants; we decide: two algorithms, each with its kind of key, from
 * the provider's own document. The claims are read from the bytes whose signature was verified. */
#include "lib/link/oidc.h"

#include "lib/base/crypto.h"

#include <cjose/cjose.h>
#include <string.h>
#include <strings.h>

enum { HEADER_BYTES = 2048, KEYS_MAX = 100, KID_BYTES = 200 };

static result refused(const char **why, const char *text)
{
  *why = text;
  return INVALID;
}

static const char *type_of_key(const char *alg)
{
  return str_eq(alg, "RS256") ? "RSA" : str_eq(alg, "ES256") ? "EC" : NULL;
}

static bool absent_or(const json_t *key, const char *name, const char *value)
{
  return !json_object_get(key, name) || str_eq(json_string_value(json_object_get(key, name)), value);
}

/* A base64url number of between min and max bytes, without leading zeros that would make a short one look long. */
static bool number_fits(const json_t *key, const char *name, size_t min, size_t max, bool odd)
{
  unsigned char raw[1100];
  size_t size = 0;
  const char *text = json_string_value(json_object_get(key, name));
  if (!text || !base64url_decode(text, raw, sizeof raw, &size) || size < min || size > max)
    return false;
  return !odd || (raw[0] != 0 && (raw[size - 1] & 1) && !(size == 1 && raw[0] == 1));
}

static bool key_fits(const json_t *key, const char *alg)
{
  if (str_eq(alg, "RS256"))
    return number_fits(key, "n", 256, 1024, true) && number_fits(key, "e", 1, 4, true);
  return str_eq(json_string_value(json_object_get(key, "crv")), "P-256") && number_fits(key, "x", 32, 32, false) &&
         number_fits(key, "y", 32, 32, false);
}

/* Public members alone: what else stands in the document is none of the verifier's business. */
static json_t *public_part(const json_t *key, const char *kty)
{
  static const char *const rsa[] = { "kty", "n", "e", NULL }, *const ec[] = { "kty", "crv", "x", "y", NULL };
  json_t *out = json_object();
  for (const char *const *name = str_eq(kty, "RSA") ? rsa : ec; *name; name++)
    json_object_set(out, *name, json_object_get(key, *name));
  return out;
}

result oidc_key_find(const json_t *keys, const char *alg, const char *kid, json_t **out, const char **why)
{
  const char *kty = type_of_key(alg);
  const json_t *list = json_object_get(keys, "keys"), *found = NULL;
  if (json_array_size(list) > KEYS_MAX)
    return refused(why, "the provider publishes too many keys");
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *key = json_array_get(list, i);
    if (!str_eq(json_word(key, "kid", KID_BYTES), kid) || !str_eq(json_word(key, "kty", 10), kty) ||
        !absent_or(key, "use", "sig") || !absent_or(key, "alg", alg))
      continue;
    if (found)
      return refused(why, "the provider publishes two keys of one name");
    found = key;
  }
  if (!found)
    return NOT_FOUND;
  if (!key_fits(found, alg))
    return refused(why, "the provider's key is not fit for its algorithm");
  *out = public_part(found, kty);
  return OK;
}

/* The header's algorithm and key, by our list. */
static result header_read(struct arena *a, const char *token, const char **alg, const char **kid, const char **why)
{
  size_t n = strcspn(token, "."), size = 0;
  unsigned char raw[HEADER_BYTES];
  if (!base64url_decode(arena_dupn(a, token, n), raw, sizeof raw, &size))
    return refused(why, "the ID token's header is not base64url");
  JSON_READ *header = json_strict((struct bytes){ raw, size });
  if (!header)
    return refused(why, "the ID token's header is not strict JSON");
  const char *named = json_word(header, "alg", 20), *typ = json_word(header, "typ", 20),
             *id = json_word(header, "kid", KID_BYTES);
  if (!named || !type_of_key(named))
    return refused(why, "the ID token's algorithm is not RS256 or ES256");
  if (json_object_get(header, "crit") || json_object_get(header, "b64"))
    return refused(why, "the ID token's header asks for what we do not do");
  if (json_object_get(header, "typ") && (!typ || strcasecmp(typ, "JWT") != 0))
    return refused(why, "the token is of another type than JWT");
  if (!id || !*id)
    return refused(why, "the ID token does not name its key");
  *alg = arena_dup(a, named);
  *kid = arena_dup(a, id);
  return OK;
}

static bool compact_form(const char *token)
{
  int dots = 0;
  if (strlen(token) > OIDC_TOKEN_BYTES ||
      token[strspn(token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")])
    return false;
  for (const char *s = token; *s; s++)
    dots += *s == '.';
  return dots == 2;
}

/* The payload, if the key made the signature. */
static result signature_check(const char *token, json_t *key, json_t **claims, const char **why)
{
  cjose_err error = { 0 };
  uint8_t *text = NULL;
  size_t size = 0;
  cjose_jws_t *jws = cjose_jws_import(token, strlen(token), &error);
  cjose_jwk_t *jwk = jws ? cjose_jwk_import_json((cjose_header_t *)key, &error) : NULL;
  bool fits = jwk && cjose_jws_verify(jws, jwk, &error) && cjose_jws_get_plaintext(jws, &text, &size, &error);
  *claims = fits ? json_strict((struct bytes){ text, size }) : NULL;
  if (jwk)
    cjose_jwk_release(jwk);
  if (jws)
    cjose_jws_release(jws);
  if (!fits)
    return refused(why, "the ID token's signature does not hold");
  return *claims ? OK : refused(why, "the ID token's claims are not strict JSON");
}

/* For us, and where others are named beside us, made for us. */
static bool audience_fits(const json_t *claims, const char *client_id)
{
  const json_t *aud = json_object_get(claims, "aud"), *azp = json_object_get(claims, "azp");
  bool named = str_eq(json_string_value(aud), client_id);
  for (size_t i = 0; i < json_array_size(aud); i++) {
    const char *one = json_string_value(json_array_get(aud, i));
    if (!one)
      return false;
    named = named || str_eq(one, client_id);
  }
  if (azp && !str_eq(json_string_value(azp), client_id))
    return false;
  return named && (azp || json_array_size(aud) <= 1);
}

static const char *time_fault(const json_t *claims, struct utc asked_at, struct utc now)
{
  const json_t *exp = json_object_get(claims, "exp"), *iat = json_object_get(claims, "iat"),
               *nbf = json_object_get(claims, "nbf");
  json_int_t at = now.us / 1000000, asked = asked_at.us / 1000000;
  if (!json_is_integer(exp) || !json_is_integer(iat) || (nbf && !json_is_integer(nbf)))
    return "the ID token's times are missing or no whole numbers";
  if (json_integer_value(exp) < at - OIDC_LEEWAY_S)
    return "the ID token is over";
  if (json_integer_value(iat) > at + OIDC_LEEWAY_S || (nbf && json_integer_value(nbf) > at + OIDC_LEEWAY_S))
    return "the ID token is of the future";
  return json_integer_value(iat) < asked - OIDC_LEEWAY_S ? "the ID token is older than the question" : NULL;
}

/* OpenID Connect Core 3.1.3.6: the left half of the access token's hash. */
static bool access_hash_fits(struct arena *a, const json_t *claims, const char *access_token)
{
  unsigned char hash[32];
  const json_t *at_hash = json_object_get(claims, "at_hash");
  if (!at_hash)
    return true;
  if (!access_token)
    return false;
  sha256(access_token, strlen(access_token), hash);
  return str_eq(json_string_value(at_hash), base64url_encode(a, hash, 16));
}

static const char *claims_fault(struct arena *a, const json_t *claims, const struct oidc_client *c,
                                const struct oidc_answer *answer, const char *access_token, struct utc now)
{
  const char *sub = json_word(claims, "sub", 255), *nonce = json_word(claims, "nonce", 100);
  if (!str_eq(json_word(claims, "iss", 300), c->issuer))
    return "the ID token is another issuer's";
  if (str_empty(sub))
    return "the ID token names nobody";
  if (!audience_fits(claims, c->client_id))
    return "the ID token is for somebody else";
  if (!nonce || strlen(nonce) != strlen(answer->nonce) || !secret_equal(nonce, answer->nonce, strlen(nonce)))
    return "the ID token answers another question (nonce)";
  const char *times = time_fault(claims, answer->asked_at, now);
  if (times)
    return times;
  return access_hash_fits(a, claims, access_token) ? NULL
                                                   : "the ID token does not belong to the access token (at_hash)";
}

result oidc_token_check(struct arena *a, const struct oidc_client *c, const struct oidc_answer *answer,
                        struct bytes keys, const char *token, const char *access_token, struct utc now, json_t **claims,
                        const char **why)
{
  const char *alg, *kid;
  JSON_READ *document = json_strict(keys);
  JSON_READ *key = NULL;
  if (!document)
    return refused(why, "the key document is not strict JSON");
  if (!compact_form(token))
    return refused(why, "the ID token is not in its compact form, or too long");
  TRY(header_read(a, token, &alg, &kid, why));
  TRY(oidc_key_find(document, alg, kid, &key, why));
  TRY(signature_check(token, key, claims, why));
  const char *fault = claims_fault(a, *claims, c, answer, access_token, now);
  return fault ? refused(why, fault) : OK;
}
