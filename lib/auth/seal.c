#include "lib/auth/seal.h"

#include "lib/base/crypto.h"
#include "lib/base/log.h"

#include <string.h>

enum {
  SEAL_VERSION = 1,
  KEY_ID_BYTES = 4,
  NONCE_AT = 1 + KEY_ID_BYTES,
  TAG_AT = NONCE_AT + GCM_NONCE_BYTES,
  TEXT_AT = TAG_AT + GCM_TAG_BYTES
};

/* Tells which of two installation keys made a blob, without telling anything about the key. */
static void key_id(const unsigned char key[32], unsigned char id[KEY_ID_BYTES])
{
  unsigned char mac[32];
  hmac_sha256(key, 32, "seal:key id", strlen("seal:key id"), mac);
  memcpy(id, mac, KEY_ID_BYTES);
}

struct bytes seal(struct arena *a, const unsigned char key[32], const char *purpose, const char *text)
{
  unsigned char own[32];
  size_t size = strlen(text);
  unsigned char *blob = arena_alloc(a, TEXT_AT + size);
  const char *bound = arena_printf(a, "seal:%s", purpose);
  blob[0] = SEAL_VERSION;
  key_id(key, blob + 1);
  random_bytes(blob + NONCE_AT, GCM_NONCE_BYTES);
  key_derive(key, bound, own);
  gcm_seal(own, blob + NONCE_AT, bound, text, size, blob + TEXT_AT, blob + TAG_AT);
  explicit_bzero(own, sizeof own);
  return (struct bytes){ blob, TEXT_AT + size };
}

result seal_open(struct arena *a, const unsigned char key[32], const char *purpose, struct bytes blob,
                 const char **text)
{
  unsigned char own[32], id[KEY_ID_BYTES];
  const char *bound = arena_printf(a, "seal:%s", purpose);
  key_id(key, id);
  if (blob.size < TEXT_AT || blob.at[0] != SEAL_VERSION)
    return FAIL("what was sealed as %s is of no version that we know", purpose);
  if (memcmp(blob.at + 1, id, sizeof id) != 0)
    return FAIL("what was sealed as %s was sealed with another installation's key", purpose);
  char *out = arena_alloc(a, blob.size - TEXT_AT + 1);
  key_derive(key, bound, own);
  bool fits = gcm_open(own, blob.at + NONCE_AT, bound, blob.at + TEXT_AT, blob.size - TEXT_AT, (unsigned char *)out,
                       blob.at + TAG_AT);
  explicit_bzero(own, sizeof own);
  if (!fits)
    return FAIL("what was sealed as %s was changed", purpose);
  *text = out;
  return OK;
}
