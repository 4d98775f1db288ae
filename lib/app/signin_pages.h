/* Signing in by mail, for whoever does: our own people at /login, end customers at their bill group's portal. The waiting tab with the code,
 * the page that the mail's link opens and its button are the same; the place says what differs. */
#ifndef PORTICO_APP_SIGNIN_PAGES_H
#define PORTICO_APP_SIGNIN_PAGES_H

#include "lib/app/app.h"
#include "lib/model/invitation.h"

struct signin_place {
  const char *at;                                             /* "/login": below it lie code and confirm */
  int64_t bill_group_id;                                      /* of a portal; 0 */
  result (*enter)(struct req *rq, const struct signin *done); /* starts the session and leads on */
};

struct signin_code_in {
  const char *h, *code;
};
extern const struct form_def signin_code_form;

/* A finished sign-in: starts the session of fresh's person or address, sets its cookie, and remembers the browser unless the second step is
 * still to come. Which browser it was, and the session that it had, are filled in here. */
result signin_session(struct req *rq, struct session_new *fresh, const char **token);
/* device.h for this request's browser: what it is counted by when it knows the address, else NULL; from now on it does. */
const char *browser_known(struct req *rq, const char *email);
void browser_remember(struct req *rq, const char *email);

/* Asks for the mail, within the limits of guessing, and leads to the waiting tab: the same for every address. */
result signin_mail_ask(struct req *rq, const struct signin_place *place, const char *email, const char *next);
result signin_code_page(struct req *rq, const struct signin_place *place);
result signin_code_check(struct req *rq, const struct signin_place *place);
/* Opening the link changes nothing, so that mail scanners do not burn it; its button signs in. */
result signin_link_page(struct req *rq, const struct signin_place *place);
result signin_link_use(struct req *rq, const struct signin_place *place);
/* Whoever comes in by a mail's link, invited or registered, says who they are: newcomer_form, as known before it is sent. */
struct newcomer_words {
  const char *title, *text, *email, *action, *state, *submit; /* state: the purpose of its proof */
};
result newcomer_page(struct req *rq, const struct newcomer_words *words, const struct newcomer_in *known);
/* A code as it is kept: upper case, without the blanks and dashes that people put between. */
const char *signin_code_plain(struct arena *a, const char *typed);

#endif
