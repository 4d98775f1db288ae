#include "lib/model/address_list.h"

#include "lib/base/str.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char separators[] = " ,;\t\r\n";

static int by_text(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Known ones stand sorted beside the list, so that 500 of them are not compared each with each. */
static bool seen(const char **sorted, int n, const char *address)
{
  return n > 0 && bsearch(&address, sorted, (size_t)n, sizeof *sorted, by_text) != NULL;
}

static void sorted_add(const char **sorted, int n, const char *address)
{
  int i = n;
  for (; i > 0 && strcmp(sorted[i - 1], address) > 0; i--)
    sorted[i] = sorted[i - 1];
  sorted[i] = address;
}

void address_list_split(struct arena *a, const char *text, struct address_list *out)
{
  const char **sorted = arena_array(a, ADDRESSES_MAX, sizeof *sorted);
  *out = (struct address_list){ .at = arena_array(a, ADDRESSES_MAX, sizeof *out->at) };
  for (const char *s = text ? text : ""; *(s += strspn(s, separators));) {
    size_t size = strcspn(s, separators);
    const char *address = str_lower(a, arena_dupn(a, s, size));
    s += size;
    if (seen(sorted, out->n, address)) {
      out->repeated++;
    } else if (out->n == ADDRESSES_MAX) {
      out->too_many = true;
      return;
    } else {
      sorted_add(sorted, out->n, address);
      out->at[out->n++] = address;
    }
  }
}

const char *address_local(struct arena *a, const char *address)
{
  return arena_dupn(a, address, strcspn(address, "@"));
}

const char *address_domain(const char *address)
{
  const char *at = strrchr(address, '@');
  return at ? at + 1 : "";
}

bool domain_valid(const char *domain)
{
  size_t size = strlen(domain), label = 0;
  bool dot = false;
  for (size_t i = 0; i < size; i++) {
    char c = domain[i];
    if (c == '.') {
      if (!label || domain[i - 1] == '-')
        return false;
      dot = true;
      label = 0;
    } else {
      if (!islower((unsigned char)c) && !isdigit((unsigned char)c) && (c != '-' || !label))
        return false;
      label++;
    }
    if (label > 63)
      return false;
  }
  return dot && label > 1 && domain[size - 1] != '-' && size <= 253;
}
