/* expect: has no member named 'acount' */
#include "lib/app/app.h"

struct deal {
  const char *account;
};
const struct field fields[] = { FIELD(struct deal, acount, N_("Account")) };
