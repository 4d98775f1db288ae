/* The vendor's desk: organisations, people, what is sold, and what was ordered. */
#include "cgi-bin/admin/admin.h"

static const struct route routes[] = {
  { GET, "/admin", admin_page, .need = ADMIN_READ, .menu = N_("Overview"), .menu_order = 10,
    .help = N_("The desk at a glance") },

  { GET, "/admin/partners", org_list, .need = ADMIN_READ, .menu = N_("Organisations"), .menu_order = 20,
    .help = N_("All partner organisations") },
  { GET, "/admin/partners/new", org_edit, .need = ORG_WRITE, .help = N_("A new organisation") },
  { POST, "/admin/partners/new", org_save, .need = ORG_WRITE, .proof = SESSION, .form = &org_form, .again = org_edit,
    .help = N_("Add it") },
  { GET, "/admin/partners/{id}", org_page, .need = ADMIN_READ, .help = N_("One organisation") },
  { GET, "/admin/partners/{id}/edit", org_edit, .need = ORG_WRITE, .help = N_("Change it") },
  { POST, "/admin/partners/{id}/edit", org_save, .need = ORG_WRITE, .proof = SESSION, .form = &org_form,
    .again = org_edit, .help = N_("Save it") },
  { GET, "/admin/partners/{id}/logo", org_logo, .need = ORG_WRITE, .help = N_("Its logo") },
  { POST, "/admin/partners/{id}/logo", org_logo_save, .need = ORG_WRITE, .proof = SESSION, .again = org_logo,
    .help = N_("Save or remove the logo") },
  { GET, "/admin/partners/{id}/status", org_status, .need = ORG_WRITE,
    .help = N_("Suspend, archive or take back: what will happen") },
  { POST, "/admin/partners/{id}/status", org_status_save, .need = ORG_WRITE, .proof = SESSION, .form = &org_status_form,
    .again = org_status, .help = N_("Do so") },
  { GET, "/admin/partners/{id}/prices", org_prices, .need = CATALOGUE_WRITE, .help = N_("Its personal price list") },
  { POST, "/admin/partners/{id}/prices", org_prices_save, .need = CATALOGUE_WRITE, .proof = SESSION,
    .form = &org_prices_form, .again = org_prices, .help = N_("Assign it") },

  { GET, "/admin/users", person_list, .need = ADMIN_READ, .menu = N_("Partners' people"), .menu_order = 30,
    .help = N_("All people of partners") },
  { GET, "/admin/partners/{id}/users/new", person_edit, .need = USER_WRITE, .help = N_("A new person") },
  { POST, "/admin/partners/{id}/users/new", person_save, .need = USER_WRITE, .proof = SESSION, .form = &person_form,
    .again = person_edit, .help = N_("Add the person") },
  { GET, "/admin/users/{id}", person_page, .need = ADMIN_READ, .help = N_("One person") },
  { GET, "/admin/users/{id}/edit", person_edit, .need = USER_WRITE, .help = N_("Change the person") },
  { POST, "/admin/users/{id}/edit", person_save, .need = USER_WRITE, .proof = SESSION, .form = &person_form,
    .again = person_edit, .help = N_("Save the person") },
  { GET, "/admin/users/{id}/status", person_status, .need = USER_WRITE,
    .help = N_("Deactivate or reactivate: what will happen") },
  { POST, "/admin/users/{id}/deactivate", person_status_save, .need = USER_WRITE, .proof = SESSION,
    .help = N_("Deactivate") },
  { POST, "/admin/users/{id}/reactivate", person_status_save, .need = USER_WRITE, .proof = SESSION,
    .help = N_("Reactivate") },

  { GET, "/admin/team", staff_list, .need = STAFF_WRITE, .menu = N_("Our staff"), .menu_order = 90,
    .help = N_("The vendor's people") },
  { GET, "/admin/team/new", person_edit, .need = STAFF_WRITE, .help = N_("A new colleague") },
  { POST, "/admin/team/new", person_save, .need = STAFF_WRITE, .proof = SESSION, .form = &person_form,
    .again = person_edit, .help = N_("Add the colleague") },
  { GET, "/admin/team/{id}", person_page, .need = STAFF_WRITE, .help = N_("One colleague") },
  { GET, "/admin/team/{id}/edit", person_edit, .need = STAFF_WRITE, .help = N_("Change the colleague") },
  { POST, "/admin/team/{id}/edit", person_save, .need = STAFF_WRITE, .proof = SESSION, .form = &person_form,
    .again = person_edit, .help = N_("Save the colleague") },
  { GET, "/admin/team/{id}/status", person_status, .need = STAFF_WRITE,
    .help = N_("Deactivate or reactivate: what will happen") },
  { POST, "/admin/team/{id}/deactivate", person_status_save, .need = STAFF_WRITE, .proof = SESSION,
    .help = N_("Deactivate") },
  { POST, "/admin/team/{id}/reactivate", person_status_save, .need = STAFF_WRITE, .proof = SESSION,
    .help = N_("Reactivate") },

  { GET, "/admin/orders", order_list, .need = ADMIN_READ, .menu = N_("Orders"), .menu_order = 60,
    .help = N_("All orders") },
  { GET, "/admin/orders/{id}", order_page, .need = ADMIN_READ, .help = N_("One order") },
  { GET, "/admin/invoices", invoice_list, .need = ADMIN_READ, .menu = N_("Invoices"), .menu_order = 70,
    .help = N_("All invoices") },
  { GET, "/admin/outbox", outbox_list, .need = ADMIN_READ, .menu = N_("Outbox"), .menu_order = 80,
    .help = N_("What had to happen outside, and what failed") },
  { POST, "/admin/outbox/retry", outbox_retry, .need = ORG_WRITE, .proof = SESSION,
    .help = N_("Try again what failed for good") },
};

int main(int argc, char **argv)
{
  app_audience(AUDIENCE_STAFF);
  return app_main(argc, argv, "admin", routes, COUNT(routes));
}
