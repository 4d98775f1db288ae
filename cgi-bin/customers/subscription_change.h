/* Changing a subscription: forms, preview, and doing it; for the partner's own people and for staff on behalf of an organisation. */
#ifndef PORTICO_CUSTOMERS_SUBSCRIPTION_CHANGE_H
#define PORTICO_CUSTOMERS_SUBSCRIPTION_CHANGE_H

#include "cgi-bin/customers/customers.h"
#include "lib/model/change.h"

struct change_in {
  struct public_id version, addon;
  int64_t quantity, addon_quantity, term_months;
  const char *when, *reason, *figures;
};
extern const struct form_def change_form, addon_form, term_form, cancel_form, act_form;

/* Each route is a page: without ?preview=1 its form, with it the preview; POST does what was shown. The last part of its path says which. */
result subscription_change(struct req *rq);
result subscription_change_save(struct req *rq);

/* What was used, where it is paid by use. */
extern const struct form_def usage_form;
result subscription_usage(struct req *rq);
result subscription_usage_new(struct req *rq);
result subscription_usage_save(struct req *rq);

/* "/customers/subscriptions", or staff's. */
const char *subscriptions_path(const struct req *rq);
/* Staff act for the organisation whose subscription it is: its rows are found from here on, and no other's. */
result subscription_scope(struct req *rq, struct public_id id);
/* subscription_preview.c: the plan, drawn. */
result preview_show(struct req *rq, const struct sub *s, const struct plan *p);
/* subscription_actions.c: what can be done with it now, as links. */
result actions_show(struct req *rq, const struct sub *s);

#endif
