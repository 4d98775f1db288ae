/* A POST that comes again (double click, reload, retry after a lost connection) gets the first answer. The form's key is
 * claimed by the first write of the transaction and the answer is stored by its last: both are there or neither is. A twin that
 * runs at the same moment waits on the row's lock until the first one ends. */
#include "lib/app/frame.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ANSWER_BYTES = 64 << 10, KEY_CHARS_MIN = 22, KEY_CHARS_MAX = 64 };

bool form_key_valid(const char *key)
{
  size_t n = key ? strlen(key) : 0;
  return n >= KEY_CHARS_MIN && n <= KEY_CHARS_MAX &&
         !key[strspn(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")];
}

static void hash_field(struct buf *b, const char *s, size_t size)
{
  buf_printf(b, "%zu:", size);
  buf_put(b, s, size);
}

/* Method, path and body, without the two fields that belong to the form and not to what it asks, and without passwords, whose quick hash nobody
 * shall keep. */
void request_hash(struct arena *a, const struct request *in, unsigned char hash[32])
{
  struct buf b = BUF(a);
  if (in->method != POST) /* the claims of a version that knew no other method stay good */
    hash_field(&b, method_name(in->method), strlen(method_name(in->method)));
  hash_field(&b, in->path, strlen(in->path));
  if (in->n_params == in->n_query)
    hash_field(&b, (const char *)in->body.at, in->body.size); /* JSON, whatever the address carries */
  for (int i = 0; i < in->n_params; i++) {
    const struct param *p = &in->params[i];
    if (!str_eq(p->name, "_csrf") && !str_eq(p->name, "_key") && !str_starts(p->name, "password")) {
      hash_field(&b, p->name, strlen(p->name));
      hash_field(&b, p->file_name ? p->file_name : "", p->file_name ? strlen(p->file_name) : 0);
      hash_field(&b, p->value, p->size);
    }
  }
  sha256(b.at, b.size, hash);
}

/* Two forms of one page share its key, so the path is part of what is claimed. */
static struct bytes key_hash(struct req *rq)
{
  unsigned char *hash = arena_alloc(rq->arena, 32);
  const char *key = rq->who.key_id ? rq->in->idempotency_key : req_param(rq, "_key");
  const char *text = arena_printf(rq->arena, "%s %s", rq->in->path, key);
  sha256(text, strlen(text), hash);
  return (struct bytes){ hash, 32 };
}

/* A program's keys are its organisation's, so that one which was rotated in between does nothing twice. Of the vendor's own, each
 * organisation that they ask for is a scope. */
static const char *scope_of(struct req *rq)
{
  if (rq->who.key_id)
    return arena_printf(rq->arena, rq->w->vendor ? "api:vendor:%lld" : "api:%lld", (long long)rq->w->org_id);
  return arena_printf(rq->arena, "session:%lld", (long long)rq->who.session_id);
}

/* The value of a header of the reply; NULL. */
static const char *header_value(struct arena *a, const struct reply *out, const char *name)
{
  const char *mark = arena_printf(a, "\r\n%s: ", name);
  const char *all = arena_printf(a, "\r\n%s", out->headers.size ? out->headers.at : "");
  const char *found = strstr(all, mark);
  if (!found)
    return NULL;
  found += strlen(mark);
  return arena_dupn(a, found, strcspn(found, "\r"));
}

const char *stored_headers(struct arena *a, const struct reply *out)
{
  const char *location = header_value(a, out, "Location");
  return location ? arena_printf(a, "%s\nLocation: %s", out->content_type, location) : arena_dup(a, out->content_type);
}

void stored_headers_put(struct reply *out, const char *headers)
{
  size_t n = strcspn(headers, "\n");
  out->content_type = arena_dupn(out->arena, headers, n);
  if (headers[n] && str_starts(headers + n + 1, "Location: "))
    reply_header(out, "Location", "%s", headers + n + 1 + strlen("Location: "));
}

/* What is shown once is not kept to be shown again. */
bool answer_fits(const struct reply *out)
{
  const char *cache = header_value(out->arena, out, "Cache-Control");
  return !(cache && strstr(cache, "no-store")) && out->body.size <= ANSWER_BYTES &&
         (out->body.size == 0 || utf8_valid(out->body.at, out->body.size));
}

static result answer_replay(struct turn *tn, struct bytes key, const unsigned char hash[32])
{
  struct req *rq = &tn->rq;
  struct bytes stored;
  const char *headers, *body;
  int status;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "SELECT request_hash, status, headers, body FROM answered WHERE scope = ? AND key_hash = ?",
               A(scope_of(rq)), A(key)));
  result r = rows_one(&rows, F(stored), F(status), F(headers), F(body));
  if (r == NOT_FOUND)
    return RETRY; /* swept away between the two statements */
  TRY(r);
  if (stored.size != 32 || !secret_equal(stored.at, hash, 32)) {
    return refuse(
        rq, CONFLICT, "%s",
        rq->who.key_id
            ? t("This Idempotency-Key was used before with another request.")
            : t("This form was sent before with other values, and that is done. Open the page again to send a new one."));
  }
  turn_clear(tn);
  if (rq->who.key_id)
    reply_header(rq->out, "Idempotent-Replayed", "true");
  rq->out->status = status;
  stored_headers_put(rq->out, headers);
  buf_puts(&rq->out->body, body);
  return OK;
}

result answer_claim(struct turn *tn, bool *replayed)
{
  struct req *rq = &tn->rq;
  unsigned char hash[32];
  struct bytes key = key_hash(rq);
  request_hash(rq->arena, rq->in, hash);
  *replayed = false;
  result r = db_exec(rq->w, "INSERT INTO answered (scope, key_hash, request_hash, status, at) VALUES (?, ?, ?, 0, ?)",
                     A(scope_of(rq)), A(key), A(((struct bytes){ hash, sizeof hash })), A(rq->w->now));
  if (r != CONFLICT)
    return r;
  db_rollback(rq->w);
  *replayed = true;
  return answer_replay(tn, key, hash);
}

/* An answer too large to keep, or a file, becomes a way back to a page. */
static const char *way_back(struct req *rq)
{
  const char *captured[4], *allow;
  struct app *app = turn_of(rq)->app;
  bool page_there = route_find(rq->arena, app->routes, app->n_routes, GET, rq->in->path, captured, &allow);
  return page_there ? rq->in->raw_path : arena_printf(rq->arena, "/%s", app->area);
}

result answer_store(struct turn *tn)
{
  struct req *rq = &tn->rq;
  bool fits = answer_fits(rq->out);
  const char *headers = fits ? stored_headers(rq->arena, rq->out)
                             : arena_printf(rq->arena, "text/html; charset=utf-8\nLocation: %s", way_back(rq));
  return db_exec(rq->w, "UPDATE answered SET status = ?, headers = ?, body = ? WHERE scope = ? AND key_hash = ?",
                 A(fits ? rq->out->status : 303), A(headers), A(fits ? buf_text(&rq->out->body) : ""), A(scope_of(rq)),
                 A(key_hash(rq)));
}
