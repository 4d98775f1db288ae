/* Orders: a draft is the basket, placing it makes everything in one transaction. What is to be paid is computed by quote_make alone,
 * for the basket, the review page and the placing, so that they cannot differ (DOMAIN L5, L10, L12, decisions 53-56). */
#ifndef PORTICO_MODEL_ORDER_H
#define PORTICO_MODEL_ORDER_H

#include "lib/model/offer.h"
#include "lib/model/party.h"
#include "lib/model/payment_type.h"
#include "lib/model/promo.h"
#include "lib/model/schedule.h"
#include "lib/model/tax.h"

struct order {
  int64_t id, org_id, person_id, customer_id, billing_party_id, delivery_party_id;
  struct public_id public_id, subscription; /* subscription: that it changes; none of a new one */
  const char *reference;                    /* NULL in a draft */
  const char *kind;                         /* "new", else what it does with a subscription that is there */
  const char *status, *source, *po_number, *invoice_owner;
  char currency[4];
  struct date start;        /* no date: today */
  bool keep_prices;         /* the sell prices become the customer's */
  const char *promo_code;   /* as typed for a draft, as given to a placed order; "" */
  const char *payment_type; /* how it is paid, where that was chosen; "": as the payer pays */
  struct utc placed_at;
  const char *
      zone; /* where its days are counted: the seller's, whoever orders from wherever; of a placed order, as it was then */
  const char *failure; /* why it failed: a sentence in English, as t() knows it; "" */
  struct money total_now;
  /* of the organisation */
  int64_t org_party_id, legal_entity_id;
  const char *org_name;
};

/* What a list calls the new customer of an order that waits, as customer.name will be: p is the row of billing_party_id. */
#define ORDER_CUSTOMER "IF(p.legal_name <> '', p.legal_name, TRIM(CONCAT(p.first_name, ' ', p.last_name)))"

/* What was ordered by o, in a line: its first offer, and how many more. Value: "and %d more", through t(). */
#define ORDER_OFFERS                                                                                                   \
  "(SELECT CONCAT(v.name, (SELECT IF(COUNT(*) > 1, CONCAT(' ', REPLACE(?, '%d', COUNT(*) - 1)), '') FROM order_line y" \
  " WHERE y.order_id = o.id)) FROM order_line x JOIN offer_version v ON v.id = x.version_id WHERE x.order_id = o.id"   \
  " ORDER BY x.position, x.id LIMIT 1)"

/* The day by whose prices and promotions it is made. Not the person's own: they may say which zone that is. */
struct date order_today(const struct work *w, const struct order *o);
/* The organisation's order; NOT_FOUND for anybody else's. */
result order_find(struct work *w, struct public_id id, struct order *out);
/* This person's open basket; NOT_FOUND when there is none. */
result order_draft(struct work *w, struct order *out);
/* A draft of a program's, without a person, to be placed in the same transaction. RETRY: another one with this external_id is being made or
 * was; then order_external finds it. */
result order_open(struct work *w, const char *source, const char *external_id, struct order *out);
/* The organisation's order with this id of its own system; NOT_FOUND. */
struct order_external {
  struct public_id id, subscription, customer;
  const char *kind, *source;
};
result order_external(struct work *w, const char *external_id, struct order_external *out);
/* How many offers lie in it; 0 without one. */
result order_draft_lines(struct work *w, int64_t *n);
/* The basket, made when there is none. */
result order_draft_open(struct work *w, struct order *out);
/* Puts an offer into the basket, or changes its quantity; 0 takes it out. INVALID with *problem when the quantity is not one that can
 * be ordered, NOT_FOUND when the offer is not on the shelf. */
result order_put(struct work *w, const struct order *o, struct public_id version, int64_t quantity,
                 const char **problem);
/* Who the order is for: an existing customer of this organisation, or what was typed for a new one; a delivery address of its own or
 * none; PO number and start. The party ids of *billing and *delivery are kept in the draft. */
struct order_details {
  struct public_id customer; /* 0: a new one, from billing */
  struct party billing, delivery;
  bool deliver_elsewhere;
  const char *po_number;
  struct date start;
};
/* The order row of a change of that customer's address, which customer_change has made. RETRY as order_open. */
result order_address(struct work *w, struct public_id customer, const char *source, const char *external_id,
                     struct public_id *order);
/* NULL, or why an order cannot start on this day: a sentence. */
const char *order_start_problem(struct date today, struct date start);
result order_set_details(struct work *w, const struct order *o, const struct order_details *in);

/* What the end customer pays for one piece of a line's product, typed by the partner: replaces all that was typed for this basket.
 * keep: placing it makes them the customer's. The quote judges the bounds. */
struct order_sell {
  int64_t line_id, product_id, sell_minor;
};
result order_set_sell(struct work *w, const struct order *o, const struct order_sell *prices, int n, bool keep);

/* The promotion code of a draft, "" for none. *problem: why it is ignored (nothing is kept then), NULL when it holds. */
result order_set_promo(struct work *w, const struct order *o, const char *typed, const char **problem);

/* How a draft is paid, where its offers leave a choice; NULL: as the payer pays. INVALID with *problem, a sentence: there is none, or not
 * this one. */
result order_set_payment_type(struct work *w, struct public_id order, const char *type, const char **problem);

/* What every order accepts: the newest published version; NOT_FOUND while there is none. */
struct order_terms {
  int64_t id;
  struct public_id public_id;
  int number;
  const char *body;
  struct utc published_at;
};
result order_terms_now(struct work *w, struct order_terms *out);
/* Notes on the draft which version is accepted, now. INVALID with *problem when none was accepted, or another holds by now. */
result order_accept_terms(struct work *w, struct public_id order, struct public_id accepted, const char **problem);

/* ---- what it comes to ---- */
struct quote_line {
  const struct offer *offer;
  struct money buy, pay; /* a first period's sum: at the partner's price, and what the payer is invoiced; before tax */
  struct date start, term_start, term_end;
  const char *problem; /* a sentence; NULL: can be ordered */
};
struct quote_due { /* one day's payment */
  struct date on;
  struct money net, tax, total;
};
struct quote {
  struct quote_line *lines;
  int n_lines;
  struct quote_due *dues; /* in order of day; an open-ended subscription shows its first 12 months */
  int n_dues;
  bool more_follow; /* at least one line runs until cancelled or renews */
  struct tax_sums now_taxes;
  struct money now_net, now_tax, now_total; /* due on or before today */
  const struct promo *promo;                /* what the typed code gives; NULL */
  const char *promo_problem;                /* why it gives nothing: a sentence; the code is ignored */
  struct money discount;                    /* what all the payments shown are less for it, before tax */
  const char *problem;                      /* of the order as a whole; NULL */
  struct payment_ways ways;                 /* how all of it may be paid */
  const char *way;                          /* how it will be: as chosen, else as the payer pays; NULL: nobody knows */
  const char *way_problem;                  /* why it must be chosen before it is placed: a sentence; NULL */
  const char
      *figures; /* fingerprint of all of the above and of whom it is for: placing is refused when it has changed */
  struct date start;
};
result quote_make(struct work *w, const struct order *o, struct date today, struct quote *out);
/* A placed order as it was decided, part by part: the quote of the day it was placed, and the first payment of each product of each
 * line, as the payer is invoiced it. In an order of its own: a line's products stay together. */
struct order_part {
  const struct quote_line *line;
  const struct offer_item *item;
  int units;
  struct money unit, full, less,
      buy_less;   /* full is units times unit; less: what the promotion takes off, buy_less: off the
                                              partner's own price; nil where it is paid by use */
  struct date on; /* when it is due */
};
struct order_sums {
  struct quote quote;
  struct date day; /* on which it was placed */
  struct order_part *parts;
  int n;
};
result order_sums(struct work *w, const struct order *o, struct order_sums *out);
/* A part that is due after that day: "14 days free, first due on 4 December 2026". NULL: it is due by then. Arena. */
const char *order_part_later(struct arena *a, const struct order_part *p, struct date day);

/* No problem anywhere, at least one line; how it is paid may still be to be chosen. */
bool quote_sound(const struct quote *q);

/* ---- its way (DOMAIN 2.3): draft -> submitted -> processing -> complete | failed, failed -> processing, submitted -> cancelled ---- */
/* What each period of the term after the first costs before tax, a promotion that goes on taken off (proration.h, P15): .sell is what the
 * payer is invoiced. Rows by period, what is paid once left out; -1 on overflow or without a price. Arena. */
int quote_renewal(struct arena *a, const struct order *o, const struct quote *q, const struct offer *offer,
                  struct offer_price **out);
/* Takes this person's basket as an order: prices, promotion and days are those that the person saw and change no more; the worker makes
 * the rest. figures and *problem as order_place; one that was placed already is OK and changes nothing. */
result order_submit(struct work *w, struct public_id id, const char *figures, const char **problem);
/* Makes all that a submitted order stands for; the worker's part. NOT_FOUND: it does not wait (any more). CONFLICT with *problem, a
 * sentence: it cannot be made now; the caller rolls back, then order_fail keeps the reason. */
result order_process(struct work *w, int64_t id, const char **problem);
result order_fail(struct work *w, int64_t id, const char *reason);
/* The vendor lets a failed order be made again. w->org_id: the order's organisation (order_owner). CONFLICT: it is not a failed one (any
 * more), *problem says so. */
result order_retry(struct work *w, struct public_id id, const char **problem);
/* Only before it is processed; CONFLICT as above. Its promotion can be used again. */
result order_cancel(struct work *w, struct public_id id, const char *reason, const char **problem);
/* The organisation that a placed order belongs to, for staff. */
result order_owner(struct work *w, struct public_id id, int64_t *org_id);
/* Orders that wait for the worker, in order of id. */
enum { ORDER_BATCH = 100 };
result orders_waiting(struct work *w, int64_t after_id, int64_t ids[ORDER_BATCH], int *n);

/* Both at once, for who asked for it (L11, process_immediately): this person's basket, and no colleague's (NOT_FOUND). Makes the customer, bill group, subscriptions, schedule and draft invoice, audit
 * and outbox rows: all or nothing, to be run inside a transaction. figures is what the person saw. CONFLICT with *problem (a sentence): prices or offers changed, or the order is
 * not a draft any more; an order that was placed already is OK and changes nothing. */
result order_place(struct work *w, struct public_id id, const char *figures, const char **problem);
/* Either of them for a program: figures NULL takes it as it comes; *q, made again under the lock, says of which line the problem is. */
result order_take_quoted(struct work *w, struct public_id id, const char *figures, bool at_once, struct quote *q,
                         const char **problem);

#endif
