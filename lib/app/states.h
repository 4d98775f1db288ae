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

/* One of invoice_states: derived, never stored; past due before partly paid, because it asks for more. Value: today. */
#define INVOICE_STATE                                                                                                  \
  "CASE WHEN i.total_minor < 0 AND i.status = 'paid' THEN IF(i.corrects_id IS NULL, 'credit_used', 'correction')"      \
  " WHEN i.status NOT IN ('unpaid','pending') THEN i.status WHEN i.total_minor < 0 THEN 'credit'"                      \
  " WHEN i.due_on < ? THEN 'past_due' WHEN i.due_minor > 0 AND i.due_minor < i.total_minor THEN 'part_paid'"           \
  " ELSE i.status END"

#endif
