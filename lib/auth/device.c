/* Device cookies: see the header. The value is entries with "~" between, each "expiry.random.mac". */
#include "lib/auth/device.h"

#include "lib/base/crypto.h"
#include "lib/base/limits.h"

#include <string.h>

enum { ENTRIES_MAX = 4, RANDOM_BYTES = 16, ENTRY_CHARS_MAX = 120 };

const char device_cookie[] = "portico_device";

/* The address is hashed first, so that its length is fixed and no other pair makes the same text. */
static const char *entry_mac(struct arena *a, const unsigned char key[32], const char *part, const char *email)
{
  unsigned char own[32], hash[32], mac[32];
  const char *lower = str_lower(a, email);
  key_derive(key, "device cookie", own);
  sha256(lower, strlen(lower), hash);
  const char *text = arena_printf(a, "%s:%s", hex_encode(a, hash, sizeof hash), part);
  hmac_sha256(own, sizeof own, text, strlen(text), mac);
  return base64url_encode(a, mac, sizeof mac);
}

struct entry {
  const char *part, *mac; /* "expiry.random" */
  int64_t until;
};

/* The next entry of a cookie's value; false at its end. until 0: it is none of ours by its form. */
static bool entry_next(struct arena *a, const char **value, struct entry *out)
{
  const char *s = *value;
  if (str_empty(s))
    return false;
  size_t n = strcspn(s, "~");
  *value = s + n + (s[n] == '~');
  *out = (struct entry){ 0 };
  char *copy = arena_dupn(a, s, n);
  char *mac_at = strrchr(copy, '.'), *random_at = strchr(copy, '.');
  if (n > ENTRY_CHARS_MAX || !mac_at || random_at == mac_at)
    return true;
  *mac_at = '\0';
  if (str_int64(arena_dupn(a, copy, (size_t)(random_at - copy)), &out->until)) {
    out->part = copy;
    out->mac = mac_at + 1;
  } else {
    out->until = 0;
  }
  return true;
}

static bool entry_of(struct arena *a, const unsigned char key[32], const struct entry *e, const char *email)
{
  const char *mac = entry_mac(a, key, e->part, email);
  return strlen(mac) == strlen(e->mac) && secret_equal(mac, e->mac, strlen(mac));
}

const char *device_known(struct arena *a, const unsigned char key[32], const char *value, const char *email,
                         struct utc now)
{
  struct entry e;
  for (int i = 0; i < ENTRIES_MAX && entry_next(a, &value, &e); i++)
    if (e.until > now.us / 1000000 && entry_of(a, key, &e, email))
      return e.part;
  return NULL;
}

const char *device_remember(struct arena *a, const unsigned char key[32], const char *value, const char *email,
                            struct utc now)
{
  unsigned char random[RANDOM_BYTES];
  struct entry e;
  struct buf all = BUF(a);
  random_bytes(random, sizeof random);
  const char *part =
      arena_printf(a, "%lld.%s", (long long)(now.us / 1000000 + DEVICE_S), base64url_encode(a, random, sizeof random));
  buf_printf(&all, "%s.%s", part, entry_mac(a, key, part, email));
  for (int i = 1; i < ENTRIES_MAX && entry_next(a, &value, &e);)
    if (e.until > now.us / 1000000 && !entry_of(a, key, &e, email)) {
      buf_printf(&all, "~%s.%s", e.part, e.mac);
      i++;
    }
  return buf_text(&all);
}
