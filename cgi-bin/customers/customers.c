/* The organisation's customers (L13). */
#include "cgi-bin/customers/customers.h"

static const struct route routes[] = {
  { GET, "/customers", customer_list, .need = CUSTOMER_READ, .menu = N_("Customers"), .menu_order = 30,
    .help = N_("All customers of the organisation, with search") },
  { GET, "/customers/{id}", customer_page, .need = CUSTOMER_READ, .help = N_("One customer") },
};

int main(int argc, char **argv)
{
  return app_main(argc, argv, "customers", routes, COUNT(routes));
}
