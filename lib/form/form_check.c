/* Addresses of people and places. Each check takes what is in common use and safe to put into a header, a link or a mail
 * command, not all that an RFC's grammar allows. */
#include "lib/form/form_lists.h"

#include <string.h>

enum { EMAIL_BYTES_MAX = 254, LOCAL_BYTES_MAX = 64, HOST_BYTES_MAX = 253, LABEL_BYTES_MAX = 63 };

static bool alphanumeric(char c)
{
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* A host name of n bytes: labels of letters, digits and inner hyphens. An international name is written as punycode (xn--),
 * as mail servers and resolvers want it. */
static bool host_valid(const char *host, size_t n)
{
  size_t label = 0;
  if (n == 0 || n > HOST_BYTES_MAX)
    return false;
  for (size_t i = 0; i < n; i++) {
    if (host[i] == '.') {
      if (label == 0 || host[i - 1] == '-')
        return false;
      label = 0;
      continue;
    }
    bool fine = alphanumeric(host[i]) || (host[i] == '-' && label > 0);
    if (!fine || ++label > LABEL_BYTES_MAX)
      return false;
  }
  return label > 0 && host[n - 1] != '-';
}

/* The part before the @ as a dot-atom (RFC 5321, without quoted strings), bytes above ASCII allowed (RFC 6531). */
static bool local_valid(const char *local, size_t n)
{
  if (n == 0 || n > LOCAL_BYTES_MAX || local[0] == '.' || local[n - 1] == '.')
    return false;
  for (size_t i = 0; i < n; i++) {
    char c = local[i];
    bool atom = alphanumeric(c) || (unsigned char)c >= 0x80 || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
    if (!atom && (c != '.' || local[i - 1] == '.'))
      return false;
  }
  return true;
}

/* No-break and other invisible spaces are no part of an address, nor are C1 controls. */
static bool has_odd_space(const char *s)
{
  for (; *s != '\0'; s++) {
    const unsigned char *c = (const unsigned char *)s;
    bool c1 = c[0] == 0xc2 && c[1] >= 0x80 && c[1] <= 0xa0;
    bool format = c[0] == 0xe2 && ((c[1] == 0x80 && (c[2] <= 0x8f || c[2] >= 0xa8)) || c[1] == 0x81) && c[2] >= 0x80 &&
                  c[2] <= 0xaf;
    if (c1 || format || strncmp(s, "\xe3\x80\x80", 3) == 0 || strncmp(s, "\xef\xbb\xbf", 3) == 0)
      return true;
  }
  return false;
}

/* C0, DEL and C1. */
static bool is_control(const unsigned char *c)
{
  return *c < 0x20 || *c == 0x7f || (*c == 0xc2 && c[1] >= 0x80 && c[1] <= 0x9f);
}

/* Embeddings, overrides and isolates of directions (Unicode TR 9, TR 36), separators of lines and paragraphs, and tags: in valid UTF-8. */
static bool is_turning(const unsigned char *c, bool lines)
{
  bool isolate = c[0] == 0xe2 && c[1] == 0x81 && c[2] >= 0xa6 && c[2] <= 0xa9;
  return (c[0] == 0xe2 && c[1] == 0x80 && c[2] >= 0xa8 && c[2] <= 0xae) || (isolate && !lines) ||
         (c[0] == 0xe2 && c[1] == 0x81 && c[2] >= 0xaa && c[2] <= 0xaf) ||
         (c[0] == 0xf3 && c[1] == 0xa0 && (c[2] == 0x80 || c[2] == 0x81));
}

/* Soft hyphen, blank and joiner without width, byte order mark. Those that scripts need (U+200C to U+200F) are not among them. */
static bool is_unseen(const unsigned char *c)
{
  return (c[0] == 0xc2 && c[1] == 0xad) || (c[0] == 0xe2 && c[1] == 0x80 && c[2] == 0x8b) ||
         (c[0] == 0xe2 && c[1] == 0x81 && c[2] >= 0xa0 && c[2] <= 0xa4) ||
         (c[0] == 0xef && c[1] == 0xbb && c[2] == 0xbf);
}

bool text_plain(const char *s, bool lines)
{
  if (!utf8_valid(s, strlen(s)))
    return false;
  for (const unsigned char *c = (const unsigned char *)s; *c != '\0'; c++) {
    bool line = lines && (*c == '\n' || *c == '\t');
    if ((is_control(c) && !line) || is_turning(c, lines) || (!lines && is_unseen(c)))
      return false;
  }
  return true;
}

bool email_valid(const char *s)
{
  size_t n = s == NULL ? 0 : strlen(s);
  const char *at = n == 0 || n > EMAIL_BYTES_MAX ? NULL : strrchr(s, '@');
  if (at == NULL || !utf8_valid(s, n) || has_odd_space(s))
    return false;
  const char *host = at + 1;
  size_t host_size = strlen(host);
  return local_valid(s, (size_t)(at - s)) && host_valid(host, host_size) &&
         (strchr(host, '.') != NULL || str_eq(host, "localhost"));
}

bool phone_valid(const char *s)
{
  int digits = 0, open = 0;
  for (const char *c = s; *c != '\0'; c++) {
    if (*c >= '0' && *c <= '9')
      digits++;
    else if (*c == '(' || *c == ')')
      open += *c == '(' ? 1 : -1;
    else if (*c == '+' ? c != s : strchr(" -./", *c) == NULL)
      return false;
    if (open < 0 || open > 1)
      return false;
  }
  return digits >= 5 && digits <= 15 && open == 0;
}

static bool port_valid(const char *s, size_t n)
{
  int port = 0;
  for (size_t i = 0; i < n; i++) {
    if (s[i] < '0' || s[i] > '9' || i == 5)
      return false;
    port = port * 10 + (s[i] - '0');
  }
  return port > 0 && port <= 65535;
}

/* No user name in front of the host: "https://portal.example.com@evil.example" reads like another place than it leads to. */
bool url_valid(const char *s)
{
  const char *host = str_starts(s, "https://") ? s + 8 : str_starts(s, "http://") ? s + 7 : NULL;
  if (host == NULL || !utf8_valid(s, strlen(s)) || str_has_control(s) || strpbrk(s, " \"<>\\^`{|}") != NULL ||
      has_odd_space(s))
    return false;
  size_t authority = strcspn(host, "/?#"), host_size = strcspn(host, ":/?#");
  if (host_size < authority && !port_valid(host + host_size + 1, authority - host_size - 1))
    return false;
  return host_valid(host, host_size);
}
