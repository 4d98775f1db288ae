/* expect: '_Generic' selector */
#include "lib/app/app.h"

struct deal {
  double probability;
};
const struct field fields[] = { FIELD(struct deal, probability, N_("Probability")) };
