/* expect: '_Generic' selector */
#include "lib/app/app.h"

result f(struct rows *rows);
result f(struct rows *rows)
{
  char currency[3];
  return rows_one(rows, F(currency));
}
