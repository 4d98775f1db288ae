/* What time does to subscriptions and their payments: they start, renew, end and are planned ahead, each on its own day in its own zone.
 * Everything here may run twice, or late: it looks at what is, and does what is missing. */
#ifndef PORTICO_MODEL_SUBSCRIPTION_H
#define PORTICO_MODEL_SUBSCRIPTION_H

#include "lib/db/db.h"

enum { SUBSCRIPTION_BATCH = 100 };

/* Subscriptions after that id for which a day has come somewhere on earth: start, end of term, cancellation. At most a batch, by id. */
result subscriptions_waiting(struct work *w, int64_t after_id, int64_t ids[SUBSCRIPTION_BATCH], int *n);
/* Open-ended ones after that id whose plan reaches less than 11 months ahead. */
result subscriptions_short(struct work *w, int64_t after_id, int64_t ids[SUBSCRIPTION_BATCH], int *n);

/* Brings one to its own day: pending becomes active on its start; it is cancelled on cancel_on (the first day on which it does not run);
 * after its term's last day it renews (same id, new term, new payments that go on counting) or expires; an open-ended one is planned
 * 12 months ahead. What is planned for after the end becomes void. Runs inside a transaction; *changed says whether anything did. */
result subscription_turn(struct work *w, int64_t id, bool *changed);

/* A payer's planned payments for one customer and zone that are due: what becomes one draft. */
struct bill_due {
  int64_t bill_group_id, customer_id;
  char zone[64];
};
/* Those after the given one (zeroes: from the first) that are due by some zone's day. At most a batch. */
result bills_waiting(struct work *w, const struct bill_due *after, struct bill_due out[SUBSCRIPTION_BATCH], int *n);

#endif
