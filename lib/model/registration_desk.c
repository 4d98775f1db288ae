/* Deciding on those who wait, and the vendor's setting of who may ask. */
#include "lib/model/registration.h"

#include "lib/model/trail.h"

result registration_count(struct work *w, int *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT COUNT(*) FROM registration WHERE org_id = ? AND status = 'waiting'", A(w->org_id)));
  return rows_one(&rows, F(*out));
}

static result decide(struct work *w, const struct registration *r, const char *status)
{
  TRY(db_exec(w,
              "UPDATE registration SET status = ?, decided_at = ?, decided_by = ? WHERE id = ? AND status = 'waiting'",
              A(status), A(w->now), A_REF(w->person_id), A(r->id)));
  if (db_changed(w) != 1)
    return NOT_FOUND;
  return outbox_put(w, "mail.registration_decided", r->org_id, r->id, NULL);
}

result registration_approve(struct work *w, const struct registration *r, const char *role_keys)
{
  struct person p;
  bool seat;
  const struct person_in in = { r->name, r->email, r->language, r->zone };
  TRY(seats_left(w, r->org_id, &seat));
  if (!seat)
    return CONFLICT;
  result made = person_insert(w, &in, role_keys, r->org_id, &p);
  if (made == CONFLICT)
    return INVALID;
  TRY(made);
  TRY(decide(w, r, "approved"));
  TRY(audit_write(w, "registration.approved", "registration", r->id, r->org_id, "status", NULL));
  return audit_write(w, "person.added", "person", p.id, r->org_id, "name,email,roles,language,zone", NULL);
}

result registration_decline(struct work *w, const struct registration *r)
{
  TRY(decide(w, r, "declined"));
  return audit_write(w, "registration.declined", "registration", r->id, r->org_id, "status", NULL);
}

result register_setting(struct work *w, int64_t org_id, bool *open, const char **domains)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT o.register_open, COALESCE((SELECT GROUP_CONCAT(d.domain ORDER BY d.domain SEPARATOR ' ') FROM org_domain d"
      " WHERE d.org_id = o.id), '') FROM org o WHERE o.id = ?",
      A(org_id)));
  return rows_one(&rows, F(*open), F(*domains));
}

result register_set(struct work *w, int64_t org_id, bool open, const struct address_list *domains, const char **taken)
{
  TRY(db_exec(w, "DELETE FROM org_domain WHERE org_id = ?", A(org_id)));
  for (int i = 0; i < domains->n; i++) {
    result r = db_exec(w, "INSERT INTO org_domain (domain, org_id) VALUES (?, ?)", A(domains->at[i]), A(org_id));
    *taken = domains->at[i];
    if (r != OK)
      return r;
  }
  TRY(db_exec(w, "UPDATE org SET register_open = ? WHERE id = ?", A(open), A(org_id)));
  return audit_write(w, "org.registration", "org", org_id, org_id, "register_open,domains", NULL);
}
