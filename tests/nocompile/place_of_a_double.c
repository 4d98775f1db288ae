/* expect: '_Generic' selector */
#include "lib/app/app.h"

result f(struct rows *rows, double *out);
result f(struct rows *rows, double *out)
{
  return rows_one(rows, F(*out));
}
