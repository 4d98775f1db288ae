/* The form that asks where customers move to: one (customers area) or all of an organisation (admin area). */
#ifndef PORTICO_APP_MOVE_FORM_H
#define PORTICO_APP_MOVE_FORM_H

#include "lib/app/app.h"

struct move_in {
  const char *org;
  struct date day;
  const char *reason;
};
extern const struct form_def move_form;

/* The choices: every active organisation but that one; none. */
result move_org_options(struct req *rq, int64_t org_id);
/* The chosen one's id, 0 for none; -1: there is no such, and the model refuses it. */
result move_org_chosen(struct work *w, const char *chosen, int64_t *org_id);

/* Who pays for what goes along, from the day on: sentences of the page that asks. */
struct move_payers {
  int running, by_org; /* subscriptions that are not over, and those of them that the organisation pays */
  const char *org;
  const char *none; /* what is said when there is none: a sentence */
};
void move_payers_say(struct req *rq, int *n, const struct move_payers *p);

#endif
