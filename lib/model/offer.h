/* Offers as one organisation may buy them: what stands on its shelf, at its own price, and where the price comes from.
 * Eligibility (L6: published, channel "Partner", eligible) is the shelf and nothing else; the shelf is written by publishing. */
#ifndef PORTICO_MODEL_OFFER_H
#define PORTICO_MODEL_OFFER_H

#include "lib/db/db.h"

/* C8: the first list that has the product wins. */
struct offer_item {
  int64_t product_id;
  const char *code, *name, *tax_class;
  int quantity;      /* per unit of the offer */
  int period_months; /* 0: one-off */
  bool usage;        /* paid by use, after each period (usage.h) */
  const char *metric;
  int per_units;     /* its prices are for so many of the metric (usage.h, U7); else 1 */
  bool priced;       /* false: no price in this currency on this day; such an offer cannot be bought */
  struct money buy;  /* what the organisation pays for one piece and period */
  struct money list; /* base list or product price, never below buy */
  struct money
      sell; /* what the end customer pays (decision 55): as typed, as agreed with the customer, or the list's */
  struct money floor, ceiling; /* where the sell price may lie; no ceiling: its currency is "" */
  const char *sell_source;     /* "typed", "customer", "list" */
  int from_units;              /* the band that the buy price is of */
  const char *source;          /* "personal", "tier", "base", "product": a word of order_price.source */
  int64_t source_id;
};

struct offer {
  int64_t version_id;
  struct public_id public_id; /* of the version: what a basket link names */
  const char *name, *summary, *terms, *labels, *countries, *checkout_tag,
      *payment_types; /* payment_types: "" every way */
  int term_months, trial_days, quantity_min, quantity_max, quantity_step;
  bool auto_renew;
  bool on_shelf;              /* may be ordered by this organisation now */
  int64_t offer_id, addon_of; /* addon_of: the offer that it hangs on; 0 */
  const char *addon_name;     /* that one's, when it sells */
  int quantity;               /* of an order's line; 0 elsewhere */
  int64_t line_id;
  struct offer_item *items;
  int n_items;
};
struct offers {
  struct offer *offers;
  int n;
};

/* How this organisation buys: w->org_id's currency, and whose the invoices are ("partner", "end_customer"). */
struct buyer {
  char currency[4];
  const char *invoice_owner;
  struct date today; /* where the seller is: by it prices count, whatever zone the person says is theirs */
};
result buyer_find(struct work *w, struct buyer *out);

/* The shelf of a label, by name. w->org_id's, in its currency, at the prices of that day. At most 200 offers. */
result offers_of_label(struct work *w, const char *label, const char *currency, struct date on, struct offers *out);
/* The shelf after a place in it, by name: of a label, or of all (""). At most n_max offers. */
struct offers_place {
  const char *label, *name;
  int64_t version_id;
};
result offers_after(struct work *w, const struct offers_place *place, int n_max, const char *currency, struct date on,
                    struct offers *out);
/* The labels that have something on the shelf, by name, and how many offers each has. At most 100. */
struct offer_label {
  const char *label, *names; /* names of the offers, a middle dot between */
  int64_t offers;
};
result offer_labels(struct work *w, struct offer_label **labels, int *n);
/* One offer version by its public id; NOT_FOUND when it is not on this organisation's shelf. */
result offer_find(struct work *w, struct public_id id, const char *currency, struct date on, struct offer *out);
/* The same at the prices of that quantity, and at those that were agreed with the customer. */
result offer_find_for(struct work *w, struct public_id id, int64_t quantity, int64_t customer_id, const char *currency,
                      struct date on, struct offer *out);
/* Any version at the prices of that quantity, published or not, as w->org_id would have it: for the vendor's eyes before it is published. */
result offer_find_version(struct work *w, int64_t version_id, int64_t quantity, const char *currency, struct date on,
                          struct offer *out);
/* The lines of an order, on the shelf or not (on_shelf says). */
result offers_of_order(struct work *w, int64_t order_id, const char *currency, struct date on, struct offers *out);

/* The lines of a placed order at the prices that were decided then. */
result offers_of_placed(struct work *w, int64_t order_id, const char *currency, struct offers *out);

/* How many of an item so many of the offer are: 1 where it is paid by use. False on overflow. */
bool offer_item_units(const struct offer_item *item, int64_t quantity, int *units);
bool offer_priced(const struct offer *o);
bool offer_sells_in(const struct offer *o, const char *country);
/* NULL, or why this quantity cannot be had: a sentence (through t()). Arena. */
const char *offer_quantity_problem(struct arena *a, const struct offer *o, int64_t quantity);
/* What a quantity of an offer comes to, before tax: a sum for each billing period that its items have, the recurring ones first.
 * How many; -1 on overflow, or when an item has no price. */
struct offer_price {
  int period_months;
  struct money buy, sell;
};
int offer_prices(struct arena *a, const struct offer *o, int64_t quantity, struct offer_price **out);
/* The price of another quantity of a product whose price was decided before: C8 as the lists stood on that day, from the list that priced
 * it on (proration.h, P16): buy, sell (as by the list), source. NOT_FOUND: none has a price for so many. */
struct price_decided {
  int64_t product_id, version_id, source_id; /* version: of the offer, for the bounds of the sell price */
  const char *source, *currency;
  struct date on;
};
result offer_price_again(struct work *w, const struct price_decided *d, int64_t units, struct offer_item *out);
/* Adds such sums to those of others, a row for each period; *n rows so far, room for *n + count. False on overflow. */
bool offer_prices_add(struct offer_price *sums, int *n, const struct offer_price *prices, int count);
/* The volume prices of an offer's items, where the list that prices them has several: a line each, by product and units. */
struct offer_band {
  int64_t product_id;
  int from_units;
  struct money buy;
};
result offer_bands(struct work *w, const struct offer *o, struct date on, struct offer_band **out, int *n);
/* NULL, or why one piece cannot be sold at this price: a sentence. Arena. */
const char *offer_sell_problem(struct arena *a, const struct offer_item *item, struct money sell);
bool offer_sell_typed(const struct offer *o); /* a price of the partner's own for any item */
/* The add-ons of an offer on this organisation's shelf, by name. At most 50. */
result offer_addons(struct work *w, int64_t offer_id, const char *currency, struct date on, struct offers *out);
/* "cloud" -> "Cloud": a label is typed as a tag and read as a heading. */
const char *offer_label_text(struct arena *a, const char *label);
/* 1 -> "a month", 0 -> "once" ..., through t(). Arena. */
const char *offer_period_text(struct arena *a, int period_months);
/* "monthly", "yearly", "every 3 months", "once": how the offer is billed; several joined by a comma. Arena. */
const char *offer_billing_text(struct arena *a, const struct offer *o);
/* What a price by use is for: "GB", "1,000 calls". Arena. */
const char *offer_metric_text(struct arena *a, const char *metric, int per_units);
/* "0.05 EUR for each GB that is used, billed monthly in arrears", "0.20 EUR per 1,000 calls, billed ...". Arena. */
const char *offer_usage_text(struct arena *a, const struct offer_item *item, struct money price);
/* To whom and how it is sold, where that is limited: "Only for customers in Austria, France. Paid by card only."; or "". Arena. */
const char *offer_limits_text(struct arena *a, const struct offer *o);
/* "14 days free"; "" without a trial. Arena. */
const char *offer_trial_text(struct arena *a, const struct offer *o);
/* "personal" -> "Personal price list" ... through t(). */
const char *price_source_text(const char *source);
/* "12 months, renews" ... through t(). Arena. */
const char *offer_term_text(struct arena *a, const struct offer *o);

#endif
