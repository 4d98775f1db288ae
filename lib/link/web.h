/* One question to another machine over HTTPS, for answers of a known, small size. No redirect is followed, no proxy of the environment is
 * used, certificates are always verified, and nothing is asked for longer than WEB_S. Plain http only on the loopback, where asked for. */
#ifndef PORTICO_LINK_WEB_H
#define PORTICO_LINK_WEB_H

#include "lib/base/arena.h"
#include "lib/base/result.h"
#include "lib/base/str.h"

enum { WEB_CONNECT_S = 4, WEB_S = 8 };

struct web_request {
  const char *url;
  const char *form;            /* the body of a POST, application/x-www-form-urlencoded; NULL: GET */
  const char *user, *password; /* HTTP Basic; NULL: none */
  const char *bearer;          /* NULL: none */
  size_t bytes_max;            /* of the answer's body */
  bool plain_loopback;         /* http is fine, on this machine */
};
struct web_reply {
  int status;
  const char *content_type; /* lower case, without parameters; "" */
  struct bytes body;        /* NUL-terminated beyond its size */
};

/* OK with any status but a redirect. UNAVAILABLE: no answer in time, or more of it than allowed; INVALID: an address that is not asked.
 * *why is a sentence for the log without anything secret. Arena. */
result web_fetch(struct arena *a, const struct web_request *rq, struct web_reply *out, const char **why);

/* https with a host and without user, password or fragment; http too where the host is the loopback and that is allowed. */
bool web_url_fits(const char *url, bool plain_loopback);
bool web_url_plain(const char *url);                      /* it is http */
const char *web_origin(struct arena *a, const char *url); /* "https://host:port"; "" when it has none */
const char *web_escape(struct arena *a, const char *s);   /* one component */

#endif
