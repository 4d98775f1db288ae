/* Where a partner lands. */
#include "cgi-bin/home/home.h"

static const struct route routes[] = {
  { GET, "/home", home_page, .need = SIGNED_IN, .menu = N_("Home"), .menu_order = 10,
    .help = N_("What there is, at a glance") },
  { GET, "/home/brand/{file}", home_brand, .need = PUBLIC, .help = N_("An organisation's colours, as a style sheet") },
  { GET, "/home/logo/{file}", home_logo, .need = PUBLIC, .help = N_("An organisation's logo") },
  { GET, "/{slug}", home_front, .need = PUBLIC, .help = N_("An organisation's portal, by its short name") },
};

int main(int argc, char **argv)
{
  return app_main(argc, argv, "home", routes, COUNT(routes));
}
