/* What is counted before people change: seats and administrators. Each count is a locking read, so it sees what others have committed
 * since this transaction began. */
#include "lib/model/person.h"

result org_lock_id(struct work *w, int64_t org_id)
{
  int64_t locked;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM org WHERE id = ? FOR UPDATE", A(org_id)));
  return rows_one(&rows, F(locked));
}

static result seat_limit(struct work *w, int64_t org_id, int *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT seat_limit FROM org WHERE id = ? FOR UPDATE", A(org_id)));
  return rows_one(&rows, F(*out));
}

result seats_left(struct work *w, int64_t org_id, bool *out)
{
  int limit, active = 0;
  TRY(seat_limit(w, org_id, &limit));
  *out = limit == 0;
  if (*out)
    return OK;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT COUNT(*) FROM person WHERE org_id = ? AND active FOR UPDATE", A(org_id)));
  TRY(rows_one(&rows, F(active)));
  *out = active < limit;
  return OK;
}

result seats_open(struct work *w, int64_t org_id, int *out)
{
  int limit, taken = 0;
  TRY(seat_limit(w, org_id, &limit));
  *out = -1;
  if (limit == 0)
    return OK;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT COUNT(*) FROM person p LEFT JOIN invitation i ON i.person_id = p.id AND i.live = 1 AND i.expires_at > ?"
      " WHERE p.org_id = ? AND (p.active OR (p.invited AND i.id IS NOT NULL)) FOR UPDATE",
      A(w->now), A(org_id)));
  TRY(rows_one(&rows, F(taken)));
  *out = taken < limit ? limit - taken : 0;
  return OK;
}

static result found_any(struct rows *rows, bool *out)
{
  int64_t id;
  *out = rows_next(rows, F(id));
  return OK;
}

result other_partner_admin(struct work *w, int64_t org_id, int64_t but, bool *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT id FROM person WHERE org_id = ? AND active AND FIND_IN_SET('" ROLE_ADMINISTRATOR
               "', roles) AND id <> ? LIMIT 1"
               " FOR UPDATE",
               A(org_id), A(but)));
  return found_any(&rows, out);
}

result is_administrator(struct work *w, int64_t person_id, bool *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT id FROM person WHERE id = ? AND active AND FIND_IN_SET('" ROLE_ADMINISTRATOR "', roles)",
               A(person_id)));
  return found_any(&rows, out);
}
