/* Pages without code (DOMAIN L4, L7 to L9), each at its tag. Whether one needs a sign-in, its published version says. */
#include "cgi-bin/pages/pages.h"

static const struct route routes[] = {
  { GET, "/pages/{tag}", webpage_show, .need = PUBLIC, .help = N_("A page that was built in admin") },
  { GET, "/pages/pictures/{file}", webpage_picture, .need = PUBLIC, .help = N_("A picture of such a page") },
};

int main(int argc, char **argv)
{
  return app_main(argc, argv, "pages", routes, COUNT(routes));
}
