/* What the organisation ordered. */
#ifndef PORTICO_ORDERS_H
#define PORTICO_ORDERS_H

#include "lib/app/app.h"
#include "lib/app/states.h"
#include "lib/model/order.h"

result order_list(struct req *rq);
result order_page(struct req *rq);

/* ---- what can be done with one: its organisation's people, and staff at theirs ---- */
struct cancel_in {
  const char *reason;
};
extern const struct form_def cancel_form;
/* The placed order that the path names: the organisation's own; for staff any organisation's, whose rows are found from then on. */
result order_of_path(struct req *rq, struct order *o);
const char *order_path(const struct req *rq, const struct order *o); /* its page at this person's */
void order_crumbs(struct req *rq, const struct order *o, const char *here);
result order_canceling(struct req *rq);
result order_canceling_save(struct req *rq);
result order_retrying(struct req *rq);
result order_retrying_save(struct req *rq);

/* The related rows of one order, each into its list of the page. */
result order_subscriptions_show(struct req *rq, const struct order *o);
result order_invoices_show(struct req *rq, const struct order *o);
result order_history_show(struct req *rq, const struct order *o);

#endif
