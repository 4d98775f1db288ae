#include "lib/model/customer.h"

#include "lib/model/trail.h"

/* First and last name, a blank between: together one more than the column holds. */
const char *customer_name(struct work *w, const struct party *p)
{
  enum { NAME_CHARS = 200 };
  const char *name = party_name(w->arena, p);
  return utf8_length(name) > NAME_CHARS ? utf8_clip(w->arena, name, NAME_CHARS - 1)
                                        : name; /* the sign of the cut is one */
}

result customer_add(struct work *w, int64_t org_id, const struct party *p, int64_t *id)
{
  TRY(db_exec(
      w,
      "INSERT INTO customer (public_id, org_id, party_id, name, email, country, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
      A(public_id_new()), A(org_id), A(p->id), A(customer_name(w, p)), A(str_lower(w->arena, p->email)), A(p->country),
      A(w->now)));
  *id = db_insert_id(w);
  return audit_write(w, "customer.created", "customer", *id, org_id, "party", NULL);
}

/* The organisation is locked, so that of two with one address at once the second is told. */
result customer_enter(struct work *w, struct party *p, const char *known, const char **same, struct public_id *id)
{
  const char *email = str_lower(w->arena, p->email);
  int64_t customer_id;
  *same = NULL;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id FROM org WHERE id = ? FOR UPDATE", A(w->org_id)));
    TRY(rows_one(&rows, F(customer_id)));
  }
  ROWS there = { 0 };
  TRY(db_query(w, &there,
               "SELECT name FROM customer WHERE org_id = ? AND email = ? ORDER BY id DESC LIMIT 1 FOR UPDATE",
               A(w->org_id), A(email)));
  if (rows_next(&there, F(*same)) && !str_eq(known, email))
    return CONFLICT;
  rows_close(&there);
  TRY(party_insert(w, p));
  TRY(customer_add(w, w->org_id, p, &customer_id));
  ROWS made = { 0 };
  TRY(db_query(w, &made, "SELECT public_id FROM customer WHERE id = ?", A(customer_id)));
  return rows_one(&made, F(*id));
}

/* Its bill groups were called after it, unless somebody called them otherwise. */
static result bill_groups_rename(struct work *w, int64_t party_id, const char *was, const char *name)
{
  return db_exec(w, "UPDATE bill_group SET name = ? WHERE party_id = ? AND name = ?", A(name), A(party_id), A(was));
}

result customer_lock(struct work *w, struct public_id id)
{
  int64_t found;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM customer WHERE public_id = ? AND org_id <=> ? FOR UPDATE", A(id),
               A_REF(w->org_id)));
  return rows_one(&rows, F(found));
}

result customer_change(struct work *w, struct public_id id, const struct party *p, const char *fields)
{
  struct party kept = *p;
  const char *was, *name = customer_name(w, p);
  int64_t customer_id;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id, party_id, name FROM customer WHERE public_id = ? AND org_id <=> ? FOR UPDATE",
                 A(id), A_REF(w->org_id)));
    TRY(rows_one(&rows, F(customer_id), F(kept.id), F(was)));
  }
  TRY(party_update(w, &kept));
  TRY(db_exec(w, "UPDATE customer SET name = ?, email = ?, country = ? WHERE id = ?", A(name),
              A(str_lower(w->arena, p->email)), A(p->country), A(customer_id)));
  TRY(bill_groups_rename(w, kept.id, was, name));
  return audit_write(w, "customer.changed", "customer", customer_id, w->org_id, fields, NULL);
}
