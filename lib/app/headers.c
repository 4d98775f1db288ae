/* Headers that every reply carries, whatever its handler did. One that a handler set itself stands. */
#include "lib/app/frame.h"
#include <string.h>

static bool header_there(const struct reply *out, const char *name)
{
  size_t n = strlen(name);
  const char *s = out->headers.size ? out->headers.at : "";
  while (*s) {
    if (strncasecmp(s, name, n) == 0 && s[n] == ':')
      return true;
    const char *end = strstr(s, "\r\n");
    if (!end)
      return false;
    s = end + 2;
  }
  return false;
}

static void header_default(struct reply *out, const char *name, const char *value)
{
  if (!header_there(out, name))
    reply_header(out, name, "%s", value);
}

/* How much of a key's allowance is left, and in how many seconds it is whole again. */
static void rate_said(struct turn *tn)
{
  const struct rate *rate = &tn->rate;
  if (!rate->limit)
    return;
  reply_header(&tn->out, "RateLimit-Limit", "%d", rate->limit);
  reply_header(&tn->out, "RateLimit-Remaining", "%d", rate->remaining);
  reply_header(&tn->out, "RateLimit-Reset", "%d", rate->whole_s);
  if (tn->out.status == 429)
    reply_header(&tn->out, "Retry-After", "%d", rate->next_s);
}

void headers_finish(struct turn *tn)
{
  struct reply *out = &tn->out;
  if (!header_there(out, "Content-Security-Policy")) {
    reply_header(
        out, "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "form-action 'self'%s; base-uri 'none'; frame-ancestors 'none'",
        tn->form_action ? tn->form_action : "");
  }
  header_default(out, "X-Content-Type-Options", "nosniff");
  rate_said(tn);
  header_default(out, "Referrer-Policy", "same-origin");
  header_default(out, "Cross-Origin-Opener-Policy", "same-origin");
  header_default(out, "Cross-Origin-Resource-Policy", "same-origin");
  header_default(out, "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  header_default(out, "Cache-Control", out->status >= 400 ? "no-store" : "private, no-cache");
  if (str_starts(tn->app->config.site_url, "https://"))
    header_default(out, "Strict-Transport-Security", "max-age=31536000");
}
