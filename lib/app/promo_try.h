/* Trying a promotion code, with wrong ones counted. */
#ifndef PORTICO_APP_PROMO_TRY_H
#define PORTICO_APP_PROMO_TRY_H

#include "lib/app/app.h"
#include "lib/model/order.h"

/* Whether another code may be looked at: *problem NULL, or the sentence. */
result promo_guess_open(struct req *rq, const char **problem);
result promo_guess_wrong(struct req *rq);
/* The same where the request is about to be refused and rolled back: counted after it. */
void promo_guess_refused(struct req *rq);
/* The draft's promotion, as order_set_promo, within that count. */
result promo_try(struct req *rq, const struct order *o, const char *code, const char **problem);

#endif
