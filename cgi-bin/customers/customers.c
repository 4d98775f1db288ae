/* The organisation's customers (L13) and their subscriptions (L14). */
#include "cgi-bin/customers/customers.h"

static const struct route routes[] = {
  { GET, "/customers", customer_list, .need = CUSTOMER_READ, .menu = N_("Customers"), .menu_order = 30,
    .help = N_("All customers of the organisation, with search") },
  { GET, "/customers/subscriptions", subscription_list, .need = SUBSCRIPTION_READ, .menu = N_("Subscriptions"),
    .menu_order = 35, .help = N_("All subscriptions of the organisation's customers, with filters") },
  { GET, "/customers/subscriptions/{id}", subscription_page, .need = SUBSCRIPTION_READ,
    .help = N_("One subscription: its items, term, coming payments and history") },
  { GET, "/customers/{id}", customer_page, .need = CUSTOMER_READ,
    .help = N_("One customer, with subscriptions, orders and invoices") },
};

int main(int argc, char **argv)
{
  return app_main(argc, argv, "customers", routes, COUNT(routes));
}
