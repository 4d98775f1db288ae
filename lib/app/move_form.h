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

#endif
