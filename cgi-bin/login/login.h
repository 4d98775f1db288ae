#ifndef PORTICO_LOGIN_H
#define PORTICO_LOGIN_H

#include "lib/app/signin_pages.h"
#include "lib/link/oidc.h"
#include "lib/model/identity.h"
#include "lib/model/invitation.h"

struct login_ask_in {
  const char *email, *next;
};
struct login_passkey_in {
  const char *next, *credential, *client_data, *authenticator, *signature, *user;
};
struct login_password_in {
  const char *email, *password, *next;
};
extern const struct form_def login_ask_form, login_passkey_form, login_password_form, login_register_form;

extern const struct signin_place login_place;

result login_ask(struct req *rq);
result login_send(struct req *rq);
result login_code(struct req *rq);
result login_code_check(struct req *rq);
result login_confirm(struct req *rq);
result login_confirm_use(struct req *rq);
result login_oidc_start(struct req *rq);
result login_oidc_callback(struct req *rq);
result login_provider_check(struct req *rq);
result login_passkey(struct req *rq);
result login_password(struct req *rq);
result login_password_check(struct req *rq);
result login_left(struct req *rq);
/* Sub-portals: the front page of one, the way from it to the main host, over there, and back. */
result login_begin(struct req *rq);
result login_portal(struct req *rq);
result login_arrive(struct req *rq);
result portal_front(struct req *rq);
/* The sub-portal that somebody who signs in is on the way to, by where they go on; NOT_FOUND: none. */
result portal_ahead(struct req *rq, const char *next, struct portal *out);
/* The sign-in page dressed for it, with the way in that it demands. */
result portal_ahead_show(struct req *rq, const char *next, int64_t *provider_id);
result login_register(struct req *rq);
result login_register_send(struct req *rq);
result login_register_confirm(struct req *rq);
result login_register_wait(struct req *rq);
result login_out(struct req *rq);
result login_theme(struct req *rq);

/* Starts the session of a finished sign-in, sets its cookie, and leads on: to the second step where one is wanted, to where they wanted,
 * or home. factor: a word of session.factor. */
result login_enter(struct req *rq, const struct signin *in, const char *factor);

/* What the browser is asked for by the sign-in page's button. */
void passkey_button_show(struct req *rq);
/* Identity providers: the sign-in page's buttons; a provider's row as the library wants it; one refusal, logged and worded. */
extern const char oidc_cookie[];
/* provider_id 0: of all. */
result oidc_buttons_show(struct req *rq, const char *next, int64_t provider_id);
result oidc_client_of(struct req *rq, const struct provider *p, struct oidc_client *out);
result oidc_refused(struct req *rq, const struct provider *p, result r, const char *why);
result left_provider(struct req *rq, struct public_id *out);

#endif
