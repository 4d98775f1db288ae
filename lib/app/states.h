/* The words of the state machines, one table each (DOMAIN 2.3): lists, filters and pages of every area read them here, so that partners
 * and staff read the same. */
#ifndef PORTICO_APP_STATES_H
#define PORTICO_APP_STATES_H

#include "lib/form/form.h"

extern const struct option order_states[]; /* of placed orders */
extern const struct option order_kinds[];  /* what an order does (DOMAIN L11) */
extern const struct option subscription_states[];
/* Those that are stored and those that follow from day and amount: past due, partly paid, credit. Drafts are staff's to see. */
extern const struct option invoice_states[];

#endif
