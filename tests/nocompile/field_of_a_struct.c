/* expect: '_Generic' selector */
#include "lib/app/app.h"

struct deal {
  struct utc at;
};
const struct field fields[] = { FIELD(struct deal, at, N_("At")) };
