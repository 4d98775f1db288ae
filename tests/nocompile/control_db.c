#include "lib/app/app.h"

struct thing {
  int64_t id;
  const char *name;
  struct date due;
  struct money price;
  bool open;
};

result thing_find(struct work *w, struct public_id public_id, struct thing *out);
result thing_find(struct work *w, struct public_id public_id, struct thing *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id, name, due_on, price_minor, currency, open FROM thing WHERE public_id = ? AND org_id = ? AND name <> ?",
               A(public_id), A(w->org_id), A("none")));
  TRY(rows_one(&rows, F(out->id), F(out->name), F(out->due), F(out->price.minor), F(out->price.currency), F(out->open)));
  return db_exec(w, "UPDATE thing SET open = ? WHERE id = ?", A(true), A(out->id));
}
