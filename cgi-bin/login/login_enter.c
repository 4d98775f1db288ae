/* In and out: the session's cookie, and the browser's own choice of light and dark. */
#include "cgi-bin/login/login.h"

/* Where a path typed by somebody may lead: a page of this host. */
static const char *path_or(const char *path, const char *otherwise)
{
  bool fine = !str_empty(path) && path[0] == '/' && path[1] != '/' && path[1] != '\\' && !str_has_control(path);
  return fine ? path : otherwise;
}

/* For signing out there, too. */
static result provider_note(struct req *rq, const char *token, int64_t provider_id)
{
  unsigned char raw[32], hash[32];
  size_t size = 0;
  if (!base64url_decode(token, raw, sizeof raw, &size))
    return FAIL("a session's token of another form");
  sha256(raw, size, hash);
  return db_exec(rq->w, "INSERT INTO session_identity (session_id, provider_id) SELECT id, ? FROM session WHERE token_hash = ?",
                 A(provider_id), A(((struct bytes){ hash, sizeof hash })));
}

result login_enter(struct req *rq, const struct signin *in)
{
  const char *token, *name = session_cookie(in->audience);
  const char *old = cookie_find(rq->arena, rq->in, cookie_name(rq->arena, name, rq->config->plain_http));
  struct session_new fresh = { .audience = in->audience, .person_id = in->person_id, .old_token = old, .device = rq->in->user_agent,
                               .address = rq->in->remote, .factor = in->provider_id ? "oidc" : "mail" };
  TRY(session_start(rq->w, &fresh, &token));
  if (in->provider_id)
    TRY(provider_note(rq, token, in->provider_id));
  reply_cookie(rq->out, name, token, in->audience == AUDIENCE_STAFF ? SESSION_STAFF_S : SESSION_PARTNER_S, rq->config->plain_http);
  return redirect(rq, "%s", path_or(in->next, in->audience == AUDIENCE_STAFF ? "/admin" : "/home"));
}

result login_out(struct req *rq)
{
  struct public_id provider;
  result left = left_provider(rq, &provider);
  TRY(session_end(rq->w, rq->who.session_id));
  reply_cookie(rq->out, session_cookie(rq->who.audience), "", 0, rq->config->plain_http);
  reply_header(rq->out, "Clear-Site-Data", "\"cache\", \"storage\"");
  return left == OK ? redirect(rq, "/login/left?p=%s", public_id_text(rq->arena, provider)) : redirect(rq, "/login");
}

result login_theme(struct req *rq)
{
  const char *theme = req_param(rq, "theme");
  bool known = str_eq(theme, "light") || str_eq(theme, "dark");
  reply_cookie(rq->out, "portico_theme", known ? theme : "", known ? 365L * 24 * 3600 : 0, rq->config->plain_http);
  return redirect(rq, "%s", path_or(req_param(rq, "next"), "/home"));
}
