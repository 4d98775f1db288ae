/* The steps from a basket to an order: basket, customer, review. The draft order holds everything between them. */
#ifndef PORTICO_CHECKOUT_H
#define PORTICO_CHECKOUT_H

#include "lib/app/app.h"
#include "lib/app/promo_try.h"
#include "lib/model/order.h"

/* ---- the basket ---- */
struct basket_in {
  struct public_id offer;
  int64_t quantity; /* 0 takes it out */
  const char *pc;   /* a purchase link's promotion code */
  const char *to;   /* "page": on to the checkout page that the offer names */
};
extern const struct form_def basket_form;
result basket_page(struct req *rq); /* GET /checkout: the basket, or ?purchase= */
result basket_add(struct req *rq);  /* one offer, before it is put in; also after a quantity that cannot be had */
result basket_put(struct req *rq);

/* ---- promotions and purchase links ---- */
struct promo_in {
  const char *code;
};
struct fill_in {
  const char *purchase, *pc;
};
extern const struct form_def promo_form, fill_form;
result basket_promo(struct req *rq);
result purchase_page(struct req *rq); /* GET /checkout?purchase= of several offers, or of a label */
result purchase_fill(struct req *rq);
/* The version that ?purchase= names alone; NOT_FOUND when it names none. */
result purchase_single(struct req *rq, struct public_id *out);
/* What ?pc= gives, or why it is ignored. */
result purchase_promo_show(struct req *rq);
/* The refusal of an offer leaves an audit row. */
void offer_refused(struct req *rq, const char *named);

/* ---- what the partner's customer pays ---- */
result sell_prices(struct req *rq);
result sell_prices_save(struct req *rq);

/* ---- for whom ---- */
struct delivery_in {
  bool deliver_elsewhere;
  const char *delivery_name, *delivery_address1, *delivery_address2, *delivery_city, *delivery_region,
      *delivery_postal_code, *delivery_country;
};
struct existing_in {
  struct public_id customer;
  const char *q; /* the search that the list of customers came from */
  const char *po_number;
  struct date start;
  struct delivery_in delivery;
};
struct new_in {
  struct party party;
  const char *po_number;
  struct date start;
  struct delivery_in delivery;
};
struct for_in {
  struct public_id customer;
};
extern const struct form_def existing_form, new_form, for_form;
result customer_for(struct req *rq); /* "order for this customer" */
result customer_existing(struct req *rq);
result customer_existing_save(struct req *rq);
result customer_existing_before(struct req *rq, void *old);
result customer_new_before(struct req *rq, void *old);
result customer_new(struct req *rq);
result customer_new_save(struct req *rq);

/* The rows of what both forms ask: purchase order, start, delivery. */
#define DETAILS_FIELDS(type)                                                                                           \
  FIELD(type, po_number, N_("Purchase order number"), .max = 60, .hint = N_("Stands on the invoice."),                 \
        .shown = SHOWN_ORDER_PO_NUMBER, .group = N_("The order")),                                                     \
      FIELD(type, start, N_("Start"), .required = true, .hint = N_("Today, or a day within the next year.")),          \
      DELIVERY_FIELD(type, deliver_elsewhere, N_("Deliver to another address")),                                       \
      DELIVERY_FIELD(type, delivery_name, N_("Name of the recipient")),                                                \
      DELIVERY_FIELD(type, delivery_address1, N_("Address")),                                                          \
      DELIVERY_FIELD(type, delivery_address2, N_("Address, second line")),                                             \
      DELIVERY_FIELD(type, delivery_city, N_("City"), .max = 100),                                                     \
      DELIVERY_FIELD(type, delivery_region, N_("State or region"), .max = 100),                                        \
      DELIVERY_FIELD(type, delivery_postal_code, N_("Postal code"), .max = 20),                                        \
      DELIVERY_FIELD(type, delivery_country, N_("Country"), .look = LOOK_COUNTRY)
#define DELIVERY_FIELD(type, member, label_, ...)                                                                      \
  FIELD_IN(type, delivery, member, label_, .shown = SHOWN_ORDER_DELIVERY, ##__VA_ARGS__)

/* Whether start and delivery can be as typed; what is wrong stands beside its field. */
result details_check(struct req *rq, const struct order *o, struct date start, const struct delivery_in *in);
/* Whether the basket may be sold in the customer's country; what may not stands beside that field. The hint says it before. */
result country_check(struct req *rq, const struct order *o, const char *member, const char *country);
result country_hint(struct req *rq, const struct order *o, const char *member);
struct party delivery_party(const struct delivery_in *in);
/* The draft's delivery, into a form. */
result delivery_show(struct req *rq, const struct order *o, struct delivery_in *out);
/* Puts what both forms' pages show; rq->form is open. */
void details_show(struct req *rq);
/* The draft with something in it; without one *gone is true and the reply leads to the basket. */
result draft_for_step(struct req *rq, struct order *o, bool *gone);

/* ---- review ---- */
struct place_in {
  struct public_id order, terms; /* terms: the version that was shown; 0 */
  const char *figures, *payment_type;
  bool accept; /* the terms */
};
extern const struct form_def place_form;
result checkout_review(struct req *rq);
result checkout_place(struct req *rq);
/* The parts of the review page. */
void review_lines_show(struct req *rq, const struct order *o, const struct quote *q);
void review_payments_show(struct req *rq, const struct order *o, const struct quote *q);

/* 0 basket, 1 customer, 2 review, 3 done: the line of steps. */
void steps_show(struct req *rq, int current);
const char *money_show(struct req *rq, struct money m);

#endif
