/* expect: undeclared */
#include "lib/app/app.h"

const struct route routes[] = { { GET, "/deals", NULL, .need = DEAL_WRIET } };
