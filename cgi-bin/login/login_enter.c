/* In and out: the session's cookie, and the browser's own choice of light and dark. */
#include "cgi-bin/login/login.h"

#include "lib/auth/factor.h"

/* For signing out there, too. */
static result provider_note(struct req *rq, const char *token, int64_t provider_id)
{
  unsigned char raw[32], hash[32];
  size_t size = 0;
  if (!base64url_decode(token, raw, sizeof raw, &size))
    return FAIL("a session's token of another form");
  sha256(raw, size, hash);
  return db_exec(
      rq->w, "INSERT INTO session_identity (session_id, provider_id) SELECT id, ? FROM session WHERE token_hash = ?",
      A(provider_id), A(((struct bytes){ hash, sizeof hash })));
}

/* A person who proved just one thing goes on to the second step, where one is wanted. */
static result step_of(struct req *rq, const struct signin *in, const char *factor, struct session_new *fresh)
{
  struct factors held;
  bool wanted, strong = in->provider_id || str_eq(factor, "passkey");
  TRY(factor_wanted(rq->w, in->person_id, in->audience, &wanted, &held));
  fresh->half = wanted && !strong;
  fresh->proved = !fresh->half && (str_eq(factor, "passkey") || !factors_second(&held));
  return OK;
}

result login_enter(struct req *rq, const struct signin *in, const char *factor)
{
  bool staff = in->audience == AUDIENCE_STAFF;
  const char *token, *next = path_or(in->next, staff ? "/admin" : "/home");
  struct session_new fresh = { .audience = in->audience, .person_id = in->person_id, .factor = factor };
  TRY(step_of(rq, in, factor, &fresh));
  TRY(signin_session(rq, &fresh, &token));
  if (in->provider_id)
    TRY(provider_note(rq, token, in->provider_id));
  if (!fresh.half)
    return redirect(rq, "%s", next);
  return redirect(rq, "%s/prove?next=%s", staff ? "/account/staff" : "/account", url_encode(rq->arena, next));
}

/* Back to whom one of the staff looked at: their own session goes on. */
static result looked_enough(struct req *rq)
{
  struct public_id person;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT public_id FROM person WHERE id = ?", A(rq->who.person_id)));
  if (rows_one(&rows, F(person)) != OK)
    return redirect(rq, "/admin");
  return redirect(rq, "/admin/users/%s", public_id_text(rq->arena, person));
}

result login_out(struct req *rq)
{
  struct public_id provider;
  result left = left_provider(rq, &provider);
  TRY(session_end(rq->w, rq->who.session_id));
  reply_cookie(rq->out, session_cookie(rq->who.audience), "", 0, rq->config->plain_http);
  if (rq->who.viewed_by)
    return looked_enough(rq);
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
