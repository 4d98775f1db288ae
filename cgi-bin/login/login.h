#ifndef PORTICO_LOGIN_H
#define PORTICO_LOGIN_H

#include "lib/app/app.h"

struct login_ask_in {
  const char *email, *next;
};
struct login_code_in {
  const char *h, *code;
};
extern const struct form_def login_ask_form, login_code_form;

result login_ask(struct req *rq);
result login_send(struct req *rq);
result login_code(struct req *rq);
result login_code_check(struct req *rq);
result login_confirm(struct req *rq);
result login_confirm_use(struct req *rq);
result login_out(struct req *rq);
result login_theme(struct req *rq);

/* Starts the session of a finished sign-in, sets its cookie, and leads on: to where they wanted, or home. */
result login_enter(struct req *rq, const struct signin *in);

#endif
