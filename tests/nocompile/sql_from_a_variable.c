/* expect: expected */
#include "lib/app/app.h"

result f(struct work *w, struct rows *rows, const char *text);
result f(struct work *w, struct rows *rows, const char *text)
{
  return db_query(w, rows, text);
}
