/* A customer before its first order. */
#include "cgi-bin/api/order.h"
#include "lib/model/customer.h"

struct new_in {
  struct customer_in customer;
  bool same_email;
};
static const struct field new_fields[] = {
  NEW_CUSTOMER_FIELDS(struct new_in, customer.),
  FIELD(struct new_in, same_email, "same_email",
        .hint = "It is another customer, though one with this address is there already; without it that is refused"),
};
static const struct form_def new_def = FORM(struct new_in, new_fields);
static const struct shape new_shape = { .name = "AddCustomer", .help = "A customer to be added", .fields = &new_def };
const struct operation customer_new_op = {
  .id = "addCustomer", .group = "Customers", .in = &new_shape, .out = &customer_shape, .makes = true, .once = true
};

result customer_post(struct req *rq)
{
  struct new_in in = { 0 };
  struct public_id id;
  const char *same;
  result r;
  API_BODY *body = api_body(rq, &r);
  TRY(r);
  TRY(api_read(rq, &new_shape, body, "", &in));
  TRY(customer_tax_number(rq, "", &in.customer));
  struct party p = customer_party(&in.customer);
  r = customer_enter(rq->w, &p, in.same_email ? str_lower(rq->arena, p.email) : NULL, &same, &id);
  if (r == CONFLICT)
    return problem_add(rq, "/email", t("%s has this address already; same_email adds another customer with it."), same);
  TRY(r);
  TRY(order_key_noted(rq));
  api_made(rq, V1 "/customers/%s", public_id_text(rq->arena, id));
  return customer_answer(rq, id);
}
