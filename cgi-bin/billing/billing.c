/* The billing portal of one bill group, for the end customers whom its rules let in (DOMAIN M1-M13): sign-in by mail at the portal's
 * own address, then what is billed, to whom, and the invoices. */
#include "cgi-bin/billing/billing.h"

static const struct route routes[] = {
  { GET, "/billing", overview_page, .need = BILLING, .menu = N_("Overview"), .menu_order = 10,
    .help = N_("Who is billed, what runs, what is open") },
  { GET, "/billing/subscriptions", subscription_list, .need = BILLING, .menu = N_("Subscriptions"), .menu_order = 20,
    .help = N_("All subscriptions of the bill group") },
  { GET, "/billing/invoices", invoice_list, .need = BILLING, .menu = N_("Invoices"), .menu_order = 30,
    .help = N_("All invoices of the bill group, with sums") },
  { GET, "/billing/invoices/{id}/pdf", invoice_download, .need = BILLING, .apart = true,
    .help = N_("One invoice as PDF") },
  { GET, "/billing/account", visitor_page, .need = BILLING, .help = N_("Where one is signed in") },
  { POST, "/billing/account/sessions/end", visitor_end_one, .need = BILLING, .proof = SESSION,
    .help = N_("Sign out on one device") },
  { POST, "/billing/account/sessions/others", visitor_end_rest, .need = BILLING, .proof = SESSION,
    .help = N_("Sign out on all others") },
  { POST, "/billing/out", visitor_out, .need = BILLING, .proof = SESSION, .help = N_("Sign out") },

  { GET, "/billing/again", portal_again, .need = PUBLIC, .help = N_("Back to the portal that was left") },
  { GET, "/billing/{id}", portal_ask, .need = PUBLIC, .help = N_("Sign in to this bill group's portal") },
  { POST, "/billing/{id}", portal_send, .need = PUBLIC, .proof = STATE, .state = "portal", .form = &portal_ask_form,
    .again = portal_ask, .help = N_("Send the link and the code") },
  { GET, "/billing/{id}/code", portal_code, .need = PUBLIC, .help = N_("Wait for the mail, or type its code") },
  { POST, "/billing/{id}/code", portal_code_check, .need = PUBLIC, .proof = STATE, .state = "code",
    .form = &signin_code_form, .again = portal_code, .help = N_("Sign in with the code") },
  { GET, "/billing/{id}/confirm", portal_confirm, .need = PUBLIC, .help = N_("The page that the link opens") },
  { POST, "/billing/{id}/confirm", portal_confirm_use, .need = PUBLIC, .proof = STATE, .state = "confirm",
    .help = N_("Sign in with the link") },
};

int main(int argc, char **argv)
{
  app_audience(AUDIENCE_CUSTOMER);
  return app_main(argc, argv, "billing", routes, COUNT(routes));
}
