/* expect: '_Generic' selector */
#include "lib/app/app.h"

result f(struct rows *rows, struct money *out);
result f(struct rows *rows, struct money *out)
{
  return rows_one(rows, F(*out));
}
