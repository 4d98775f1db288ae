/* Prices on products and in price lists (DOMAIN C8): effective-dated rows whose periods never overlap, so that a day finds one at most.
 *
 * The rule, in full:
 * - What was, stays: no row's amount or beginning is changed once its day has begun anywhere on earth (days begin at UTC+14), for an
 *   order may have been priced by it. So a price that another one holds before can begin on the next day at the earliest.
 * - Where no price holds, a new one may begin today.
 * - A new price ends the one that holds on its first day, on the day before. One that begins on the same, coming day is replaced.
 * - Set before a later one, it ends on the day before that; an end that was typed must not reach into the later one.
 * - Prices by quantity stand in bands, each from so many units on; the rule holds for each band by itself.
 * - After a typed end no price holds from this source: C8 goes on to the next. */
#ifndef PORTICO_MODEL_PRICE_H
#define PORTICO_MODEL_PRICE_H

#include "lib/db/db.h"

struct price_place {
  int64_t price_list_id; /* 0: the product's own price */
  int64_t product_id;
  int from_units; /* of the band; 0 is 1 */
};

/* Inside a transaction that has read nothing yet without a lock, or has locked the product before; locks it. INVALID with *problem (a sentence, through t()) when the rule forbids it. until: no date, or
 * the last day. */
result price_set(struct work *w, const struct price_place *place, struct money amount, struct date from,
                 struct date until, const char **problem);
/* Whether price_set would take it, without a lock and without writing: OK, or INVALID with *problem. */
result price_check(struct work *w, const struct price_place *place, struct money amount, struct date from,
                   struct date until, const char **problem);
/* The first day for which a price may still be changed. */
struct date price_first_open_day(const struct work *w);

#endif
