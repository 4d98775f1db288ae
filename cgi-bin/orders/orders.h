/* What the organisation ordered. */
#ifndef PORTICO_ORDERS_H
#define PORTICO_ORDERS_H

#include "lib/app/app.h"
#include "lib/model/order.h"

result order_list(struct req *rq);
result order_page(struct req *rq);

/* The words of an order's status, for the list's column and filter and the page. */
extern const struct option order_states[];
const char *order_state_text(const char *status);

/* The related rows of one order, each into its list of the page. */
result order_lines_show(struct req *rq, const struct order *o);
result order_subscriptions_show(struct req *rq, const struct order *o);
result order_invoices_show(struct req *rq, const struct order *o);
result order_history_show(struct req *rq, const struct order *o);

#endif
