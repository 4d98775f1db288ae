/* Reads a request from its CGI variables: method, path, headers, then what params.c, multipart.c and body.c make of the rest.
 * REQUEST_URI is the one variable that every web server passes alike, so the path is made from it and from nothing else. */
#include "lib/base/limits.h"
#include "lib/http/parse.h"
#include <arpa/inet.h>
#include <string.h>

result http_bad(struct bad *bad, int status, const char *why)
{
  bad->status = status;
  bad->why = why;
  return INVALID;
}

static result method_read(const struct channel *c, struct request *out, struct bad *bad)
{
  static const struct {
    const char *name;
    enum method method;
  } known[] = { { "GET", GET }, { "HEAD", GET },    { "POST", POST },
                { "PUT", PUT }, { "PATCH", PATCH }, { "DELETE", DELETE_ } };
  const char *s = c->variable(c->at, "REQUEST_METHOD");
  if (str_empty(s))
    return http_bad(bad, 400, "no method");
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (str_eq(s, known[i].name)) {
      out->method = known[i].method;
      out->head = str_eq(s, "HEAD");
      return OK;
    }
  }
  if (str_eq(s, "OPTIONS") || str_eq(s, "TRACE") || str_eq(s, "CONNECT"))
    return http_bad(bad, 405, "method is not offered here");
  return http_bad(bad, 501, "unknown method");
}

static bool segments_plain(const char *path)
{
  for (const char *s = path; *s;) {
    const char *segment = s + 1; /* s is at a slash */
    size_t n = strcspn(segment, "/");
    bool last = segment[n] == '\0';
    if ((n == 0 && !last) || (n == 1 && segment[0] == '.') || (n == 2 && segment[0] == '.' && segment[1] == '.'))
      return false;
    s = segment + n;
  }
  return true;
}

/* An encoded slash or backslash would mean one path to the web server and another to us. */
static bool encoded_slash(const char *s, size_t n)
{
  for (size_t i = 0; i + 2 < n; i++)
    if (s[i] == '%' && ((s[i + 1] == '2' && (s[i + 2] | 0x20) == 'f') || (s[i + 1] == '5' && (s[i + 2] | 0x20) == 'c')))
      return true;
  return false;
}

result path_read(struct arena *a, const char *uri, struct request *out, struct bad *bad)
{
  if (str_empty(uri) || uri[0] != '/')
    return http_bad(bad, 400, "no path");
  if (strlen(uri) > LIMIT_URI_BYTES)
    return http_bad(bad, 414, "address too long");
  for (const unsigned char *s = (const unsigned char *)uri; *s; s++)
    if (*s <= 0x20 || *s >= 0x7f || *s == '\\' || *s == '#')
      return http_bad(bad, 400, "character that an address cannot hold");
  size_t n = strcspn(uri, "?"), size;
  out->raw_path = arena_dupn(a, uri, n);
  out->query = arena_dup(a, uri[n] ? uri + n + 1 : "");
  char *path = encoded_slash(uri, n) ? NULL : percent_decode(a, uri, n, false, &size);
  if (!path || !utf8_valid(path, size) || str_has_control(path) || !segments_plain(path))
    return http_bad(bad, 400, "path is malformed");
  out->path = path;
  return OK;
}

static result header_read(struct arena *a, const struct channel *c, const char *variable, size_t bytes_max,
                          const char **out, struct bad *bad)
{
  const char *s = c->variable(c->at, variable);
  if (!s) {
    *out = "";
    return OK;
  }
  size_t n = strnlen(s, bytes_max + 1);
  if (n > bytes_max)
    return http_bad(bad, 431, "header too long");
  if (str_has_control(s) || !utf8_valid(s, n))
    return http_bad(bad, 400, "header is malformed");
  *out = arena_dup(a, s);
  return OK;
}

static result headers_read(struct arena *a, const struct channel *c, struct request *out, struct bad *bad)
{
  const struct {
    const char *variable;
    size_t bytes_max;
    const char **to;
  } wanted[] = {
    { "HTTP_COOKIE", LIMIT_COOKIE_BYTES, &out->cookies },
    { "HTTP_HOST", 255, &out->host },
    { "HTTP_USER_AGENT", LIMIT_HEADER_BYTES, &out->user_agent },
    { "HTTP_ACCEPT_LANGUAGE", LIMIT_HEADER_BYTES, &out->accept_language },
    { "HTTP_REFERER", LIMIT_HEADER_BYTES, &out->referer },
    { "HTTP_ORIGIN", LIMIT_HEADER_BYTES, &out->origin },
    { "HTTP_SEC_FETCH_SITE", 64, &out->sec_fetch_site },
    { "HTTP_IF_NONE_MATCH", LIMIT_HEADER_BYTES, &out->if_none_match },
    { "HTTP_IDEMPOTENCY_KEY", 255, &out->idempotency_key },
    { "HTTP_FOR_ORGANISATION", 64, &out->for_organisation },
    { "HTTP_AUTHORIZATION", LIMIT_HEADER_BYTES, &out->authorization },
    { "HTTP_ACCEPT", LIMIT_HEADER_BYTES, &out->accept },
  };
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
    TRY(header_read(a, c, wanted[i].variable, wanted[i].bytes_max, wanted[i].to, bad));
  if (out->host[strspn(out->host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]")])
    return http_bad(bad, 400, "host is malformed");
  return OK;
}

/* The web server's word on who connects; headers that a client can write (X-Forwarded-For) have no say. */
static void connection_read(struct arena *a, const struct channel *c, struct request *out)
{
  unsigned char address[sizeof(struct in6_addr)];
  const char *remote = c->variable(c->at, "REMOTE_ADDR");
  bool good = remote && strlen(remote) <= 45 &&
              (inet_pton(AF_INET, remote, address) == 1 || inet_pton(AF_INET6, remote, address) == 1);
  out->remote = good ? arena_dup(a, remote) : "";
  const char *https = c->variable(c->at, "HTTPS"), *scheme = c->variable(c->at, "REQUEST_SCHEME");
  out->https = (https && strcasecmp(https, "on") == 0) || (scheme && strcasecmp(scheme, "https") == 0);
}

static result content_type_read(struct arena *a, const struct channel *c, struct request *out, const char **raw,
                                struct bad *bad)
{
  TRY(header_read(a, c, "CONTENT_TYPE", LIMIT_HEADER_BYTES, raw, bad));
  out->content_type = str_lower(a, str_trim(a, arena_dupn(a, *raw, strcspn(*raw, ";"))));
  const char *encoding = c->variable(c->at, "HTTP_CONTENT_ENCODING");
  if (!str_empty(encoding) && strcasecmp(encoding, "identity") != 0)
    return http_bad(bad, 415, "body is compressed");
  return OK;
}

/* The parameters of a body that is a form; any other body stays raw. */
static result form_read(struct arena *a, const char *raw_type, struct request *out, struct bad *bad)
{
  if (str_eq(out->content_type, "multipart/form-data"))
    return params_multipart(a, raw_type, out, bad);
  if (!str_eq(out->content_type, "application/x-www-form-urlencoded"))
    return OK;
  const char *charset = header_parameter(a, raw_type, "charset");
  if (charset && strcasecmp(charset, "utf-8") != 0)
    return http_bad(bad, 415, "form is not UTF-8");
  return params_urlencoded(a, (const char *)out->body.at, out->body.size, out, bad);
}

static result request_parts(struct arena *a, const struct channel *c, struct request *out, struct bad *bad)
{
  const char *raw_type;
  TRY(method_read(c, out, bad));
  TRY(path_read(a, c->variable(c->at, "REQUEST_URI"), out, bad));
  TRY(headers_read(a, c, out, bad));
  connection_read(a, c, out);
  TRY(params_urlencoded(a, out->query, strlen(out->query), out, bad));
  out->n_query = out->n_params;
  TRY(content_type_read(a, c, out, &raw_type, bad));
  if (out->method == GET) {
    const char *length = c->variable(c->at, "CONTENT_LENGTH");
    return str_empty(length) || str_eq(length, "0") ? OK : http_bad(bad, 400, "a GET with a body");
  }
  bool upload = str_eq(out->content_type, "multipart/form-data");
  TRY(body_read(a, c, upload ? LIMIT_UPLOAD_BYTES : LIMIT_BODY_BYTES, out, bad));
  return form_read(a, raw_type, out, bad);
}

result request_read(struct arena *a, const struct channel *c, struct request *out, int *status, const char **why)
{
  struct bad bad = { 200, "" };
  *out = (struct request){ .path = "/",
                           .raw_path = "/",
                           .query = "",
                           .content_type = "",
                           .cookies = "",
                           .host = "",
                           .remote = "",
                           .user_agent = "",
                           .accept_language = "",
                           .referer = "",
                           .origin = "",
                           .sec_fetch_site = "",
                           .if_none_match = "",
                           .idempotency_key = "",
                           .for_organisation = "",
                           .authorization = "",
                           .accept = "" };
  result r = request_parts(a, c, out, &bad);
  *status = bad.status;
  *why = bad.why;
  return r;
}
