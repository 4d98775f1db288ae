/* Domains and addresses in the one form that they are compared in. International names go through IDNA 2008 (UTS 46, non-transitional)
 * by libidn2, so that "Bücher.example" and "xn--bcher-kva.example" are the same. */
#include "lib/model/access_rule.h"

#include "lib/form/form.h"
#include <idn2.h>
#include <string.h>

enum { HOST_BYTES_MAX = 253, ADDRESS_BYTES_MAX = 254 };

/* Labels of letters, digits and inner hyphens, at least two of them; the last is no number, for that would be an IP address. */
static bool host_plain(const char *host)
{
  const char *label = host;
  int labels = 0;
  for (;;) {
    size_t n = strcspn(label, ".");
    if (n == 0 || n > 63 || label[0] == '-' || label[n - 1] == '-' ||
        strspn(label, "abcdefghijklmnopqrstuvwxyz0123456789-") < n)
      return false;
    labels++;
    if (!label[n])
      return labels > 1 && strspn(label, "0123456789") < n;
    label += n + 1;
  }
}

const char *domain_ascii(struct arena *a, const char *typed)
{
  uint8_t *ascii = NULL;
  if (str_empty(typed) || strlen(typed) > HOST_BYTES_MAX * 4)
    return NULL;
  int r = idn2_lookup_u8((const uint8_t *)typed, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
  const char *host = r == IDN2_OK ? str_lower(a, (const char *)ascii) : NULL;
  idn2_free(ascii);
  return host && strlen(host) <= HOST_BYTES_MAX && host_plain(host) ? host : NULL;
}

const char *rule_address(struct arena *a, const char *typed)
{
  const char *trimmed = str_trim(a, typed ? typed : ""), *at = strrchr(trimmed, '@');
  const char *host = at ? domain_ascii(a, at + 1) : NULL;
  if (!host)
    return NULL;
  const char *address = arena_printf(a, "%s@%s", str_lower(a, arena_dupn(a, trimmed, (size_t)(at - trimmed))), host);
  return strlen(address) <= ADDRESS_BYTES_MAX && email_valid(address) ? address : NULL;
}

const char *rule_text(struct arena *a, const char *value)
{
  const char *at = strrchr(value, '@'), *host = at ? at + 1 : value;
  char *people = NULL;
  if (!strstr(host, "xn--") || idn2_to_unicode_8z8z(host, &people, 0) != IDN2_OK)
    return value;
  const char *text = arena_printf(a, "%.*s%s (%s)", (int)(host - value), value, people, value);
  idn2_free(people);
  return text;
}
