/* Placing orders, of every type. */
#ifndef PORTICO_API_ORDER_H
#define PORTICO_API_ORDER_H

#include "cgi-bin/api/api.h"
#include "lib/model/order.h"

/* ---- order.c: what was ordered ---- */
extern const struct shape placed_shape;
/* 201 with the order as it was placed; also when it had been made before. */
result order_made(struct req *rq, struct public_id id);
/* The same external_id again: *again, and the first order is the answer. CONFLICT when it is the id of another kind of order, or of another
 * subscription or customer (0: any). */
result order_repeated(struct req *rq, const char *external_id, const char *kind, struct public_id subject, bool *again);
/* "api", or "admin": on behalf of the organisation, by a program of the vendor's. */
const char *order_source(const struct req *rq);
/* If this order is refused, the audit trail says so; and that it was made by this key, if not. */
void order_refusal_kept(struct req *rq, const char *what);
result order_key_noted(struct req *rq);

/* ---- order_new.c, order_read.c ---- */
struct order_in {
  const char *external_id, *figures, *po_number, *promotion, *payment_type;
  struct public_id customer, terms;
  struct date start_on;
  bool keep_prices, process_immediately;
};
struct customer_in {
  const char *company, *first_name, *last_name, *email, *phone, *address1, *address2, *city, *region, *postal_code,
      *country, *tax_number;
};
/* The fields of one, at a place within the struct: "customer ." or nothing. */
#define NEW_CUSTOMER_FIELDS(type, at)                                                                                  \
  FIELD_AS("company", type, at company, "company"),                                                                    \
      FIELD_AS("first_name", type, at first_name, "first_name", .required = true, .max = 100),                         \
      FIELD_AS("last_name", type, at last_name, "last_name", .required = true, .max = 100),                            \
      FIELD_AS("email", type, at email, "email", .required = true, .max = 254, .look = LOOK_EMAIL),                    \
      FIELD_AS("phone", type, at phone, "phone", .max = 40, .look = LOOK_PHONE, .shown = SHOWN_CUSTOMER_PHONE),        \
      FIELD_AS("address1", type, at address1, "address1", .required = true),                                           \
      FIELD_AS("address2", type, at address2, "address2"),                                                             \
      FIELD_AS("city", type, at city, "city", .required = true, .max = 100),                                           \
      FIELD_AS("region", type, at region, "region", .max = 100),                                                       \
      FIELD_AS("postal_code", type, at postal_code, "postal_code", .max = 20),                                         \
      FIELD_AS("country", type, at country, "country", .required = true, .look = LOOK_COUNTRY,                         \
               .hint = "ISO 3166-1 alpha-2"),                                                                          \
      FIELD_AS("tax_number", type, at tax_number, "tax_number", .max = 30, .shown = SHOWN_CUSTOMER_TAX_NUMBER)
struct party customer_party(const struct customer_in *c);
/* The tax number, in its plain form, is one of the country; INVALID with its problem below that place. */
result customer_tax_number(struct req *rq, const char *place, struct customer_in *c);
struct delivery_in {
  const char *name, *address1, *address2, *city, *region, *postal_code, *country;
};
struct line_in {
  struct public_id offer;
  int64_t quantity;
};
struct price_in {
  struct public_id offer;
  const char *product;
  int64_t sell;
};
enum { LINES_MAX = 50, PRICES_MAX = 500 };
struct order_sent {
  struct order_in order;
  struct customer_in customer;
  struct delivery_in delivery;
  bool has_customer, has_delivery;
  struct line_in lines[LINES_MAX];
  struct price_in prices[PRICES_MAX];
  int n_lines, n_prices;
};
extern const struct shape order_new_shape;
result order_sent_read(struct req *rq, struct order_sent *out);
result order_new(struct req *rq);
result order_new_preview(struct req *rq);
extern const struct operation order_new_op, order_preview_op;

/* ---- subscription_change.c, address.c ---- */
extern const struct operation change_offer_op, change_offer_preview_op, update_op, update_preview_op, cancel_op,
    cancel_preview_op, address_op;
result change_make(struct req *rq);
result change_preview(struct req *rq);
result address_change(struct req *rq);

/* ---- order_preview.c ---- */
extern const struct shape preview_shape, due_shape;
result order_preview_answer(struct req *rq, const struct quote *q);
void dues_put(struct json *j, const char *name, const struct quote_due *dues, int n);

#endif
