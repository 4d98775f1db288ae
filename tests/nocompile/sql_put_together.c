/* expect: expected */
#include "lib/app/app.h"

result f(struct work *w, struct arena *a, const char *name);
result f(struct work *w, struct arena *a, const char *name)
{
  return db_exec(w, arena_printf(a, "DELETE FROM thing WHERE name = '%s'", name));
}
