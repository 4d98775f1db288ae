/* Checkout (DOMAIN L8, L10). The draft order is the basket; nothing that a page posts is a price. */
#include "cgi-bin/checkout/checkout.h"

/* The steps are the same for the organisation's own people and for staff on its behalf. */
#define STEPS(base, ...)                                                                                               \
  { POST,                                                                                                              \
    base "/basket",                                                                                                    \
    basket_put,                                                                                                        \
    .need = ORDER_WRITE,                                                                                               \
    .proof = SESSION,                                                                                                  \
    .form = &basket_form,                                                                                              \
    .again = basket_add,                                                                                               \
    .help = N_("Put an offer in, change its quantity, or take it out with 0"),                                         \
    __VA_ARGS__ },                                                                                                     \
      { POST,                                                                                                          \
        base "/promotion",                                                                                             \
        basket_promo,                                                                                                  \
        .need = ORDER_WRITE,                                                                                           \
        .proof = SESSION,                                                                                              \
        .form = &promo_form,                                                                                           \
        .again = basket_page,                                                                                          \
        .help = N_("The basket's promotion code, or none"),                                                            \
        __VA_ARGS__ },                                                                                                 \
      { POST,                                                                                                          \
        base "/fill",                                                                                                  \
        purchase_fill,                                                                                                 \
        .need = ORDER_WRITE,                                                                                           \
        .proof = SESSION,                                                                                              \
        .form = &fill_form,                                                                                            \
        .again = purchase_page,                                                                                        \
        .help = N_("Put what a purchase link names into the basket"),                                                  \
        __VA_ARGS__ },                                                                                                 \
      { GET,                                                                                                           \
        base "/prices",                                                                                                \
        sell_prices,                                                                                                   \
        .need = ORDER_WRITE,                                                                                           \
        .help = N_("What the partner's own customer pays"),                                                            \
        __VA_ARGS__ },                                                                                                 \
      { POST,                                                                                                          \
        base "/prices",                                                                                                \
        sell_prices_save,                                                                                              \
        .need = ORDER_WRITE,                                                                                           \
        .proof = SESSION,                                                                                              \
        .again = sell_prices,                                                                                          \
        .help = N_("Keep it, within the bounds of the offer"),                                                         \
        __VA_ARGS__ },                                                                                                 \
      { GET,                                                                                                           \
        base "/details",                                                                                               \
        customer_existing,                                                                                             \
        .need = ORDER_WRITE,                                                                                           \
        .help = N_("Who the order is for: one of the organisation's customers"),                                       \
        __VA_ARGS__ },                                                                                                 \
      { POST,                                                                                                          \
        base "/details",                                                                                               \
        customer_existing_save,                                                                                        \
        .need = ORDER_WRITE,                                                                                           \
        .proof = SESSION,                                                                                              \
        .form = &existing_form,                                                                                        \
        .before = customer_existing_before,                                                                            \
        .again = customer_existing,                                                                                    \
        .help = N_("Choose the customer, the start and the delivery"),                                                 \
        __VA_ARGS__ },                                                                                                 \
      { GET,                                                                                                           \
        base "/details/new",                                                                                           \
        customer_new,                                                                                                  \
        .need = ORDER_WRITE,                                                                                           \
        .help = N_("Who the order is for: a new customer"),                                                            \
        __VA_ARGS__ },                                                                                                 \
      { POST,                                                                                                          \
        base "/details/new",                                                                                           \
        customer_new_save,                                                                                             \
        .need = ORDER_WRITE,                                                                                           \
        .proof = SESSION,                                                                                              \
        .form = &new_form,                                                                                             \
        .before = customer_new_before,                                                                                 \
        .again = customer_new,                                                                                         \
        .help = N_("Keep what was typed about the new customer"),                                                      \
        __VA_ARGS__ },                                                                                                 \
      { GET,                                                                                                           \
        base "/review",                                                                                                \
        checkout_review,                                                                                               \
        .need = ORDER_WRITE,                                                                                           \
        .help = N_("Every figure, before the order is placed"),                                                        \
        __VA_ARGS__ },                                                                                                 \
  {                                                                                                                    \
    POST, base "/place", checkout_place, .need = ORDER_WRITE, .proof = SESSION, .form = &place_form,                   \
                                         .again = checkout_review, .help = N_("Place the order"), __VA_ARGS__          \
  }

static const struct route routes[] = {
  { GET, "/checkout", basket_page, .need = ORDER_WRITE, .menu = N_("Basket"), .menu_order = 22,
    .help = N_("The basket; ?purchase= shows one offer to add") },
  STEPS("/checkout", .audience = AUDIENCE_PARTNER),

  { GET, "/checkout/staff/{org}", basket_page, .need = ORDER_WRITE, .audience = AUDIENCE_STAFF, .on_behalf = true,
    .help = N_("The basket of staff who order on behalf of an organisation") },
  STEPS("/checkout/staff/{org}", .audience = AUDIENCE_STAFF, .on_behalf = true),
};

int main(int argc, char **argv)
{
  return app_main(argc, argv, "checkout", routes, COUNT(routes));
}
