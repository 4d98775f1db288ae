/* The API for organisations' own systems (DOMAIN L11): its routes. A key stands for its organisation; nothing here reads a cookie but
 * /api/session. */
#include "cgi-bin/api/order.h"

#define CHANGE(path_, name, help_, preview_help)                                                                       \
  { POST,                                                                                                              \
    V1 "/subscriptions/{id}/" path_,                                                                                   \
    change_make,                                                                                                       \
    .need = ORDER_WRITE,                                                                                               \
    .proof = KEY,                                                                                                      \
    .at_main = true,                                                                                                   \
    .operation = &name##_op,                                                                                           \
    .help = help_ },                                                                                                   \
  {                                                                                                                    \
    POST, V1 "/subscriptions/{id}/" path_ "/preview", change_preview,                                                  \
        .need = ORDER_WRITE, .proof = KEY, .at_main = true, .apart = true, .operation = &name##_preview_op,            \
        .help = preview_help                                                                                           \
  }

const struct route api_routes[] = {
  { GET, "/api", api_reference, .need = PUBLIC, .at_main = true, .help = N_("The API's reference") },
  { GET, "/api/openapi.json", api_description, .need = PUBLIC, .at_main = true,
    .help = N_("The API's description, OpenAPI 3.1") },
  { GET, "/api/session", api_session, .need = SIGNED_IN, .also = AUDIENCE_CUSTOMER, .operation = &session_op,
    .help = N_("Who is signed in at this browser, for scripts of the portal's own pages") },

  { GET, V1 "/offers", offer_list, .need = OFFER_READ, .proof = KEY, .at_main = true, .operation = &offers_op,
    .help = N_("The offers that the organisation may order, at its own prices") },
  { GET, V1 "/offers/{id}", offer_get, .need = OFFER_READ, .proof = KEY, .at_main = true, .operation = &offer_op,
    .help = N_("One offer") },
  { GET, V1 "/terms", terms_get, .need = OFFER_READ, .proof = KEY, .at_main = true, .operation = &terms_op,
    .help = N_("The terms that an order accepts") },
  { GET, V1 "/customers", customer_list, .need = CUSTOMER_READ, .proof = KEY, .at_main = true,
    .operation = &customers_op, .help = N_("The organisation's customers") },
  { POST, V1 "/customers", customer_post, .need = ORDER_WRITE, .proof = KEY, .at_main = true,
    .operation = &customer_new_op, .help = N_("Add a customer before its first order") },
  { GET, V1 "/customers/{id}", customer_get, .need = CUSTOMER_READ, .proof = KEY, .at_main = true,
    .operation = &customer_op, .help = N_("One customer") },
  { GET, V1 "/subscriptions", subscription_list, .need = SUBSCRIPTION_READ, .proof = KEY, .at_main = true,
    .operation = &subscriptions_op, .help = N_("What the organisation's customers have") },
  { GET, V1 "/subscriptions/{id}", subscription_get, .need = SUBSCRIPTION_READ, .proof = KEY, .at_main = true,
    .operation = &subscription_op, .help = N_("One subscription, with its items, coming payments and changes") },
  CHANGE("change-offer", change_offer, N_("Order another offer for a subscription"),
         N_("What another offer would come to; nothing is done")),
  CHANGE("update", update, N_("Order another quantity or add-ons for a subscription"),
         N_("What another quantity or add-ons would come to; nothing is done")),
  CHANGE("cancel", cancel, N_("Cancel a subscription"), N_("What a cancellation would come to; nothing is done")),
  { POST, V1 "/customers/{id}/address", address_change, .need = ORDER_WRITE, .proof = KEY, .at_main = true,
    .operation = &address_op, .help = N_("Change a customer's address") },
  { GET, V1 "/orders", order_list, .need = ORDER_READ, .proof = KEY, .at_main = true, .operation = &orders_op,
    .help = N_("What the organisation ordered") },
  { POST, V1 "/orders", order_new, .need = ORDER_WRITE, .proof = KEY, .at_main = true, .operation = &order_new_op,
    .help = N_("Place an order") },
  { POST, V1 "/orders/preview", order_new_preview, .need = ORDER_WRITE, .proof = KEY, .at_main = true, .apart = true,
    .operation = &order_preview_op, .help = N_("What an order would come to; nothing is done") },
  { GET, V1 "/orders/{id}", order_get, .need = ORDER_READ, .proof = KEY, .at_main = true, .operation = &order_op,
    .help = N_("One order, with its lines and prices") },
  { GET, V1 "/invoices", invoice_list, .need = INVOICE_READ, .proof = KEY, .at_main = true, .operation = &invoices_op,
    .help = N_("Invoices to the organisation and to its customers") },
  { GET, V1 "/invoices/{id}", invoice_get, .need = INVOICE_READ, .proof = KEY, .at_main = true,
    .operation = &invoice_op, .help = N_("One invoice, with its lines") },
  { GET, V1 "/events", event_list, .need = SIGNED_IN, .proof = KEY, .at_main = true, .operation = &events_op,
    .help = N_("What happened to the organisation's records, the oldest first") },
};
const int n_api_routes = COUNT(api_routes);

int main(int argc, char **argv)
{
  app_problems();
  return app_main(argc, argv, "api", api_routes, n_api_routes);
}
