/* A new order as it was sent: the whole of it is read before anything is refused, so that every mistake is named at once. */
#include "cgi-bin/api/order.h"

static const struct field order_fields[] = {
  FIELD(struct order_in, external_id, "external_id", .max = 100,
        .hint = "The order's id in your own system: the same again is the same order"),
  FIELD(struct order_in, customer, "customer", .hint = "One of your customers; or new_customer says who it is"),
  FIELD(struct order_in, start_on, "start_on", .hint = "Today, or a day within the next year; without it today"),
  FIELD(struct order_in, po_number, "po_number", .max = 60, .shown = SHOWN_ORDER_PO_NUMBER,
        .hint = "Stands on the invoice"),
  FIELD(struct order_in, promotion, "promotion", .max = 40, .hint = "A promotion code"),
  FIELD(
      struct order_in, payment_type, "payment_type", .options = payment_types, .look = LOOK_SELECT,
      .hint =
          "How it is paid, where the offers leave a choice (payment_types of a preview); without it as the payer pays"),
  FIELD(struct order_in, terms, "terms", .hint = "The id of the terms that you accept; needed while there are some"),
  FIELD(struct order_in, keep_prices, "keep_prices", .hint = "The prices become the customer's for coming orders, too"),
  FIELD(struct order_in, process_immediately, "process_immediately",
        .hint =
            "It is complete when it is answered; without it, it waits to be processed and can be cancelled until then"),
  FIELD(struct order_in, figures, "figures", .max = 64,
        .hint = "Of a preview: the order is refused when anything has changed since"),
};
static const struct form_def order_def = FORM(struct order_in, order_fields);

static const struct field customer_fields[] = { NEW_CUSTOMER_FIELDS(struct customer_in, ) };
static const struct form_def customer_def = FORM(struct customer_in, customer_fields);
static const struct shape new_customer_shape = { .name = "NewCustomer",
                                                 .help = "A customer that you do not have yet",
                                                 .fields = &customer_def };

static const struct field delivery_fields[] = {
  FIELD(struct delivery_in, name, "name", .required = true),
  FIELD(struct delivery_in, address1, "address1", .required = true),
  FIELD(struct delivery_in, address2, "address2"),
  FIELD(struct delivery_in, city, "city", .required = true, .max = 100),
  FIELD(struct delivery_in, region, "region", .max = 100),
  FIELD(struct delivery_in, postal_code, "postal_code", .max = 20),
  FIELD(struct delivery_in, country, "country", .required = true, .look = LOOK_COUNTRY),
};
static const struct form_def delivery_def = FORM(struct delivery_in, delivery_fields);
static const struct shape delivery_shape = { .name = "Delivery",
                                             .help = "Where it is delivered, when that is elsewhere",
                                             .fields = &delivery_def };

static const struct field line_fields[] = {
  FIELD(struct line_in, offer, "offer", .required = true, .hint = "The offer's id"),
  FIELD(struct line_in, quantity, "quantity", .required = true, .min = 1, .max = 1000000),
};
static const struct form_def line_def = FORM(struct line_in, line_fields);
static const struct shape line_shape = { .name = "NewOrderLine",
                                         .help = "An offer, and how many",
                                         .fields = &line_def };

static const struct field price_fields[] = {
  FIELD(struct price_in, offer, "offer", .required = true),
  FIELD(struct price_in, product, "product", .required = true, .max = 60, .hint = "The product's code"),
  FIELD(struct price_in, sell, "sell", .required = true, .min = 0, .max = INT64_C(1000000000000),
        .hint = "What your customer pays for a piece and period, in minor units of your currency"),
};
static const struct form_def price_def = FORM(struct price_in, price_fields);
static const struct shape price_shape = { .name = "NewOrderPrice",
                                          .help = "A price of your own",
                                          .fields = &price_def };

enum { NEW_CUSTOMER, DELIVERY, LINES, PRICES };
static const struct shape_part parts[] = {
  [NEW_CUSTOMER] = { "new_customer", &new_customer_shape, .optional = true,
                     .help = "Who it is for, if you have them not yet" },
  [DELIVERY] = { "delivery", &delivery_shape, .optional = true, .help = "Another address than the customer's" },
  [LINES] = { "lines", &line_shape, .many = true, .max = LINES_MAX, .help = "What is ordered" },
  [PRICES] = { "prices", &price_shape, .many = true, .max = PRICES_MAX, .optional = true,
               .help = "What the customer pays, where that is not the usual" },
};
const struct shape order_new_shape = {
  .name = "NewOrder", .help = "An order to be placed", .fields = &order_def, PARTS(parts)
};

/* What the vendor closed to partners is not read, whoever sends it. */
static bool open_to(const struct req *rq, enum shown_field field)
{
  return !((rq->who.switches.hidden | rq->who.switches.fixed) >> field & 1);
}

static void keep(result *all, result r)
{
  if (r != OK)
    *all = r;
}

result customer_tax_number(struct req *rq, const char *place, struct customer_in *c)
{
  if (str_empty(c->tax_number))
    return OK;
  c->tax_number = tax_number_read(rq->arena, c->country, c->tax_number);
  return c->tax_number
             ? OK
             : problem_add(rq, PLACE(rq, "%s/tax_number", place), "%s", t("This is not a tax number of that country."));
}

struct party customer_party(const struct customer_in *c)
{
  return (struct party){ .legal_name = c->company,
                         .first_name = c->first_name,
                         .last_name = c->last_name,
                         .email = c->email,
                         .phone = c->phone,
                         .address1 = c->address1,
                         .address2 = c->address2,
                         .city = c->city,
                         .region = c->region,
                         .postal_code = c->postal_code,
                         .country = c->country,
                         .tax_number = c->tax_number };
}

static result customer_read(struct req *rq, const struct json_t *body, struct order_sent *out)
{
  result r = OK;
  const struct json_t *part = api_part(rq, body, "new_customer", &r);
  out->has_customer = part != NULL;
  if (part)
    keep(&r, api_read(rq, &new_customer_shape, part, "/new_customer", &out->customer));
  if (!part == !out->order.customer.bits && r == OK)
    r = problem_add(rq, "/customer", "%s", t("Say who it is for: either customer or new_customer."));
  return part && r == OK ? customer_tax_number(rq, "/new_customer", &out->customer) : r;
}

static result delivery_read(struct req *rq, const struct json_t *body, struct order_sent *out)
{
  result r = OK;
  const struct json_t *part = api_part(rq, body, "delivery", &r);
  out->has_delivery = part && open_to(rq, SHOWN_ORDER_DELIVERY);
  if (out->has_delivery)
    keep(&r, api_read(rq, &delivery_shape, part, "/delivery", &out->delivery));
  return r;
}

static result lines_read(struct req *rq, const struct json_t *body, struct order_sent *out)
{
  result r = OK;
  out->n_lines = api_part_many(rq, body, &parts[LINES], &r);
  for (int i = 0; i < out->n_lines; i++) {
    keep(&r, api_read(rq, &line_shape, api_item(body, "lines", i), PLACE(rq, "/lines/%d", i), &out->lines[i]));
    for (int k = 0; k < i; k++)
      if (out->lines[k].offer.bits && out->lines[k].offer.bits == out->lines[i].offer.bits)
        r = problem_add(rq, PLACE(rq, "/lines/%d/offer", i), "%s", t("This offer stands in the order already."));
  }
  out->n_prices = api_part_many(rq, body, &parts[PRICES], &r);
  for (int i = 0; i < out->n_prices; i++)
    keep(&r, api_read(rq, &price_shape, api_item(body, "prices", i), PLACE(rq, "/prices/%d", i), &out->prices[i]));
  return r;
}

result order_sent_read(struct req *rq, struct order_sent *out)
{
  result r;
  API_BODY *body = api_body(rq, &r);
  TRY(r);
  keep(&r, api_read(rq, &order_new_shape, body, "", &out->order));
  keep(&r, customer_read(rq, body, out));
  keep(&r, delivery_read(rq, body, out));
  keep(&r, lines_read(rq, body, out));
  const char *problem =
      out->order.start_on.year ? order_start_problem(utc_date(rq->w->now, rq->w->zone), out->order.start_on) : NULL;
  if (problem)
    r = problem_add(rq, "/start_on", "%s", problem);
  return r;
}
