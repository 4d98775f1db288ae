/* Asking for the mail. The answer and its time are the same for known and unknown addresses. */
#include "cgi-bin/login/login.h"

#include "lib/model/registration.h"
#include "lib/model/webpage.h"

#include <string.h>

static const struct field ask_fields[] = {
  FIELD(struct login_ask_in, email, N_("E-mail address"),
        .hint = N_("We send a link and a code. No password is needed."), .required = true, .max = 254,
        .look = LOOK_EMAIL, .autocomplete = "email"),
  FIELD(struct login_ask_in, next, "", .max = 400, .look = LOOK_HIDDEN),
};
const struct form_def login_ask_form = FORM(struct login_ask_in, ask_fields);

/* A page without code may demand a provider: its button alone then leads there. */
static result page_ahead_show(struct req *rq, const char *next, int64_t *provider_id)
{
  static const char pages[] = "/pages/";
  if (str_empty(next) || !str_starts(next, pages))
    return OK;
  const char *tag = next + sizeof pages - 1;
  TRY(webpage_provider(rq->w, arena_dupn(rq->arena, tag, strcspn(tag, "?")), provider_id));
  if (*provider_id) {
    view_put_bool(rq->view, "Ahead.Only", true);
    view_put(rq->view, "Ahead.Text", t("The page that you go on to asks for this way of signing in."));
  }
  return OK;
}

result login_ask(struct req *rq)
{
  int64_t provider_id = 0;
  if (rq->portal)
    return portal_front(rq);
  if (rq->form.def != &login_ask_form) {
    req_form(rq, &login_ask_form);
    ((struct login_ask_in *)rq->form.data)->next = req_param(rq, "next");
    form_show(&rq->form);
  }
  bool offered;
  TRY(registration_offered(rq->w, &offered));
  view_put_bool(rq->view, "Register", offered);
  view_form(rq->view, "Form", &rq->form);
  const char *next = ((struct login_ask_in *)rq->form.data)->next;
  TRY(portal_ahead_show(rq, next, &provider_id));
  TRY(page_ahead_show(rq, next, &provider_id));
  TRY(oidc_buttons_show(rq, next, provider_id));
  passkey_button_show(rq);
  view_put(rq->view, "State.login", state_make(rq->arena, rq->key, "login", rq->w->now));
  return page(rq, "login/login_ask", t("Sign in"));
}

result login_send(struct req *rq)
{
  const struct login_ask_in *in = rq->form.data;
  const char *email = str_lower(rq->arena, in->email);
  struct provider only;
  result r = provider_required(rq->w, email, &only);
  if (r == OK)
    return form_refuse(&rq->form, "email", t("People of this domain sign in with %s: use its button below."),
                       only.name);
  if (r != NOT_FOUND)
    return r;
  return signin_mail_ask(rq, &login_place, email, in->next);
}
