/* Every statement that only this area needs, but the list's, which stand with its columns. */
#include "cgi-bin/customers/customers.h"

result customer_find(struct work *w, struct public_id id, struct customer *out)
{
  int64_t party_id;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id, public_id, name, created_at, party_id FROM customer WHERE public_id = ? AND org_id = ?", A(id),
                 A(w->org_id)));
    TRY(rows_one(&rows, F(out->id), F(out->public_id), F(out->name), F(out->created_at), F(party_id)));
  }
  return party_find(w, party_id, &out->party);
}
