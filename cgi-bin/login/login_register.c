/* Registering oneself, where the vendor has opened an organisation's domain. The answer and its time are the same for every address; the
 * link of the mail shows that it is theirs, and opening it changes nothing. */
#include "cgi-bin/login/login.h"

#include "lib/model/registration.h"

enum { ASKS_PER_ADDRESS = 3, ASKS_PER_NETWORK = 30, ASKS_WINDOW_S = 3600 };

struct register_in {
  const char *email;
};
static const struct field register_fields[] = {
  FIELD(struct register_in, email, N_("E-mail address at your organisation"), .required = true, .max = 254,
        .look = LOOK_EMAIL, .autocomplete = "email"),
};
const struct form_def login_register_form = FORM(struct register_in, register_fields);

result login_register(struct req *rq)
{
  const char *step = req_param(rq, "step");
  if (!rq->form.def)
    req_form(rq, &login_register_form);
  view_form(rq->view, "Form", &rq->form);
  view_put(rq->view, "State.register", state_make(rq->arena, rq->key, "register", rq->w->now));
  view_put_bool(rq->view, "Register.Sent", str_eq(step, "sent"));
  view_put_bool(rq->view, "Register.Waiting", str_eq(step, "waiting"));
  return page(rq, "login/login_register",
              str_eq(step, "sent")      ? t("Look into your mail")
              : str_eq(step, "waiting") ? t("Thank you")
                                        : t("Register"));
}

result login_register_send(struct req *rq)
{
  const struct register_in *in = rq->form.data;
  const char *email = str_lower(rq->arena, in->email);
  result r = limit_count(rq->w, "register.mail", email, ASKS_PER_ADDRESS, ASKS_WINDOW_S);
  if (r == OK)
    r = limit_count(rq->w, "register.net", limit_network(rq->arena, rq->in->remote), ASKS_PER_NETWORK, ASKS_WINDOW_S);
  if (r == LIMITED)
    return refuse(rq, LIMITED, "%s", t("Too many mails were asked for. Wait an hour, then try again."));
  TRY(r);
  TRY(registration_ask(rq->w, email, i18n_current()));
  return redirect(rq, "/login/register?step=sent");
}

static result over(struct req *rq)
{
  return refuse(rq, NOT_FOUND, "%s", t("This link was used already or is older than a day. Register again."));
}

result login_register_confirm(struct req *rq)
{
  struct registration g;
  const char *token = req_param(rq, "t");
  result r = registration_peek(rq->w, token, &g);
  if (r == NOT_FOUND)
    return over(rq);
  TRY(r);
  const struct newcomer_words words = { .title = t("Register"),
                                        .text = arena_printf(rq->arena, t("You would like to join %s."), g.org_name),
                                        .email = g.email,
                                        .action = "/login/register/confirm",
                                        .state = "register-confirm",
                                        .submit = t("Ask to join") };
  const struct newcomer_in known = { .t = token, .language = g.language, .zone = g.zone };
  return newcomer_page(rq, &words, &known);
}

result login_register_wait(struct req *rq)
{
  const struct newcomer_in *in = rq->form.data;
  const struct person_in who = { .name = in->name, .language = in->language, .zone = in->zone };
  result r = registration_confirm(rq->w, in->t, &who);
  if (r == NOT_FOUND)
    return over(rq);
  TRY(r);
  return redirect(rq, "/login/register?step=waiting");
}
