/* Who asks, may they, and did they mean it: session, right, proof, in this order. */
#include "lib/app/frame.h"
#include "lib/model/trail.h"
#include <string.h>

static const char *actor_of(enum audience audience)
{
  return audience == AUDIENCE_NONE ? "system" : audience_name(audience);
}

/* No cookie is read where something else is the proof: another site could make a browser send it. */
static bool cookies_count(const struct route *route)
{
  return route->proof == PROOF_MISSING || route->proof == SESSION;
}

static result session_of(struct turn *tn, enum audience audience)
{
  struct req *rq = &tn->rq;
  const char *name = cookie_name(rq->arena, session_cookie(audience), rq->config->plain_http);
  const char *token = cookies_count(rq->route) ? cookie_find(rq->arena, rq->in, name) : NULL;
  if (!token)
    return NOT_FOUND;
  TRY(session_find(rq->w, audience, token, &rq->who));
  /* A session opens nothing on another host than its own, whoever carried its cookie there. */
  if (rq->who.portal_org_id != (rq->portal ? rq->portal->org_id : 0)) {
    log_warn("session of another host refused person=%lld address=%s", (long long)rq->who.person_id, rq->in->remote);
    rq->who = (struct principal){ 0 };
    return NOT_FOUND;
  }
  rq->w->org_id = rq->who.org_id;
  rq->w->person_id = rq->who.person_id;
  rq->w->actor = actor_of(rq->who.audience);
  rq->w->zone = str_empty(rq->who.zone) ? "UTC" : rq->who.zone;
  if (!str_empty(rq->who.language))
    i18n_language(rq->who.language);
  return OK;
}

/* Where sessions of two audiences count, ?audience= says which is meant; without it the first that is there. */
static result session_read(struct turn *tn)
{
  const struct route *route = tn->rq.route;
  enum audience first = route_audience(route);
  const char *asked = route->also ? req_param(&tn->rq, "audience") : "";
  result r = str_eq(asked, audience_name(route->also)) ? NOT_FOUND : session_of(tn, first);
  return r == NOT_FOUND && route->also && !str_eq(asked, audience_name(first)) ? session_of(tn, route->also) : r;
}

/* The page that was asked for, to come back to. */
static const char *here(const struct req *rq)
{
  const char *path = rq->in->raw_path, *query = rq->in->query;
  return *query && strlen(path) + strlen(query) < 390 ? arena_printf(rq->arena, "%s?%s", path, query) : path;
}

/* Somebody of the staff who asks for a partner's start page (the portal's bare address leads to it) means their own. */
static bool staff_at_home(struct req *rq)
{
  struct principal staff;
  if (!str_eq(rq->in->path, "/home") || rq->portal || route_audience(rq->route) != AUDIENCE_PARTNER)
    return false;
  const char *name = cookie_name(rq->arena, session_cookie(AUDIENCE_STAFF), rq->config->plain_http);
  const char *token = cookie_find(rq->arena, rq->in, name);
  return token && session_find(rq->w, AUDIENCE_STAFF, token, &staff) == OK;
}

static void sign_in_first(struct turn *tn)
{
  struct req *rq = &tn->rq;
  if (app_area_problems) {
    message_show(tn, 401, t("Please sign in"), t("You are not signed in, or your session has ended."));
    return;
  }
  if (rq->route->method == GET && staff_at_home(rq)) {
    turn_clear(tn);
    reply_redirect(rq->out, "/admin");
    return;
  }
  if (rq->route->method != GET) {
    message_show(
        tn, 403, t("Please sign in"),
        t("You are not signed in, or your session has ended. Nothing was changed. Sign in, then send it again."));
    return;
  }
  const char *next = here(rq), *page = "/login";
  if (route_audience(rq->route) == AUDIENCE_CUSTOMER)
    page = "/billing/again"; /* which finds out whose portal it was */
  turn_clear(tn);
  reply_redirect(rq->out,
                 strlen(next) > 390 ? page : arena_printf(rq->arena, "%s?next=%s", page, url_encode(rq->arena, next)));
}

/* The page whose form was sent: nothing of it was done, so there it can be sent again. */
static const char *form_page_of(const struct req *rq)
{
  size_t n = strlen(rq->url);
  const char *from = strncmp(rq->in->referer, rq->url, n) == 0 ? rq->in->referer + n : "";
  return strlen(from) < 390 ? path_or(from, "") : "";
}

static void prove_first(struct turn *tn)
{
  struct req *rq = &tn->rq;
  const char *next = rq->route->method == GET ? here(rq) : form_page_of(rq);
  turn_clear(tn);
  reply_redirect(rq->out, arena_printf(rq->arena, "%s/prove?next=%s",
                                       rq->who.audience == AUDIENCE_STAFF ? "/account/staff" : "/account",
                                       url_encode(rq->arena, next)));
}

bool req_signed_in(struct req *rq)
{
  if (rq->who.audience == AUDIENCE_NONE)
    sign_in_first(turn_of(rq));
  else if (rq->who.half)
    prove_first(turn_of(rq));
  else
    return true;
  return false;
}

/* Who only looks at somebody's pages changes nothing; who is to prove again that it is they does so first. */
static bool may_go_on(struct turn *tn)
{
  struct req *rq = &tn->rq;
  const struct route *route = rq->route;
  bool writes = route->method != GET || route->writes;
  if (rq->who.viewed_by && writes && !str_starts(route->path, "/login/out") && !str_eq(route->path, "/billing/out")) {
    denied_keep(tn, "only looking");
    refusal_afterwards(tn);
    message_show(tn, 403, t("Only looking"),
                 t("You are looking at another person's pages. Nothing can be changed from here."));
    return false;
  }
  /* Who has no second factor yet sets one up before the second step: those pages look at that themselves. */
  bool second_step = rq->who.half && route->need != PUBLIC && !route->half;
  bool again = route->step_up && !rq->who.half && !session_stepped_up(&rq->who, rq->w->now);
  if (!second_step && !again)
    return true;
  prove_first(tn);
  return false;
}

bool right_held(const struct req *rq)
{
  uint64_t need = rq->route->need;
  return need == PUBLIC || need == SIGNED_IN || (rq->who.rights & need) == need;
}

static bool proof_holds(struct req *rq, const char **what)
{
  const struct route *route = rq->route;
  if (route->proof != SESSION && route->proof != STATE)
    return true; /* a GET, or a signature that the handler checks over the raw body */
  *what = "origin";
  if (!same_origin(rq->in, rq->url))
    return false;
  *what = "token";
  if (route->proof == SESSION)
    return csrf_valid(&rq->who, param_posted(rq->in, "_csrf"));
  return route->method == GET || state_valid(rq->key, route->state, param_posted(rq->in, "_state"), rq->w->now);
}

static result denied_note(struct work *w, void *at)
{
  const struct turn *tn = at;
  const struct req *rq = &tn->rq;
  bool key = rq->who.key_id;
  return audit_write(w, "access.denied", key ? "api_key" : "session", key ? rq->who.key_id : rq->who.session_id,
                     rq->who.org_id, "",
                     arena_printf(w->arena, "%s %s (%s)", method_name(rq->in->method), rq->in->path, tn->denied));
}

void denied_keep(struct turn *tn, const char *why)
{
  tn->denied = why;
  if ((!tn->rq.who.session_id && !tn->rq.who.key_id) || tn->rq.after_refusal)
    return; /* a stranger's tries are counted by limits, not kept */
  tn->rq.after_refusal = denied_note;
  tn->rq.after_refusal_arg = tn;
}

static bool proof_pass(struct turn *tn)
{
  struct req *rq = &tn->rq;
  const char *what = "";
  if (!proof_holds(rq, &what)) {
    log_warn("proof refused what=%s path=%s person=%lld address=%s", what, rq->route->path,
             (long long)rq->who.person_id, rq->in->remote);
    denied_keep(tn, what);
    refusal_afterwards(tn);
    message_show(tn, 403, t("Please try again"),
                 t("This form is too old, or it did not come from our page. Nothing was changed. Go back, reload the "
                   "page, and send it again."));
    return false;
  }
  if (rq->route->proof == SESSION && !form_key_valid(param_posted(rq->in, "_key"))) {
    message_show(tn, 400, t("Not understood"),
                 t("This form is not complete. Nothing was changed. Go back, reload the page, and send it again."));
    return false;
  }
  return true;
}

/* Whose pages staff use as its own people would. One that is suspended or archived buys nothing. */
static result on_behalf_take(struct req *rq)
{
  struct public_id id;
  ROWS rows = { 0 };
  if (!rq->route->on_behalf)
    return OK;
  TRY(req_public_id(rq, 0, &id));
  TRY(db_query(rq->w, &rows, "SELECT id, name FROM org WHERE public_id = ? AND status = 'active'", A(id)));
  return rows_one(&rows, F(rq->w->org_id), F(rq->on_behalf));
}

bool guard_pass(struct turn *tn)
{
  if (tn->rq.route->proof == KEY)
    return key_pass(tn);
  struct req *rq = &tn->rq;
  bool open = rq->route->need == PUBLIC;
  result r = session_read(tn);
  if (r != OK && r != NOT_FOUND && !open) {
    turn_clear(tn);
    refusal_show(tn, r);
    return false;
  }
  if (r != OK && !open) {
    sign_in_first(tn);
    return false;
  }
  if (!right_held(rq)) {
    log_warn("right refused need=%s path=%s person=%lld address=%s", need_name(rq->route->need), rq->route->path,
             (long long)rq->who.person_id, rq->in->remote);
    denied_keep(tn, need_name(rq->route->need));
    refusal_show(tn, DENIED);
    return false;
  }
  if (!proof_pass(tn) || !may_go_on(tn))
    return false;
  r = on_behalf_take(rq);
  if (r != OK)
    refusal_show(tn, r);
  return r == OK;
}
