/* Cookies of a request. Neighbours on the same host may set cookies of their own, so a malformed one is passed over and does not
 * refuse the request; but a name of ours that comes twice is nobody's: somebody tries to put one before the real one. */
#include "lib/http/http.h"
#include <string.h>

/* RFC 6265 cookie-octet */
static bool value_valid(const char *s, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)s[i];
    if (c <= 0x20 || c >= 0x7f || c == '"' || c == ',' || c == ';' || c == '\\')
      return false;
  }
  return true;
}

const char *cookie_name(struct arena *a, const char *name, bool plain)
{
  return plain ? name : arena_printf(a, "__Host-%s", name);
}

const char *cookie_find(struct arena *a, const struct request *rq, const char *name)
{
  size_t name_n = strlen(name), value_n = 0;
  const char *found = NULL;
  for (const char *s = rq->cookies; *s;) {
    s += strspn(s, " ");
    size_t n = strcspn(s, ";");
    if (n > name_n && strncmp(s, name, name_n) == 0 && s[name_n] == '=') {
      if (found)
        return NULL;
      found = s + name_n + 1;
      value_n = n - name_n - 1;
    }
    s += n + (s[n] == ';');
  }
  return found && value_valid(found, value_n) ? arena_dupn(a, found, value_n) : NULL;
}
