/* Inside the model: what quote.c, order_place.c and order_make.c share. */
#ifndef PORTICO_MODEL_ORDER_PARTS_H
#define PORTICO_MODEL_ORDER_PARTS_H

#include "lib/model/order.h"

/* The first term of an offer that is ordered from that day on. */
struct term quote_term(const struct offer *o, struct date start);
/* One period's amounts of an item of a line: at the partner's price, and what the payer is invoiced. False on overflow. */
bool quote_item_amounts(const struct order *o, const struct offer *offer, const struct offer_item *item,
                        struct money *buy, struct money *pay);
/* The same of one payment, its number from 1, the promotion taken off; *discount is what the payer pays less. */
bool quote_due_amounts(const struct order *o, const struct promo *promo, const struct offer *offer, int item,
                       int number, struct money *buy, struct money *pay, struct money *discount);

/* What was seen when it was placed, and does not change any more: the prices with their sources, and what the promotion gives. */
result order_freeze(struct work *w, const struct order *o, const struct quote *q);
/* The same, read: *out is NULL without a promotion. */
result order_promo_given(struct work *w, const struct order *o, const struct promo **out);

/* A line of the order's history; person_id 0 is the system. */
result order_event(struct work *w, const struct order *o, const char *status, int64_t person_id, const char *note);

/* Cancels one that is locked, of which nothing was made; o has its id and organisation. */
result order_drop(struct work *w, const struct order *o, const char *reason);

/* What placing makes; ids of what was made. */
struct order_made {
  int64_t customer_id, bill_group_id, payer_party_id;
  bool new_customer;
};
/* In this order, inside one transaction. NOT_FOUND: the customer is another organisation's by now. */
result order_make_customer(struct work *w, const struct order *o, struct order_made *made);
result order_make_bill_group(struct work *w, const struct order *o, struct order_made *made);
/* The typed sell prices become the customer's, where the partner said so. */
result order_keep_prices(struct work *w, const struct order *o, int64_t customer_id);
result order_make_subscription(struct work *w, const struct order *o, const struct quote_line *line,
                               const struct promo *promo, const struct order_made *made, struct date today);

#endif
