#ifndef PORTICO_CUSTOMERS_RENEWAL_H
#define PORTICO_CUSTOMERS_RENEWAL_H

#include "cgi-bin/customers/subscription_change.h"

result renewal_list(struct req *rq);
int renewal_days(const struct req *rq); /* 30, 60 or 90 as asked for; 0: something else */
/* Several at once, each answered for. */
result renewal_many(struct req *rq);
result renewal_many_save(struct req *rq);

#endif
