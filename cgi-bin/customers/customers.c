/* The organisation's customers (L13), their subscriptions (L14) and what is done with them (L15); staff do it on behalf of an organisation. */
#include "cgi-bin/customers/renewal.h"
#include "lib/app/move_form.h"

#define CHANGE(base, audience_, path_, form_, help_)                                                                   \
  { GET, base path_, subscription_change, .need = ORDER_WRITE, .audience = audience_, .help = help_ },                 \
  {                                                                                                                    \
    POST, base path_, subscription_change_save, .need = ORDER_WRITE, .audience = audience_, .proof = SESSION,          \
                                                .form = form_, .again = subscription_change,                           \
                                                .help = N_("Do what the preview says")                                 \
  }
#define CHANGES(base, audience_)                                                                                       \
  CHANGE(base, audience_, "/change", &change_form, N_("Another offer or quantity, with a preview of every payment")),  \
      CHANGE(base, audience_, "/addons", &addon_form, N_("Add-ons, with a preview")),                                  \
      CHANGE(base, audience_, "/renew", &act_form, N_("Another term, with a preview")),                                \
      CHANGE(base, audience_, "/renewal-on", &act_form, N_("Renew by itself")),                                        \
      CHANGE(base, audience_, "/renewal-off", &act_form, N_("Not renew any more")),                                    \
      CHANGE(base, audience_, "/pause", &act_form, N_("Pause")),                                                       \
      CHANGE(base, audience_, "/resume", &act_form, N_("End a pause")),                                                \
      CHANGE(base, audience_, "/cancel", &cancel_form, N_("Cancel, with a reason")),                                   \
      CHANGE(base, audience_, "/undo", &act_form, N_("Take back what waits for its day"))

static const struct route routes[] = {
  { GET, "/customers", customer_list, .need = CUSTOMER_READ, .menu = N_("Customers"), .menu_order = 30,
    .help = N_("All customers of the organisation, with search") },
  { GET, "/customers/subscriptions", subscription_list, .need = SUBSCRIPTION_READ, .menu = N_("Subscriptions"),
    .menu_order = 35, .help = N_("All subscriptions of the organisation's customers, with filters") },
  { GET, "/customers/subscriptions/{id}", subscription_page, .need = SUBSCRIPTION_READ,
    .help = N_("One subscription: its items, term, coming payments and history") },
  { GET, "/customers/subscriptions/{id}/usage", subscription_usage, .need = SUBSCRIPTION_READ,
    .help = N_("What was used of a subscription that is paid by use") },
  CHANGES("/customers/subscriptions/{id}", AUDIENCE_PARTNER),
  { GET, "/customers/renewals", renewal_list, .need = SUBSCRIPTION_READ, .menu = N_("Renewals"), .menu_order = 36,
    .help = N_("What comes to the end of its term within 30, 60 or 90 days") },
  { GET, "/customers/renewals/renew", renewal_many, .need = ORDER_WRITE, .help = N_("Renew several") },
  { POST, "/customers/renewals/renew", renewal_many_save, .need = ORDER_WRITE, .proof = SESSION, .again = renewal_many,
    .help = N_("Do so, each answered for") },

  { GET, "/customers/staff/subscriptions", subscription_desk, .need = SUPPORT_READ, .audience = AUDIENCE_STAFF,
    .menu = N_("Subscriptions"), .menu_order = 62, .help = N_("All subscriptions of all organisations") },
  { GET, "/customers/staff/subscriptions/{id}", subscription_page, .need = SUPPORT_READ, .audience = AUDIENCE_STAFF,
    .help = N_("One subscription of an organisation") },
  { GET, "/customers/staff/subscriptions/{id}/usage", subscription_usage, .need = SUPPORT_READ,
    .audience = AUDIENCE_STAFF, .help = N_("What was used of an organisation's subscription") },
  { GET, "/customers/staff/subscriptions/{id}/usage/new", subscription_usage_new, .need = ORDER_WRITE,
    .audience = AUDIENCE_STAFF, .help = N_("Add a use") },
  { POST, "/customers/staff/subscriptions/{id}/usage/new", subscription_usage_save, .need = ORDER_WRITE,
    .audience = AUDIENCE_STAFF, .proof = SESSION, .form = &usage_form, .again = subscription_usage_new,
    .help = N_("Add a use, for the organisation") },
  CHANGES("/customers/staff/subscriptions/{id}", AUDIENCE_STAFF),
  CHANGE("/customers/staff/subscriptions/{id}", AUDIENCE_STAFF, "/term", &term_form, N_("Another length of the term")),
  { GET, "/customers/staff/renewals", renewal_list, .need = SUPPORT_READ, .audience = AUDIENCE_STAFF,
    .menu = N_("Renewals"), .menu_order = 64, .help = N_("What comes to the end of its term, of all organisations") },

  { GET, "/customers/staff/{id}", customer_page, .need = SUPPORT_READ, .audience = AUDIENCE_STAFF,
    .help = N_("One customer of an organisation") },
  { GET, "/customers/staff/{id}/edit", customer_edit, .need = CUSTOMER_WRITE, .audience = AUDIENCE_STAFF,
    .help = N_("Change its name, contact, address and numbers, for the organisation") },
  { POST, "/customers/staff/{id}/edit", customer_edit_save, .need = CUSTOMER_WRITE, .audience = AUDIENCE_STAFF,
    .proof = SESSION, .form = &customer_form, .before = customer_edit_before, .again = customer_edit,
    .help = N_("Save it, for the organisation") },
  { GET, "/customers/staff/{id}/move", customer_move, .need = ORG_WRITE, .audience = AUDIENCE_STAFF, .step_up = true,
    .help = N_("Move it to another partner: what will happen") },
  { POST, "/customers/staff/{id}/move", customer_move_save, .need = ORG_WRITE, .audience = AUDIENCE_STAFF,
    .step_up = true, .proof = SESSION, .form = &move_form, .again = customer_move, .help = N_("Move it") },
  { GET, "/customers/staff/{id}/move/undo", customer_move_undo, .need = ORG_WRITE, .audience = AUDIENCE_STAFF,
    .step_up = true, .help = N_("Call a planned move off: what will happen") },
  { POST, "/customers/staff/{id}/move/undo", customer_move_undo_save, .need = ORG_WRITE, .audience = AUDIENCE_STAFF,
    .step_up = true, .proof = SESSION, .help = N_("Call it off") },

  { GET, "/customers/new", customer_new_page, .need = CUSTOMER_WRITE, .help = N_("Add a customer before it orders") },
  { POST, "/customers/new", customer_new_save, .need = CUSTOMER_WRITE, .proof = SESSION, .form = &customer_new_form,
    .before = customer_new_before, .again = customer_new_page, .help = N_("Add it") },
  { GET, "/customers/{id}", customer_page, .need = CUSTOMER_READ,
    .help = N_("One customer, with subscriptions, orders and invoices") },
  { GET, "/customers/{id}/edit", customer_edit, .need = CUSTOMER_WRITE,
    .help = N_("Change its name, contact, address and numbers") },
  { POST, "/customers/{id}/edit", customer_edit_save, .need = CUSTOMER_WRITE, .proof = SESSION, .form = &customer_form,
    .before = customer_edit_before, .again = customer_edit, .help = N_("Save it") },
};

int main(int argc, char **argv)
{
  return app_main(argc, argv, "customers", routes, COUNT(routes));
}
