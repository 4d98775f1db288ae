/* Inside the model: what offer.c and offer_again.c share. */
#ifndef PORTICO_MODEL_OFFER_PARTS_H
#define PORTICO_MODEL_OFFER_PARTS_H

#include "lib/model/offer.h"

/* Of a list's rows the one of the widest band that these units reach. Periods of one product, list, currency and band never overlap
 * (price.c). A list that begins at more units lacks the product for fewer (C8). */
#define BAND(table, where, units)                                                                                      \
  "(SELECT x.id FROM " table " x WHERE " where "x.product_id = p.id AND x.currency = ? AND x.from_units <= " units     \
  " AND x.valid_from <= ? AND (x.valid_until IS NULL OR x.valid_until >= ?) ORDER BY x.from_units DESC LIMIT 1)"
#define PRICE_OF(alias, list, units)                                                                                   \
  " LEFT JOIN price_list_item " alias " ON " alias                                                                     \
  ".id = " BAND("price_list_item", "x.price_list_id = " list " AND ", units)

/* What the end customer pays for one piece, and within which bounds (decision 55). */
void offer_sell_set(struct offer_item *item, int floor_bp, int ceiling_bp, const char *typed, const char *agreed);

#endif
