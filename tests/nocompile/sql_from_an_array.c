/* expect: expected */
#include "lib/app/app.h"

static const char statement[] = "DELETE FROM thing";
result f(struct work *w);
result f(struct work *w)
{
  return db_exec(w, statement);
}
