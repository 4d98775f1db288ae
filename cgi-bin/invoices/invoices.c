/* The invoices of the organisation and of its customers (L16); the vendor's staff get each one's file here, and see it at their desk. */
#include "cgi-bin/invoices/invoices.h"

static const struct route routes[] = {
  { GET, "/invoices", invoice_list, .need = INVOICE_READ, .menu = N_("Invoices"), .menu_order = 50,
    .help = N_("All invoices to the organisation and to its customers, with filters and sums") },
  { GET, "/invoices/{id}", invoice_page, .need = INVOICE_READ, .help = N_("One invoice, as it prints") },
  { GET, "/invoices/{id}/pdf", invoice_download, .need = INVOICE_READ, .writes = true,
    .help = N_("One invoice as PDF") },
  { GET, "/invoices/staff/{id}/pdf", invoice_download, .need = SUPPORT_READ, .audience = AUDIENCE_STAFF, .writes = true,
    .help = N_("Any organisation's invoice as PDF") },
};

int main(int argc, char **argv)
{
  return app_main(argc, argv, "invoices", routes, COUNT(routes));
}
