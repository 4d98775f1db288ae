/* Into a sub-portal on its own host: its front page sends to the main host, where people sign in, which sends back with a token that is
 * good once, for half a minute, in the browser that set out. From there the way is the browser's own (Refresh) and no redirect:
 * otherwise each form that may end a sign-in would have to allow every sub-portal as its goal. */
#include "cgi-bin/login/login.h"

#include <string.h>

enum { NEXT_MAX = 200, HANDOFFS_MAX = 60, HANDOFFS_WINDOW_S = 600, WAY_SPARE_S = 300 };

/* Given on the sub-portal when somebody sets out, read there when they come back. */
static const char way_cookie[] = "portico_way";

result portal_front(struct req *rq)
{
  view_put(rq->view, "Front.Welcome", rq->portal->welcome);
  view_put_bool(rq->view, "Front.Signed", rq->who.audience != AUDIENCE_NONE);
  view_put(rq->view, "Front.Action", "/login/begin");
  view_put(rq->view, "Front.Next", req_param(rq, "next"));
  view_put(rq->view, "Front.Note",
           arena_printf(rq->arena, t("You sign in at %s, and come back here by itself."), rq->config->site_host));
  view_put(rq->view, "State.begin", state_make(rq->arena, rq->key, "begin", rq->w->now));
  csp_form_action(rq, rq->config->site_url);
  return page(rq, "portal_front", rq->portal->name);
}

result login_begin(struct req *rq)
{
  const char *secret, *ask, *next = url_encode(rq->arena, path_or(req_param(rq, "next"), "/home"));
  if (!rq->portal)
    return NOT_FOUND;
  handoff_set_out(rq->arena, &secret, &ask);
  reply_cookie(rq->out, way_cookie, secret, lifetimes()->signin_s + WAY_SPARE_S, rq->config->plain_http);
  return redirect_out(rq, arena_printf(rq->arena, "%s/login/portal?to=%s&ask=%s&next=%s", rq->config->site_url,
                                       public_id_text(rq->arena, rq->portal->org_public), ask,
                                       strlen(next) <= NEXT_MAX ? next : "%2Fhome"));
}

result portal_ahead(struct req *rq, const char *next, struct portal *out)
{
  static const char way[] = "/login/portal?to=";
  struct public_id id;
  if (str_empty(next) || !str_starts(next, way))
    return NOT_FOUND;
  const char *at = next + sizeof way - 1;
  return public_id_parse(arena_dupn(rq->arena, at, strcspn(at, "&")), &id) ? portal_of(rq->w, id, out) : NOT_FOUND;
}

result portal_ahead_show(struct req *rq, const char *next, int64_t *provider_id)
{
  struct portal p;
  result r = portal_ahead(rq, next, &p);
  if (r != OK)
    return r == NOT_FOUND ? OK : r;
  struct face face = portal_face(rq, &p);
  page_face(rq, &face);
  *provider_id = p.provider_id;
  view_put_bool(rq->view, "Ahead.Only", p.provider_id != 0);
  view_put(rq->view, "Ahead.Text", arena_printf(rq->arena, t("You go on to %s."), p.name));
  return OK;
}

struct opening {
  const struct portal *portal;
  const struct principal *who;
  const char *ask, *next, *token;
};

static result open_run(struct work *w, void *arg)
{
  struct opening *o = arg;
  const char *person = arena_printf(w->arena, "%lld", (long long)o->who->person_id);
  TRY(limit_count(w, "handoff", person, HANDOFFS_MAX, HANDOFFS_WINDOW_S));
  return handoff_open(w, o->portal, o->who->session_id, o->ask, o->next, &o->token);
}

/* Signed in, but not by the provider that this portal demands: its button again. */
static result demand_page(struct req *rq)
{
  int64_t provider_id = 0;
  const char *here = arena_printf(rq->arena, "%s?%s", rq->in->raw_path, rq->in->query);
  TRY(portal_ahead_show(rq, here, &provider_id));
  TRY(oidc_buttons_show(rq, here, provider_id));
  return page(rq, "login/login_ask", t("Sign in"));
}

static result over_page(struct req *rq, const struct portal *p, const char *token)
{
  const char *host = config_url_on(rq->arena, rq->config, p->host);
  const char *url = arena_printf(rq->arena, "%s/login/arrive?t=%s", host, token);
  struct face face = portal_face(rq, p);
  page_face(rq, &face);
  view_put(rq->view, "Over.Url", url);
  view_put(rq->view, "Over.Label", arena_printf(rq->arena, t("Go on to %s"), p->name));
  reply_header(rq->out, "Refresh", "0; url=%s", url);
  reply_header(rq->out, "Cache-Control", "no-store");
  return page(rq, "login/login_portal", p->name);
}

result login_portal(struct req *rq)
{
  struct public_id id;
  struct portal p;
  bool allowed;
  if (!public_id_parse(req_param(rq, "to"), &id))
    return NOT_FOUND;
  TRY(portal_of(rq->w, id, &p));
  if (!*p.host)
    return NOT_FOUND;
  if (rq->who.org_id != p.org_id) {
    log_warn("hand-off refused person=%lld address=%s: the portal of another organisation",
             (long long)rq->who.person_id, rq->in->remote);
    return refuse(
        rq, DENIED,
        t("You are signed in as %1$s of %2$s, and %3$s is another organisation's portal. Sign out first, then "
          "come in again."),
        rq->who.name, rq->who.org_name, p.name);
  }
  TRY(handoff_allowed(rq->w, &p, rq->who.session_id, &allowed));
  if (!allowed && !rq->who.viewed_by)
    return demand_page(rq);
  struct opening o = { .portal = &p, .who = &rq->who, .ask = req_param(rq, "ask") };
  o.next = path_or(req_param(rq, "next"), "/home");
  if (strlen(o.next) > 390)
    o.next = "/home";
  TRY(db_transaction(rq->w, open_run, &o));
  return over_page(rq, &p, o.token);
}

struct arriving {
  struct req *rq;
  struct handoff handoff;
  const char *token, *secret;
};

static result use_run(struct work *w, void *arg)
{
  struct arriving *a = arg;
  return handoff_use(w, a->rq->portal, a->token, a->secret, &a->handoff);
}

static result enter_run(struct work *w, void *arg)
{
  struct arriving *a = arg;
  struct req *rq = a->rq;
  const char *token, *name = session_cookie(AUDIENCE_PARTNER);
  int left_s;
  struct session_new browser = { .device = rq->in->user_agent, .address = rq->in->remote };
  browser.old_token = cookie_find(rq->arena, rq->in, cookie_name(rq->arena, name, rq->config->plain_http));
  reply_reset(rq->out, rq->arena); /* after a lost race it runs again */
  TRY(handoff_enter(w, rq->portal, a->handoff.session_id, &browser, &token, &left_s));
  reply_cookie(rq->out, way_cookie, "", 0, rq->config->plain_http);
  reply_cookie(rq->out, name, token, left_s, rq->config->plain_http);
  return redirect(rq, "%s", path_or(a->handoff.next, "/home"));
}

result login_arrive(struct req *rq)
{
  struct arriving a = { .rq = rq, .token = req_param(rq, "t") };
  if (!rq->portal)
    return NOT_FOUND;
  a.secret = cookie_find(rq->arena, rq->in, cookie_name(rq->arena, way_cookie, rq->config->plain_http));
  result r = db_transaction(rq->w, use_run, &a);
  const char *why = r == NOT_FOUND ? "unknown, used or too old" : "for another host or another browser";
  if (r == OK && a.handoff.fits) {
    r = db_transaction(rq->w, enter_run, &a);
    why = "the session that it came from has ended";
  } else if (r == OK) {
    r = NOT_FOUND;
  }
  if (r != NOT_FOUND)
    return r;
  log_warn("hand-off refused address=%s: %s", rq->in->remote, why);
  return refuse(rq, NOT_FOUND, "%s",
                t("This way in was used already, took too long, or began in another browser. Press Sign in: if you are "
                  "signed in already, it takes a moment."));
}
