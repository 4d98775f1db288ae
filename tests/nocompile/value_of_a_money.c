/* expect: '_Generic' selector */
#include "lib/app/app.h"

result f(struct work *w, struct money price);
result f(struct work *w, struct money price)
{
  return db_exec(w, "UPDATE thing SET price_minor = ?", A(price));
}
