/* One request in, one reply out, under plain CGI, FastCGI or a shell. The only user of fcgiapp.h (http/serve.c).
 * Everything from outside is capped by base/limits.h and checked to be UTF-8 here; nothing behind this layer sees raw bytes. */
#ifndef PORTICO_HTTP_HTTP_H
#define PORTICO_HTTP_HTTP_H

#include "lib/base/arena.h"
#include "lib/base/result.h"
#include "lib/base/str.h"

enum method { METHOD_NONE, GET, POST, PUT, PATCH, DELETE_ }; /* HEAD is GET without the body */

struct param {
  const char *name, *value;
  const char *file_name, *file_type; /* of an uploaded file; NULL otherwise */
  size_t size;                       /* of value, which for a file may hold NULs */
};

struct request {
  enum method method;
  bool head;
  const char *path;         /* decoded, "//" and dot segments refused, always begins with "/" */
  const char *raw_path;     /* as sent, without the query */
  const char *query;        /* raw, "" when none */
  struct param *params;     /* of the query for GET, of the query and the body for a form POST */
  int n_params, n_query;    /* the first n_query of them came with the query */
  struct bytes body;        /* raw; for JSON and webhooks */
  const char *content_type; /* lower case, without parameters; "" */
  const char *cookies, *host, *remote, *user_agent, *accept_language, *referer, *origin, *sec_fetch_site;
  const char *if_none_match, *idempotency_key, *for_organisation, *authorization, *accept; /* "" when absent */
  bool https;
};

struct reply {
  struct arena *arena;
  int status;
  const char *content_type;
  struct buf headers; /* "Name: value\r\n" each */
  struct buf body;
};

/* Where a request comes from and a reply goes to. */
struct channel {
  const char *(*variable)(void *at, const char *name);    /* a CGI variable or NULL */
  long (*read)(void *at, void *out, size_t room);         /* 0 at the end, -1 on a broken channel */
  bool (*write)(void *at, const void *from, size_t size); /* false when the client went away */
  void *at;
};

/* Reads and checks; on refusal *status says which (400, 405, 411, 413, 414, 415, 431, 501) and INVALID is answered.
 * The same parameter twice in a row or in query and body: 400 (params that may repeat end in "[]"). */
result request_read(struct arena *a, const struct channel *c, struct request *out, int *status, const char **why);
const char *param_text(const struct request *rq, const char *name); /* NULL when absent */
const char *param_posted(const struct request *rq,
                         const char *name); /* the same of the body alone: for proofs, which no link may carry */
const struct param *param_find(const struct request *rq, const char *name);
const char *cookie_find(struct arena *a, const struct request *rq, const char *name); /* NULL when absent */
char *url_encode(struct arena *a, const char *s);                                     /* one component */

void reply_reset(struct reply *r, struct arena *a);
/* Refuses (and logs) a control character in the value. */
void reply_header(struct reply *r, const char *name, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* A cookie for this host and the whole site: HttpOnly, SameSite=Lax, and Secure with the __Host- prefix unless plain.
 * name is the plain name; value "" ends it. max_age_s < 0: until the browser closes. */
void reply_cookie(struct reply *r, const char *name, const char *value, long max_age_s, bool plain);
const char *cookie_name(struct arena *a, const char *name, bool plain); /* with the prefix */
void reply_redirect(struct reply *r, const char *path); /* 303 to a path of this host; anything else becomes "/" */
/* Sends "Status:" line, headers, body (not for HEAD); false when the client went away. */
bool reply_send(const struct reply *r, const struct channel *c, bool head);

/* The accept loop: runs handle for each request until SIGTERM, SIGUSR1 or requests_max (and up to a quarter more), then leaves.
 * As plain CGI it runs once. after(at) is called when the client has its answer (deferred writes). 0 on a clean end. */
int serve(void (*handle)(const struct channel *c, void *at), void (*after)(void *at), void *at, int requests_max);
bool serve_by_web_server(void); /* started as CGI or FastCGI, not from a shell */

#endif
