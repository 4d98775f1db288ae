/* In and out: the session's cookie, and the browser's own choice of light and dark. */
#include "cgi-bin/login/login.h"

/* Where a path typed by somebody may lead: a page of this host. */
static const char *path_or(const char *path, const char *otherwise)
{
  bool fine = !str_empty(path) && path[0] == '/' && path[1] != '/' && path[1] != '\\' && !str_has_control(path);
  return fine ? path : otherwise;
}

result login_enter(struct req *rq, const struct signin *in)
{
  const char *token, *name = session_cookie(in->audience);
  const char *old = cookie_find(rq->arena, rq->in, cookie_name(rq->arena, name, rq->config->plain_http));
  struct session_new fresh = { .audience = in->audience, .person_id = in->person_id, .old_token = old, .device = rq->in->user_agent,
                               .address = rq->in->remote };
  TRY(session_start(rq->w, &fresh, &token));
  reply_cookie(rq->out, name, token, in->audience == AUDIENCE_STAFF ? SESSION_STAFF_S : SESSION_PARTNER_S, rq->config->plain_http);
  return redirect(rq, "%s", path_or(in->next, in->audience == AUDIENCE_STAFF ? "/admin" : "/home"));
}

result login_out(struct req *rq)
{
  TRY(session_end(rq->w, rq->who.session_id));
  reply_cookie(rq->out, session_cookie(rq->who.audience), "", 0, rq->config->plain_http);
  reply_header(rq->out, "Clear-Site-Data", "\"cache\", \"storage\"");
  return redirect(rq, "/login");
}

result login_theme(struct req *rq)
{
  const char *theme = req_param(rq, "theme");
  bool known = str_eq(theme, "light") || str_eq(theme, "dark");
  reply_cookie(rq->out, "portico_theme", known ? theme : "", known ? 365L * 24 * 3600 : 0, rq->config->plain_http);
  return redirect(rq, "%s", path_or(req_param(rq, "next"), "/home"));
}
