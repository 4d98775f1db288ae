/* The body, read to its end under our own cap: a length is not always announced (chunked bodies behind a proxy), and
 * where it is, it is compared and not trusted. */
#include "lib/http/parse.h"
#include <string.h>

/* -1: none announced. */
static result length_read(const struct channel *c, int64_t *out, struct bad *bad)
{
  const char *s = c->variable(c->at, "CONTENT_LENGTH");
  *out = -1;
  if (str_empty(s))
    return OK;
  if (s[strspn(s, "0123456789")])
    return http_bad(bad, 400, "length is malformed");
  return str_int64(s, out) ? OK : http_bad(bad, 413, "body too large");
}

result body_read(struct arena *a, const struct channel *c, size_t bytes_max, struct request *out, struct bad *bad)
{
  enum { PIECE = 16384 };
  int64_t announced;
  TRY(length_read(c, &announced, bad));
  if (announced > (int64_t)bytes_max)
    return http_bad(bad, 413, "body too large");
  char piece[PIECE];
  struct buf body = BUF(a);
  long n;
  while ((n = c->read(c->at, piece, sizeof piece)) > 0) {
    if (body.size + (size_t)n > bytes_max)
      return http_bad(bad, 413, "body too large");
    buf_put(&body, piece, (size_t)n);
  }
  if (n < 0 || (announced >= 0 && (size_t)announced != body.size))
    return http_bad(bad, 400, "body is not as long as announced");
  out->body = (struct bytes){ (const unsigned char *)buf_text(&body), body.size };
  return OK;
}
