/* multipart/form-data (RFC 7578) as browsers write it, and nothing laxer: no preamble, no nested parts, no transfer encodings,
 * CRLF only. What does not fit is refused whole, so that no second reader can see other parts than we did. */
#include "lib/base/limits.h"
#include "lib/http/parse.h"
#include <string.h>

struct reader {
  struct arena *arena;
  const char *at, *end;
  const char *delimiter; /* "--boundary" */
  size_t delimiter_n;
};

static const char *token_end(const char *s)
{
  while (*s && (unsigned char)*s > 0x20 && *s != 0x7f && !strchr("()<>@,;:\\\"/[]?={}", *s))
    s++;
  return s;
}

/* One parameter's value at *s, plain or quoted; NULL when malformed. A backslash stands for itself, as browsers mean it. */
static char *parameter_value(struct arena *a, const char **s)
{
  const char *from = *s;
  if (*from == '"') {
    size_t n = strcspn(from + 1, "\"");
    if (from[n + 1] != '"')
      return NULL;
    *s = from + n + 2;
    return arena_dupn(a, from + 1, n);
  }
  *s = token_end(from);
  return *s > from ? arena_dupn(a, from, (size_t)(*s - from)) : NULL;
}

const char *header_parameter(struct arena *a, const char *value, const char *name)
{
  const char *found = NULL, *s = value + strcspn(value, ";");
  while (*s == ';') {
    s += 1;
    s += strspn(s, " \t");
    const char *from = s;
    s = token_end(s);
    if (s == from || *s != '=')
      return NULL;
    bool ours = (size_t)(s - from) == strlen(name) && strncasecmp(from, name, strlen(name)) == 0;
    s += 1;
    const char *v = parameter_value(a, &s);
    if (!v || (ours && found))
      return NULL;
    found = ours ? v : found;
    s += strspn(s, " \t");
  }
  return *s ? NULL : found;
}

static bool boundary_valid(const char *s)
{
  size_t n = s ? strlen(s) : 0;
  return n > 0 && n <= 70 && s[n - 1] != ' ' &&
         !s[strspn(s, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'()+_,-./:=? ")];
}

/* The next header line without its CRLF; NULL when there is none. "" ends a part's headers. */
static const char *line_read(struct reader *r)
{
  const char *end = memmem(r->at, (size_t)(r->end - r->at), "\r\n", 2);
  if (!end || end - r->at > 1024 || !utf8_valid(r->at, (size_t)(end - r->at)))
    return NULL;
  char *line = arena_dupn(r->arena, r->at, (size_t)(end - r->at));
  r->at = end + 2;
  return str_has_control(line) ? NULL : line;
}

static const char *base_name(const char *path)
{
  const char *base = path;
  for (const char *s = path; *s; s++)
    if (*s == '/' || *s == '\\')
      base = s + 1;
  return base;
}

static bool disposition_read(struct reader *r, const char *value, struct param *p)
{
  if (p->name || strncasecmp(value, "form-data;", 10) != 0)
    return false;
  p->name = header_parameter(r->arena, value, "name");
  const char *file = header_parameter(r->arena, value, "filename");
  p->file_name = file ? base_name(file) : NULL;
  return p->name && (!file || strlen(file) <= 255);
}

static bool part_headers(struct reader *r, struct param *p)
{
  const char *line, *type = NULL;
  for (int n = 0; (line = line_read(r)) && *line; n++) {
    const char *colon = strchr(line, ':');
    if (!colon || n == 8)
      return false;
    const char *value = colon + 1 + strspn(colon + 1, " \t");
    size_t name_n = (size_t)(colon - line);
    if (name_n == 19 && strncasecmp(line, "Content-Disposition", name_n) == 0) {
      if (!disposition_read(r, value, p))
        return false;
    } else if (name_n == 12 && strncasecmp(line, "Content-Type", name_n) == 0 && !type) {
      type = str_lower(r->arena, value);
    } else {
      return false;
    }
  }
  p->file_type = p->file_name ? (type ? type : "application/octet-stream") : NULL;
  return line && p->name;
}

/* The bytes up to the next delimiter, which must be followed by CRLF or "--". */
static bool part_body(struct reader *r, struct param *p)
{
  const char *from = r->at;
  char *mark = arena_printf(r->arena, "\r\n%s", r->delimiter);
  const char *found = memmem(from, (size_t)(r->end - from), mark, r->delimiter_n + 2);
  if (!found)
    return false;
  p->size = (size_t)(found - from);
  p->value = arena_dupn(r->arena, from, p->size);
  r->at = found + 2;
  return p->file_name || (p->size <= LIMIT_BODY_BYTES && text_valid(p->value, p->size));
}

static bool reader_takes(struct reader *r, const char *s, size_t n)
{
  if ((size_t)(r->end - r->at) < n || memcmp(r->at, s, n) != 0)
    return false;
  r->at += n;
  return true;
}

result params_multipart(struct arena *a, const char *content_type, struct request *rq, struct bad *bad)
{
  const char *boundary = header_parameter(a, content_type, "boundary");
  if (!boundary_valid(boundary))
    return http_bad(bad, 400, "boundary is malformed");
  const char *body = (const char *)rq->body.at;
  struct reader r = {
    .arena = a, .at = body, .end = body + rq->body.size, .delimiter = arena_printf(a, "--%s", boundary)
  };
  r.delimiter_n = strlen(r.delimiter);
  for (;;) {
    if (!reader_takes(&r, r.delimiter, r.delimiter_n))
      return http_bad(bad, 400, "part without its boundary");
    if (reader_takes(&r, "--", 2)) {
      reader_takes(&r, "\r\n", 2);
      return r.at == r.end ? OK : http_bad(bad, 400, "bytes after the last part");
    }
    struct param p = { 0 };
    if (!reader_takes(&r, "\r\n", 2) || !part_headers(&r, &p) || !part_body(&r, &p))
      return http_bad(bad, 400, "a part is malformed");
    TRY(params_add(a, rq, &p, bad));
  }
}
