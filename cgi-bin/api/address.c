/* An order that changes a customer's address (L11): for documents to come, as decision 20 has it. */
#include "cgi-bin/api/order.h"
#include "lib/model/customer.h"

struct address_in {
  const char *external_id, *address1, *address2, *city, *region, *postal_code, *country;
};
static const struct field address_fields[] = {
  FIELD(struct address_in, external_id, "external_id", .max = 100,
        .hint = "The order's id in your own system: the same again is the same order"),
  FIELD(struct address_in, address1, "address1", .required = true),
  FIELD(struct address_in, address2, "address2"),
  FIELD(struct address_in, city, "city", .required = true, .max = 100),
  FIELD(struct address_in, region, "region", .max = 100),
  FIELD(struct address_in, postal_code, "postal_code", .max = 20),
  FIELD(struct address_in, country, "country", .required = true, .look = LOOK_COUNTRY, .hint = "ISO 3166-1 alpha-2"),
};
static const struct form_def address_def = FORM(struct address_in, address_fields);
static const struct shape address_shape = { .name = "ChangeAddress",
                                            .help = "The whole new address",
                                            .fields = &address_def };
const struct operation address_op = {
  .id = "changeAddress", .group = "Customers", .in = &address_shape, .out = &placed_shape, .makes = true, .once = true
};

static result party_of(struct req *rq, struct public_id id, struct party *p)
{
  int64_t party_id;
  {
    ROWS rows = { 0 };
    TRY(db_query(rq->w, &rows, "SELECT party_id FROM customer WHERE public_id = ? AND org_id = ?", A(id),
                 A(rq->w->org_id)));
    TRY(rows_one(&rows, F(party_id)));
  }
  return party_find(rq->w, party_id, p);
}

static void address_put(struct party *p, const struct address_in *in)
{
  p->address1 = in->address1;
  p->address2 = in->address2;
  p->city = in->city;
  p->region = in->region;
  p->postal_code = in->postal_code;
  p->country = in->country;
}

result address_change(struct req *rq)
{
  struct address_in in = { 0 };
  struct public_id id, order;
  struct party party;
  bool again;
  result r;
  TRY(req_public_id(rq, 0, &id));
  TRY(party_of(rq, id, &party));
  API_BODY *body = api_body(rq, &r);
  TRY(r);
  TRY(api_read(rq, &address_shape, body, "", &in));
  TRY(order_repeated(rq, in.external_id, "address", id, &again));
  if (again)
    return OK;
  address_put(&party, &in);
  if (!str_empty(party.tax_number) && !tax_number_read(rq->arena, party.country, party.tax_number))
    return problem_add(rq, "/country", "%s",
                       t("The customer's tax number is not one of this country. Have it changed first."));
  TRY(customer_change(rq->w, id, &party, "address"));
  TRY(order_address(rq->w, id, order_source(rq), in.external_id, &order));
  TRY(order_key_noted(rq));
  return order_made(rq, order);
}
