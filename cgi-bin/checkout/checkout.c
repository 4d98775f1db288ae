/* Checkout (DOMAIN L8, L10). The draft order is the basket; nothing that a page posts is a price. */
#include "cgi-bin/checkout/checkout.h"

static const struct route routes[] = {
  { GET, "/checkout", basket_page, .need = ORDER_WRITE, .menu = N_("Basket"), .menu_order = 22,
    .help = N_("The basket; ?purchase= shows one offer to add") },
  { POST, "/checkout/basket", basket_put, .need = ORDER_WRITE, .proof = SESSION, .form = &basket_form,
    .again = basket_add, .help = N_("Put an offer in, change its quantity, or take it out with 0") },
  { POST, "/checkout/promotion", basket_promo, .need = ORDER_WRITE, .proof = SESSION, .form = &promo_form,
    .again = basket_page, .help = N_("The basket's promotion code, or none") },
  { POST, "/checkout/fill", purchase_fill, .need = ORDER_WRITE, .proof = SESSION, .form = &fill_form,
    .again = purchase_page, .help = N_("Put what a purchase link names into the basket") },
  { GET, "/checkout/prices", sell_prices, .need = ORDER_WRITE, .help = N_("What the partner's own customer pays") },
  { POST, "/checkout/prices", sell_prices_save, .need = ORDER_WRITE, .proof = SESSION, .again = sell_prices,
    .help = N_("Keep it, within the bounds of the offer") },
  { GET, "/checkout/details", customer_existing, .need = ORDER_WRITE,
    .help = N_("Who the order is for: one of the organisation's customers") },
  { POST, "/checkout/details", customer_existing_save, .need = ORDER_WRITE, .proof = SESSION, .form = &existing_form,
    .before = customer_existing_before, .again = customer_existing,
    .help = N_("Choose the customer, the start and the delivery") },
  { GET, "/checkout/details/new", customer_new, .need = ORDER_WRITE,
    .help = N_("Who the order is for: a new customer") },
  { POST, "/checkout/details/new", customer_new_save, .need = ORDER_WRITE, .proof = SESSION, .form = &new_form,
    .before = customer_new_before, .again = customer_new, .help = N_("Keep what was typed about the new customer") },
  { GET, "/checkout/review", checkout_review, .need = ORDER_WRITE,
    .help = N_("Every figure, before the order is placed") },
  { POST, "/checkout/place", checkout_place, .need = ORDER_WRITE, .proof = SESSION, .form = &place_form,
    .again = checkout_review, .help = N_("Place the order") },
};

int main(int argc, char **argv)
{
  return app_main(argc, argv, "checkout", routes, COUNT(routes));
}
