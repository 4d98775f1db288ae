/* The reply: everything that leaves as a header is checked for control characters here, so no value can start a header of its own. */
#include "lib/base/limits.h"
#include "lib/base/log.h"
#include "lib/http/http.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void reply_reset(struct reply *r, struct arena *a)
{
  *r = (struct reply){
    .arena = a, .status = 200, .content_type = "text/html; charset=utf-8", .headers = BUF(a), .body = BUF(a)
  };
}

#define NAME_CHARS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"

static bool header_name_valid(const char *name)
{
  return *name && !name[strspn(name, NAME_CHARS)];
}

static bool cookie_name_valid(const char *name)
{
  return *name && !name[strspn(name, NAME_CHARS "_")];
}

void reply_header(struct reply *r, const char *name, const char *format, ...)
{
  va_list ap;
  va_start(ap, format);
  int n = vsnprintf(NULL, 0, format, ap);
  va_end(ap);
  if (n < 0 || n > LIMIT_HEADER_BYTES || !header_name_valid(name)) {
    log_error("header %s refused: it is too long or misnamed", name);
    return;
  }
  char *value = arena_alloc(r->arena, (size_t)n + 1);
  va_start(ap, format);
  vsnprintf(value, (size_t)n + 1, format, ap);
  va_end(ap);
  if (str_has_control(value)) {
    log_error("header %s refused: its value holds a control character", name);
    return;
  }
  buf_printf(&r->headers, "%s: %s\r\n", name, value);
}

static bool cookie_value_valid(const char *s)
{
  for (; *s; s++) {
    unsigned char c = (unsigned char)*s;
    if (c <= 0x20 || c >= 0x7f || c == '"' || c == ',' || c == ';' || c == '\\')
      return false;
  }
  return true;
}

void reply_cookie(struct reply *r, const char *name, const char *value, long max_age_s, bool plain)
{
  if (!cookie_name_valid(name) || !cookie_value_valid(value)) {
    log_error("cookie %s refused: a character that it cannot hold", name);
    return;
  }
  if (!*value)
    max_age_s = 0;
  const char *age = max_age_s < 0 ? "" : arena_printf(r->arena, "; Max-Age=%ld", max_age_s);
  reply_header(r, "Set-Cookie", "%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s", cookie_name(r->arena, name, plain), value,
               plain ? "" : "; Secure", age);
}

/* Browsers read "//host" and "/\host" as another host's address. */
static bool path_of_this_host(const char *path)
{
  return path && path[0] == '/' && path[1] != '/' && !strchr(path, '\\') && !str_has_control(path);
}

void reply_redirect(struct reply *r, const char *path)
{
  struct buf safe = BUF(r->arena);
  for (const char *s = path_of_this_host(path) ? path : "/"; *s; s++) {
    unsigned char c = (unsigned char)*s;
    if (c <= 0x20 || c >= 0x7f || strchr("\"<>^`{|}", c))
      buf_printf(&safe, "%%%02X", c);
    else
      buf_putc(&safe, (char)c);
  }
  r->status = 303;
  reply_header(r, "Location", "%s", buf_text(&safe));
}

static const char *status_text(int status)
{
  static const struct {
    int status;
    const char *text;
  } texts[] = {
    { 200, "OK" },
    { 201, "Created" },
    { 202, "Accepted" },
    { 204, "No Content" },
    { 303, "See Other" },
    { 304, "Not Modified" },
    { 400, "Bad Request" },
    { 401, "Unauthorized" },
    { 403, "Forbidden" },
    { 404, "Not Found" },
    { 405, "Method Not Allowed" },
    { 409, "Conflict" },
    { 411, "Length Required" },
    { 413, "Content Too Large" },
    { 414, "URI Too Long" },
    { 415, "Unsupported Media Type" },
    { 421, "Misdirected Request" },
    { 422, "Unprocessable Content" },
    { 429, "Too Many Requests" },
    { 431, "Request Header Fields Too Large" },
    { 500, "Internal Server Error" },
    { 501, "Not Implemented" },
    { 503, "Service Unavailable" },
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (texts[i].status == status)
      return texts[i].text;
  return "Status";
}

bool reply_send(const struct reply *r, const struct channel *c, bool head)
{
  bool too_large = r->body.size > LIMIT_REPLY_BYTES;
  if (too_large)
    log_error("reply of %zu bytes is past the cap", r->body.size);
  int status = too_large ? 500 : r->status;
  const char *body = too_large ? "The answer is too large. Please narrow it down.\n" : r->body.at;
  size_t size = too_large ? strlen(body) : r->body.size;
  bool bare = status == 204 || status == 304;
  struct buf top = BUF(r->arena);
  buf_printf(&top, "Status: %d %s\r\n", status, status_text(status));
  if (!bare) {
    buf_printf(&top, "Content-Type: %s\r\nContent-Length: %zu\r\n",
               too_large ? "text/plain; charset=utf-8" : r->content_type, size);
  }
  if (r->headers.size)
    buf_put(&top, r->headers.at, r->headers.size);
  buf_puts(&top, "\r\n");
  if (!c->write(c->at, top.at, top.size))
    return false;
  return head || bare || size == 0 || c->write(c->at, body, size);
}
