/* Orders that were placed (L10, L12): the list and one order with everything that it made. */
#include "cgi-bin/orders/orders.h"

static const struct route routes[] = {
  { GET, "/orders", order_list, .need = ORDER_READ, .menu = N_("Orders"), .menu_order = 40,
    .help = N_("All orders of the organisation, with search") },
  { GET, "/orders/{id}", order_page, .need = ORDER_READ, .help = N_("One order, with what it made") },
  { GET, "/orders/{id}/cancel", order_canceling, .need = ORDER_WRITE,
    .help = N_("Cancel it before it is processed: what will happen") },
  { POST, "/orders/{id}/cancel", order_canceling_save, .need = ORDER_WRITE, .proof = SESSION, .form = &cancel_form,
    .again = order_canceling, .help = N_("Cancel it, with a reason") },

  { GET, "/orders/staff/{id}/cancel", order_canceling, .need = ORDER_WRITE, .audience = AUDIENCE_STAFF,
    .help = N_("Cancel an organisation's order: what will happen") },
  { POST, "/orders/staff/{id}/cancel", order_canceling_save, .need = ORDER_WRITE, .audience = AUDIENCE_STAFF,
    .proof = SESSION, .form = &cancel_form, .again = order_canceling, .help = N_("Cancel it, with a reason") },
  { GET, "/orders/staff/{id}/retry", order_retrying, .need = ORDER_WRITE, .audience = AUDIENCE_STAFF,
    .help = N_("Try a failed order again: what will happen") },
  { POST, "/orders/staff/{id}/retry", order_retrying_save, .need = ORDER_WRITE, .audience = AUDIENCE_STAFF,
    .proof = SESSION, .again = order_retrying, .help = N_("Try it again") },
};

int main(int argc, char **argv)
{
  return app_main(argc, argv, "orders", routes, COUNT(routes));
}
