/* The pages of the offers area: what this organisation may buy, and at which price. */
#ifndef PORTICO_OFFERS_H
#define PORTICO_OFFERS_H

#include "lib/app/app.h"
#include "lib/model/order.h"

result offer_labels_page(struct req *rq);
result offer_shelf(struct req *rq);
result offer_page(struct req *rq);

/* One offer's values under "<list>.<n>.": what offer.cs draws. */
void offer_show(struct req *rq, const char *list, int n, const struct offer *o, const struct buyer *buyer);
const char *label_path(struct req *rq, const char *label);
/* May the person order; what lies in the basket already. */
result basket_show(struct req *rq);

#endif
