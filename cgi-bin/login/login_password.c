/* Signing in with a password, for staff who have set one; the second step follows. Wrong, unknown and without one look the same. */
#include "cgi-bin/login/login.h"

#include "lib/auth/password.h"
#include "lib/base/limits.h"

enum { TRIES_PER_NETWORK = 60, TRIES_PER_ADDRESS = 10, TRIES_WINDOW_S = 600 };

static const struct field password_fields[] = {
  FIELD(struct login_password_in, email, N_("E-mail address"), .required = true, .max = 254, .look = LOOK_EMAIL,
        .autocomplete = "username"),
  FIELD(struct login_password_in, password, N_("Password"), .required = true, .max = 2 * PASSWORD_CHARS_MAX,
        .look = LOOK_PASSWORD, .autocomplete = "current-password"),
  FIELD(struct login_password_in, next, "", .max = 400, .look = LOOK_HIDDEN),
};
const struct form_def login_password_form = FORM(struct login_password_in, password_fields);

result login_password(struct req *rq)
{
  if (!rq->form.def) {
    req_form(rq, &login_password_form);
    ((struct login_password_in *)rq->form.data)->next = req_param(rq, "next");
    form_show(&rq->form);
  }
  view_form(rq->view, "Form", &rq->form);
  view_put(rq->view, "State.password", state_make(rq->arena, rq->key, "password", rq->w->now));
  return page(rq, "login/login_password", t("Sign in with a password"));
}

/* The same count for known and unknown addresses, and another for a browser that one signed in by before; committed with the page that says no. */
static result tries_count(struct req *rq, const char *email)
{
  const char *browser = browser_known(rq, email);
  if (browser) {
    TRY(limit_count(rq->w, "password.device", browser, TRIES_PER_ADDRESS, TRIES_WINDOW_S));
    return limit_count(rq->w, "password.known", email, DEVICES_TOGETHER * TRIES_PER_ADDRESS, TRIES_WINDOW_S);
  }
  TRY(limit_count(rq->w, "password.mail", email, TRIES_PER_ADDRESS, TRIES_WINDOW_S));
  return limit_count(rq->w, "password.net", limit_network(rq->arena, rq->in->remote), TRIES_PER_NETWORK,
                     TRIES_WINDOW_S);
}

result login_password_check(struct req *rq)
{
  const struct login_password_in *in = rq->form.data;
  const char *email = str_lower(rq->arena, in->email);
  struct signin done = { .audience = AUDIENCE_STAFF, .next = in->next };
  result r = tries_count(rq, email);
  if (r == OK)
    r = password_use(rq->w, email, in->password, &done.person_id);
  if (r == OK)
    return login_enter(rq, &done, "password");
  if (r == LIMITED)
    return refuse(rq, r, "%s", t("Too many tries. Wait ten minutes, or sign in by mail."));
  if (r != INVALID)
    return r;
  log_warn("password refused address=%s", rq->in->remote);
  form_refuse(&rq->form, NULL, "%s", t("This address and this password do not sign in."));
  rq->out->status = 422;
  return login_password(rq);
}
