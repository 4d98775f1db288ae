/* The link of the mail. Opening it changes nothing, so that mail scanners do not burn it; its button signs in. */
#include "cgi-bin/login/login.h"

result login_confirm(struct req *rq)
{
  const char *email, *next, *token = req_param(rq, "t");
  result r = signin_peek(rq->w, token, &email, &next);
  if (r == NOT_FOUND)
    return refuse(rq, NOT_FOUND, "%s", t("This link was used already or is too old. Ask for a new one."));
  TRY(r);
  view_put(rq->view, "Confirm.Email", email);
  view_put(rq->view, "Confirm.Token", token);
  view_put(rq->view, "State.confirm", state_make(rq->arena, rq->key, "confirm", rq->w->now));
  return page(rq, "login/login_confirm", t("Sign in"));
}

result login_confirm_use(struct req *rq)
{
  struct signin done;
  result r = signin_use_link(rq->w, req_param(rq, "t"), &done);
  if (r == NOT_FOUND)
    return refuse(rq, NOT_FOUND, "%s", t("This link was used already or is too old. Ask for a new one."));
  TRY(r);
  return login_enter(rq, &done, "mail");
}
