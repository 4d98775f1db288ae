/* expect: '_Generic' selector */
#include "lib/app/app.h"

result f(struct work *w, double price);
result f(struct work *w, double price)
{
  return db_exec(w, "UPDATE thing SET price_minor = ?", A(price));
}
