/* One request from its first byte to its log line. Everything it made lies in the arena, which the next request finds empty. */
#include "lib/app/frame.h"
#include <stdio.h>
#include <string.h>
#include <time.h>

static int64_t clock_us(void)
{
  struct timespec ts;
  clock_gettime(CLOCK_MONOTONIC, &ts);
  return ts.tv_sec * 1000000LL + ts.tv_nsec / 1000;
}

static void turn_begin(struct app *app, const struct channel *c)
{
  static struct turn turn; /* not on the stack: it must survive the jump out of an exhausted arena */
  unsigned char random[8];
  arena_reset(app->arena);
  random_bytes(random, sizeof random);
  turn = (struct turn){ .app = app, .channel = c, .started_us = clock_us(), .statements = db_statements(app->db) };
  memcpy(turn.id, hex_encode(app->arena, random, sizeof random), sizeof turn.id);
  turn.w = (struct work){
    .db = app->db, .arena = app->arena, .now = utc_now(), .actor = "system", .request_id = turn.id, .zone = "UTC"
  };
  turn.rq = (struct req){ .arena = app->arena,
                          .w = &turn.w,
                          .config = &app->config,
                          .in = &turn.in,
                          .out = &turn.out,
                          .request_id = turn.id,
                          .url = app->config.site_url,
                          .key = app->key };
  reply_reset(&turn.out, app->arena);
  app->turn = &turn;
  app->seen = (struct principal){ 0 };
  log_request(turn.id);
}

void turn_clear(struct turn *tn)
{
  struct req *rq = &tn->rq;
  if (rq->view)
    view_end(rq->view);
  rq->view = view_new(rq->arena, i18n_current(), rq->w->zone);
  reply_reset(rq->out, rq->arena);
  tn->n_crumbs = 0;
  tn->sentence = NULL;
  tn->form_action = NULL;
  tn->face = NULL;
}

static void bad_request(struct turn *tn, int status, const char *why)
{
  log_warn("request refused status=%d: %s", status, why);
  const char *text = status == 413   ? t("What you sent is larger than we accept.")
                     : status == 414 ? t("This address is too long.")
                                     : t("We could not read this request. Go back, reload the page, and try again.");
  message_show(tn, status, t("Not understood"), text);
}

static void turn_answer(struct turn *tn)
{
  struct req *rq = &tn->rq;
  struct app *app = tn->app;
  int status;
  const char *why, *allow;
  i18n_language("en");
  result r = request_read(rq->arena, tn->channel, rq->in, &status, &why);
  i18n_language(i18n_accept(rq->in->accept_language));
  if (r != OK) {
    bad_request(tn, status, why);
    return;
  }
  if (!host_pass(tn))
    return;
  rq->route = route_find(rq->arena, app->routes, app->n_routes, rq->in->method, rq->in->path, rq->captured, &allow);
  if (!rq->route && *allow) {
    message_show(tn, 405, t("Not possible"), t("This address does not take this kind of request."));
    reply_header(rq->out, "Allow", "%s", allow);
  } else if (!rq->route) {
    message_show(tn, 404, t("Not found"), t("There is nothing at this address, or it is not yours to see."));
  } else if (place_pass(tn) && guard_pass(tn)) {
    route_run(tn);
  }
}

static void turn_send(struct turn *tn)
{
  struct app *app = tn->app;
  int64_t us = clock_us() - tn->started_us;
  headers_finish(tn);
  reply_header(&tn->out, "Server-Timing", "app;dur=%lld.%03lld", (long long)(us / 1000), (long long)(us % 1000));
  bool sent = reply_send(&tn->out, tn->channel, tn->in.head);
  log_info("request method=%s path=%s status=%d ms=%lld bytes=%zu statements=%lld%s",
           tn->in.head ? "HEAD" : method_name(tn->in.method), tn->in.path, tn->out.status,
           (long long)((clock_us() - tn->started_us) / 1000), tn->out.body.size,
           (long long)(db_statements(app->db) - tn->statements), sent ? "" : " client=gone");
}

/* The request outgrew its memory somewhere deep: nothing of it is trusted any more, least of all the half-read connection. */
static void turn_exhausted(struct turn *tn)
{
  struct app *app = tn->app;
  log_error("request needs more than %d bytes of memory path=%s", LIMIT_ARENA_BYTES, tn->in.path);
  if (tn->rq.view) {
    view_end(tn->rq.view);
    tn->rq.view = NULL;
  }
  db_free(app->db);
  app->db = db_new(&app->config, false);
  tn->statements = 0;
  tn->rq.who = (struct principal){ 0 };
  tn->in.path = "-"; /* it lay in the arena */
  tn->in.remote = "";
  arena_reset(app->arena);
  message_bare(tn, 503);
  reply_header(&tn->out, "Retry-After", "30");
}

void app_handle(const struct channel *c, void *at)
{
  struct app *app = at;
  turn_begin(app, c);
  app->armed = true;
  if (setjmp(app->exhausted) == 0) {
    turn_answer(app->turn);
    turn_send(app->turn);
  } else {
    turn_exhausted(app->turn);
    turn_send(app->turn);
  }
  app->armed = false;
  struct req *rq = &app->turn->rq;
  if (rq->view) {
    view_end(rq->view);
    rq->view = NULL;
  }
  app->seen = rq->who;
  snprintf(app->seen_from, sizeof app->seen_from, "%s", rq->in->remote);
  app->seen_work = *rq->w;
  app->seen_work.db = app->db;
}

/* The client has its answer; what it need not wait for comes now. */
void app_after(void *at)
{
  struct app *app = at;
  if (app->seen.session_id || app->seen.key_id) {
    arena_reset(app->arena);
    app->armed = true;
    if (setjmp(app->exhausted) == 0 && (app->seen.key_id ? api_key_seen(&app->seen_work, &app->seen, app->seen_from)
                                                         : session_seen(&app->seen_work, &app->seen)) != OK)
      log_warn("last seen was not noted");
    app->armed = false;
  }
  log_request(NULL);
}
