/* What is paid by use (DOMAIN L5). The rule in full:
 *
 * U1  A product that is charged by usage has a metric ("GB") and a period. Its price lists have bands by quantity of the metric as any
 *     other's, and all that was used in a period is priced by the band of its sum.
 * U2  An item of it costs nothing in advance, its quantity does not follow the subscription's, and no promotion holds for it.
 * U3  A use counts in the period (P2 of proration.h) that holds its day; one of the free days before the first period is kept and never
 *     billed. What comes in after its period was billed counts in the running one.
 * U4  A period is billed in arrears, once, on the day after its last one, or as soon as the item or the subscription has ended: what was used
 *     until then, with the period cut to that day. Nothing used, nothing billed. A paused subscription is billed when it runs again.
 * U5  The prices are those of the day on which it was ordered (P16), the payer's and the partner's alike.
 * U6  The same key again for one subscription adds nothing; with another content it is refused.
 * U7  Its price is for so many of the metric as the product says (per_units, 1 unless said: "0.20 EUR for 1,000 calls"); so are those of all
 *     its lists and bands, for they are compared with each other. How many is kept with the order, as the prices are (U5). The amount of a
 *     period is what was used times the price by per_units, rounded half up to the minor unit once, for each item and period; what the
 *     partner pays likewise, and the margin is the difference of the two. usage_sums, before it is billed, and usage_bill have it from the
 *     same function. */
#ifndef PORTICO_MODEL_USAGE_H
#define PORTICO_MODEL_USAGE_H

#include "lib/model/change.h"

struct usage {
  struct public_id subscription; /* of w->org_id; for anybody else's NOT_FOUND */
  const char *product;           /* its code; NULL or "": the only one of it that is paid by use */
  struct date on;                /* in the subscription's own zone; no date: today */
  int64_t quantity;              /* whole ones of the metric, 1 to 1,000,000,000 */
  const char *key;               /* of at most 100 characters, the caller's own */
  const char *source;            /* "ui", "import", "api" */
};
/* Inside a transaction; locks the subscription. OK also when it was there already (*fresh false). INVALID or CONFLICT (another content under
 * the key) with *problem, a sentence. fresh may be NULL. */
result usage_add(struct work *w, const struct usage *u, bool *fresh, const char **problem);

/* Whether usage_add would take it, without writing. */
result usage_check(struct work *w, const struct usage *u, bool *fresh, const char **problem);

/* What is not billed yet, by item and period, the oldest first: as it would be billed now. At most 100. */
struct usage_sum {
  const char *name, *metric;
  struct date from, to;
  int64_t units;
  int per_units;
  struct money price, amount, buy; /* price: the payer's, of per_units; buy: what the partner pays for all of it */
};
result usage_sums(struct work *w, const struct sub *s, struct usage_sum **out, int *n);

/* Subscriptions after that id that may have something to bill. At most 100 ids, in order. */
result usage_waiting(struct work *w, int64_t after_id, int64_t ids[100], int *n);
/* Plans a payment, due today, for each period of use that is over (U4). Inside a transaction. */
result usage_bill(struct work *w, int64_t subscription_id, bool *billed);

#endif
