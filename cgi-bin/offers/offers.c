/* The partner's shop window (DOMAIN L5 to L7): each organisation sees its own offers at its own prices. */
#include "cgi-bin/offers/offers.h"

static const struct route routes[] = {
  { GET, "/offers", offer_labels_page, .need = OFFER_READ, .menu = N_("Offers"), .menu_order = 20,
    .help = N_("What the organisation may buy, by label") },
  { GET, "/offers/{label}", offer_shelf, .need = OFFER_READ, .help = N_("The offers of one label, with prices") },
  { GET, "/offers/o/{id}", offer_page, .need = OFFER_READ, .help = N_("One offer, with its terms") },

  { GET, "/offers/staff/{org}", offer_labels_page, .need = ORDER_WRITE, .audience = AUDIENCE_STAFF, .on_behalf = true,
    .help = N_("What an organisation may buy, to order it on its behalf") },
  { GET, "/offers/staff/{org}/{label}", offer_shelf, .need = ORDER_WRITE, .audience = AUDIENCE_STAFF, .on_behalf = true,
    .help = N_("The offers of one label, at its prices") },
  { GET, "/offers/staff/{org}/o/{id}", offer_page, .need = ORDER_WRITE, .audience = AUDIENCE_STAFF, .on_behalf = true,
    .help = N_("One offer, with its terms") },
};

int main(int argc, char **argv)
{
  return app_main(argc, argv, "offers", routes, COUNT(routes));
}
