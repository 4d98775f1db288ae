/* Orders that were placed (L10, L12): the list and one order with everything that it made. */
#include "cgi-bin/orders/orders.h"

static const struct route routes[] = {
  { GET, "/orders", order_list, .need = ORDER_READ, .menu = N_("Orders"), .menu_order = 40,
    .help = N_("All orders of the organisation, with search") },
  { GET, "/orders/{id}", order_page, .need = ORDER_READ, .help = N_("One order, with what it made") },
};

const struct option order_states[] = {
  { "submitted", N_("Received") }, { "processing", N_("In progress") }, { "complete", N_("Complete") },
  { "failed", N_("Failed") },      { "cancelled", N_("Cancelled") },    { NULL, NULL },
};

const char *order_state_text(const char *status)
{
  for (const struct option *o = order_states; o->value; o++)
    if (str_eq(o->value, status))
      return t(o->label);
  return status;
}

int main(int argc, char **argv)
{
  return app_main(argc, argv, "orders", routes, COUNT(routes));
}
