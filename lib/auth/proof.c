/* What shows that a POST was meant by the person: the session's token, a signed state, the browser's own word. */
#include "lib/auth/auth.h"
#include "lib/base/limits.h"

#include <string.h>

const char *csrf_token(struct arena *a, const struct principal *who)
{
  unsigned char mac[32];
  hmac_sha256(who->csrf_secret, sizeof who->csrf_secret, "csrf", 4, mac);
  return base64url_encode(a, mac, sizeof mac);
}

bool csrf_valid(const struct principal *who, const char *token)
{
  unsigned char mac[32], given[32];
  size_t size = 0;
  if (str_empty(token) || !base64url_decode(token, given, sizeof given, &size) || size != sizeof given)
    return false;
  hmac_sha256(who->csrf_secret, sizeof who->csrf_secret, "csrf", 4, mac);
  return secret_equal(mac, given, sizeof mac);
}

bool same_origin(const struct request *rq, const char *site_url)
{
  if (*rq->sec_fetch_site)
    return str_eq(rq->sec_fetch_site, "same-origin") || str_eq(rq->sec_fetch_site, "none");
  return !*rq->origin || str_eq(rq->origin, site_url);
}

/* "purpose.expiry.random" signed: the state is bound to its purpose, so one made for a form does not fit another. */
static const char *state_mac(struct arena *a, const unsigned char key[32], const char *signed_part)
{
  unsigned char mac[32];
  const char *text = arena_printf(a, "state:%s", signed_part);
  hmac_sha256(key, 32, text, strlen(text), mac);
  return base64url_encode(a, mac, sizeof mac);
}

const char *state_make(struct arena *a, const unsigned char key[32], const char *purpose, struct utc now)
{
  unsigned char random[16];
  random_bytes(random, sizeof random);
  const char *part = arena_printf(a, "%s.%lld.%s", purpose, (long long)(now.us / 1000000 + FORM_STATE_S),
                                  base64url_encode(a, random, sizeof random));
  return arena_printf(a, "%s.%s", part, state_mac(a, key, part));
}

bool state_valid(const unsigned char key[32], const char *purpose, const char *state, struct utc now)
{
  char copy[300];
  const char *mac_at = str_empty(state) ? NULL : strrchr(state, '.');
  size_t purpose_size = strlen(purpose);
  if (!mac_at || strlen(state) >= sizeof copy || strncmp(state, purpose, purpose_size) != 0 ||
      state[purpose_size] != '.')
    return false;
  memcpy(copy, state, (size_t)(mac_at - state));
  copy[mac_at - state] = 0;
  struct arena *a = arena_new(4096, NULL, NULL);
  const char *mac = state_mac(a, key, copy);
  bool fits = strlen(mac) == strlen(mac_at + 1) && secret_equal(mac, mac_at + 1, strlen(mac));
  arena_free(a);
  char *expiry = copy + purpose_size + 1, *end = strchr(expiry, '.');
  int64_t until = 0;
  if (!fits || !end)
    return false;
  *end = 0;
  return str_int64(expiry, &until) && until > now.us / 1000000;
}
