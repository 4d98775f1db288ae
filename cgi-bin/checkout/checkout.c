/* Checkout (DOMAIN L8, L10). The draft order is the basket; nothing that a page posts is a price. */
#include "cgi-bin/checkout/checkout.h"

/* The steps are the same for the organisation's own people and for staff on its behalf: each row ends with what tells them apart. */
#define SHOW(path_, run_, help_, ...)                                                                                  \
  {                                                                                                                    \
    GET, path_, run_, .need = ORDER_WRITE, .help = help_, __VA_ARGS__                                                  \
  }
#define TAKE(path_, run_, form_, again_, help_, ...)                                                                   \
  {                                                                                                                    \
    POST, path_, run_, .need = ORDER_WRITE, .proof = SESSION, .form = form_, .again = again_, .help = help_,           \
                       __VA_ARGS__                                                                                     \
  }
#define STEPS(base, ...)                                                                                               \
  TAKE(base "/basket", basket_put, &basket_form, basket_add,                                                           \
       N_("Put an offer in, change its quantity, or take it out with 0"), __VA_ARGS__),                                \
      TAKE(base "/promotion", basket_promo, &promo_form, basket_page, N_("The basket's promotion code, or none"),      \
           __VA_ARGS__),                                                                                               \
      TAKE(base "/fill", purchase_fill, &fill_form, purchase_page,                                                     \
           N_("Put what a purchase link names into the basket"), __VA_ARGS__),                                         \
      SHOW(base "/prices", sell_prices, N_("What the partner's own customer pays"), __VA_ARGS__),                      \
      TAKE(base "/prices", sell_prices_save, NULL, sell_prices, N_("Keep it, within the bounds of the offer"),         \
           __VA_ARGS__),                                                                                               \
      TAKE(base "/customer", customer_for, &for_form, basket_page,                                                     \
           N_("A basket for one of the organisation's customers"), __VA_ARGS__),                                       \
      SHOW(base "/details", customer_existing, N_("Who the order is for: one of the organisation's customers"),        \
           __VA_ARGS__),                                                                                               \
      TAKE(base "/details", customer_existing_save, &existing_form, customer_existing,                                 \
           N_("Choose the customer, the start and the delivery"), .before = customer_existing_before, __VA_ARGS__),    \
      SHOW(base "/details/new", customer_new, N_("Who the order is for: a new customer"), __VA_ARGS__),                \
      TAKE(base "/details/new", customer_new_save, &new_form, customer_new,                                            \
           N_("Keep what was typed about the new customer"), .before = customer_new_before, __VA_ARGS__),              \
      SHOW(base "/review", checkout_review, N_("Every figure, before the order is placed"), __VA_ARGS__),              \
      TAKE(base "/place", checkout_place, &place_form, checkout_review, N_("Place the order"), __VA_ARGS__)

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
