/* Parameters of a query or a form body. A name comes once, unless it ends in "[]": of two equal names one program reads the
 * first and the next program the last, and an attack lives in between. */
#include "lib/base/limits.h"
#include "lib/http/parse.h"
#include <stdlib.h>
#include <string.h>

static int hex_digit(char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

char *percent_decode(struct arena *a, const char *s, size_t n, bool plus, size_t *size)
{
  char *out = arena_alloc(a, n + 1), *o = out;
  for (size_t i = 0; i < n; i++) {
    if (s[i] == '%') {
      int high = i + 2 < n ? hex_digit(s[i + 1]) : -1;
      int low = high >= 0 ? hex_digit(s[i + 2]) : -1;
      if (low < 0)
        return NULL;
      *o++ = (char)(high * 16 + low);
      i += 2;
    } else {
      *o++ = s[i] == '+' && plus ? ' ' : s[i];
    }
  }
  *size = (size_t)(o - out);
  return out;
}

bool text_valid(const char *s, size_t size)
{
  for (size_t i = 0; i < size; i++) {
    unsigned char c = (unsigned char)s[i];
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f)
      return false;
  }
  return utf8_valid(s, size);
}

result params_add(struct arena *a, struct request *rq, const struct param *p, struct bad *bad)
{
  if (str_empty(p->name) || strlen(p->name) > LIMIT_PARAM_NAME_BYTES || str_has_control(p->name))
    return http_bad(bad, 400, "name of a parameter is malformed");
  if (rq->n_params == LIMIT_PARAMS)
    return http_bad(bad, 400, "too many parameters");
  if (!str_ends(p->name, "[]") && param_find(rq, p->name))
    return http_bad(bad, 400, "a parameter is given twice");
  if (!rq->params)
    rq->params = arena_array(a, LIMIT_PARAMS, sizeof *rq->params);
  rq->params[rq->n_params++] = *p;
  return OK;
}

static result pair_add(struct arena *a, const char *s, size_t n, struct request *rq, struct bad *bad)
{
  const char *equals = memchr(s, '=', n);
  size_t name_n = equals ? (size_t)(equals - s) : n, name_size, size = 0;
  char *name = percent_decode(a, s, name_n, true, &name_size);
  char *value = equals ? percent_decode(a, equals + 1, n - name_n - 1, true, &size) : arena_dup(a, "");
  if (!name || !value || !utf8_valid(name, name_size) || !text_valid(value, size))
    return http_bad(bad, 400, "a parameter is malformed");
  struct param p = { .name = name, .value = value, .size = size };
  return params_add(a, rq, &p, bad);
}

result params_urlencoded(struct arena *a, const char *s, size_t size, struct request *rq, struct bad *bad)
{
  const char *end = s + size;
  while (s < end) {
    const char *amp = memchr(s, '&', (size_t)(end - s));
    size_t n = (size_t)((amp ? amp : end) - s);
    if (n)
      TRY(pair_add(a, s, n, rq, bad));
    s += n + 1;
  }
  return OK;
}

const struct param *param_find(const struct request *rq, const char *name)
{
  for (int i = 0; i < rq->n_params; i++)
    if (str_eq(rq->params[i].name, name))
      return &rq->params[i];
  return NULL;
}

const char *param_text(const struct request *rq, const char *name)
{
  const struct param *p = param_find(rq, name);
  return p && !p->file_name ? p->value : NULL;
}

const char *param_posted(const struct request *rq, const char *name)
{
  const struct param *p = param_find(rq, name);
  return p && !p->file_name && p - rq->params >= rq->n_query ? p->value : NULL;
}

char *url_encode(struct arena *a, const char *s)
{
  static const char digits[] = "0123456789ABCDEF";
  char *out = arena_alloc(a, strlen(s) * 3 + 1), *o = out;
  for (; *s; s++) {
    unsigned char c = (unsigned char)*s;
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~", c);
    if (plain) {
      *o++ = (char)c;
    } else {
      *o++ = '%';
      *o++ = digits[c >> 4];
      *o++ = digits[c & 15];
    }
  }
  return out;
}
