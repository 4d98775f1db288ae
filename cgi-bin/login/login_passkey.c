/* Signing in with a passkey: the browser names the person by it, so nothing is typed. It is two factors at once. */
#include "cgi-bin/login/login.h"

#include "lib/auth/passkey.h"

enum { TRIES_PER_NETWORK = 60, TRIES_WINDOW_S = 600 };

static const struct field passkey_fields[] = {
  FIELD(struct login_passkey_in, next, "", .max = 400, .look = LOOK_HIDDEN),
  FIELD(struct login_passkey_in, credential, "", .required = true, .max = 2000, .look = LOOK_HIDDEN),
  FIELD(struct login_passkey_in, client_data, "", .required = true, .max = 3000, .look = LOOK_HIDDEN),
  FIELD(struct login_passkey_in, authenticator, "", .required = true, .max = 3000, .look = LOOK_HIDDEN),
  FIELD(struct login_passkey_in, signature, "", .required = true, .max = 500, .look = LOOK_HIDDEN),
  FIELD(struct login_passkey_in, user, "", .max = 100, .look = LOOK_HIDDEN),
};
const struct form_def login_passkey_form = FORM(struct login_passkey_in, passkey_fields);

static struct passkey_ask ask_of(struct req *rq)
{
  return (struct passkey_ask){ rq->config->site_url, rq->key, "signin", 0 };
}

void passkey_button_show(struct req *rq)
{
  struct passkey_ask ask = ask_of(rq);
  view_put(rq->view, "Passkey.Challenge", passkey_challenge(rq->arena, &ask, rq->w->now));
  view_put(rq->view, "Passkey.Host", passkey_host(rq->arena, rq->config->site_url));
  view_put(rq->view, "State.passkey", state_make(rq->arena, rq->key, "passkey", rq->w->now));
}

/* Survives the refusal's rollback. */
static result count_try(struct work *w, void *network)
{
  return limit_count(w, "passkey.net", network, TRIES_PER_NETWORK, TRIES_WINDOW_S);
}

result login_passkey(struct req *rq)
{
  const struct login_passkey_in *in = rq->form.data;
  struct passkey_ask ask = ask_of(rq);
  struct passkey_reply reply = { in->credential, in->client_data, in->authenticator, in->signature, in->user, NULL };
  struct signin done = { .next = in->next };
  const char *why = "";
  void *network = (void *)limit_network(rq->arena, rq->in->remote);
  result r = count_try(rq->w, network);
  if (r == LIMITED)
    return refuse(rq, LIMITED, "%s", t("Too many tries from your network. Wait ten minutes, then try again."));
  TRY(r);
  r = passkey_use(rq->w, &ask, &reply, &done.person_id, &done.audience, &why);
  if (r == OK)
    return login_enter(rq, &done, "passkey");
  if (r != INVALID)
    return r;
  log_warn("passkey refused address=%s: %s", rq->in->remote, why);
  rq->after_refusal = count_try;
  rq->after_refusal_arg = network;
  return refuse(rq, DENIED, "%s", t("This passkey could not be verified. Try again, or sign in by mail."));
}
