/* Finding and changing people; seats and administrators are counted in person_seat.c. */
#include "lib/model/person.h"

#include "lib/model/trail.h"

#include <string.h>

const char *person_state(const struct person *p)
{
  return p->active ? "active" : p->moved_to.bits ? "moved" : p->invited ? "invited" : "inactive";
}

bool roles_have(const char *role_keys, const char *key)
{
  size_t size = strlen(key);
  for (const char *at = role_keys ? role_keys : ""; *at;) {
    size_t n = strcspn(at, ",");
    if (n == size && strncmp(at, key, n) == 0)
      return true;
    at += n + (at[n] == ',');
  }
  return false;
}

/* The organisation first, then the person: the order of everybody who locks both. */
static result person_lock(struct work *w, struct public_id id)
{
  int64_t org_id = w->org_id, locked;
  if (!org_id) {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT COALESCE(org_id, 0) FROM person WHERE public_id = ?", A(id)));
    TRY(rows_one(&rows, F(org_id)));
  }
  if (org_id)
    TRY(org_lock_id(w, org_id));
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM person WHERE public_id = ? FOR UPDATE", A(id)));
  return rows_one(&rows, F(locked));
}

#define PERSON_SELECT                                                                                                  \
  "SELECT p.id, COALESCE(p.org_id, 0), p.public_id, o.public_id, o.name, p.roles, p.active, p.invited, m.public_id,"   \
  " p.last_signin_at, p.created_at, p.name, IF(p.moved_to_id IS NULL, p.email, ''), p.language, p.zone FROM person p"  \
  " LEFT JOIN org o ON o.id = p.org_id LEFT JOIN person m ON m.id = p.moved_to_id"                                     \
  " WHERE p.public_id = ? AND (p.org_id IS NULL) = ? AND (? = 0 OR p.org_id = ?)"

/* After a lock the row is read as it is now, not as this transaction saw it first. */
result person_find(struct work *w, struct public_id id, bool staff, bool lock, struct person *out)
{
  struct person_in *in = &out->in;
  if (lock)
    TRY(person_lock(w, id));
  ROWS rows = { 0 };
  TRY(db_query_sql(w, &rows, lock ? SQL(PERSON_SELECT " FOR UPDATE") : SQL(PERSON_SELECT), A(id), A(staff),
                   A(w->org_id), A(w->org_id)));
  return rows_one(&rows, F(out->id), F(out->org_id), F(out->public_id), F(out->org_public), F(out->org_name),
                  F(out->roles), F(out->active), F(out->invited), F(out->moved_to), F(out->last_signin_at),
                  F(out->created_at), F(in->name), F(in->email), F(in->language), F(in->zone));
}

result person_insert(struct work *w, const struct person_in *in, const char *role_keys, int64_t org_id,
                     struct person *out)
{
  out->public_id = public_id_new();
  TRY(db_exec(
      w,
      "INSERT INTO person (public_id, org_id, email, name, roles, language, zone, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      A(out->public_id), A_REF(org_id), A(in->email), A(in->name), A(role_keys), A(in->language), A(in->zone),
      A(w->now)));
  out->id = db_insert_id(w);
  return OK;
}

static result sessions_end(struct work *w, int64_t id)
{
  return db_exec(w, "UPDATE session SET ended_at = ? WHERE person_id = ? AND ended_at IS NULL", A(w->now), A(id));
}

/* What the old address let in has no business here any more: its invitation, and sessions, but those of whoever changes it now. */
static result address_leave(struct work *w, int64_t id, const char *email)
{
  bool other;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT BINARY email <> BINARY ? FROM person WHERE id = ?", A(email), A(id)));
    TRY(rows_one(&rows, F(other)));
  }
  if (!other)
    return OK;
  TRY(db_exec(w, "UPDATE invitation SET status = 'revoked' WHERE person_id = ? AND live = 1", A(id)));
  return id == w->person_id ? OK : sessions_end(w, id);
}

result person_update(struct work *w, int64_t id, const struct person_in *in, const char *role_keys)
{
  TRY(address_leave(w, id, in->email));
  return db_exec(w, "UPDATE person SET email = ?, name = ?, roles = ?, language = ?, zone = ? WHERE id = ?",
                 A(in->email), A(in->name), A(role_keys), A(in->language), A(in->zone), A(id));
}

result person_roles(struct work *w, int64_t id, const char *role_keys)
{
  return db_exec(w, "UPDATE person SET roles = ? WHERE id = ?", A(role_keys), A(id));
}

result person_activate(struct work *w, int64_t id, bool active)
{
  TRY(db_exec(w, "UPDATE person SET active = ? WHERE id = ?", A(active), A(id)));
  return active ? OK : sessions_end(w, id);
}

result email_taken(struct work *w, const char *email, int64_t but, bool *out)
{
  int64_t id;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM person WHERE email = ? AND id <> ?", A(email), A(but)));
  *out = rows_next(&rows, F(id));
  return OK;
}

/* Its address is free for the new row; what stands instead can receive nothing and names nobody. */
static result person_leave(struct work *w, const struct person *p)
{
  const char *gone = arena_printf(w->arena, "%s@moved.invalid", public_id_text(w->arena, p->public_id));
  TRY(db_exec(w, "UPDATE person SET active = FALSE, email = ? WHERE id = ? AND active", A(gone), A(p->id)));
  if (db_changed(w) != 1)
    return INVALID;
  return sessions_end(w, p->id);
}

result person_move(struct work *w, const struct person *p, int64_t to_org_id, const char *role_keys, struct person *out)
{
  bool seat;
  if (!p->active || !p->org_id || p->org_id == to_org_id)
    return INVALID;
  TRY(org_lock_id(w, to_org_id));
  TRY(seats_left(w, to_org_id, &seat));
  if (!seat)
    return CONFLICT;
  TRY(person_leave(w, p));
  TRY(person_insert(w, &p->in, role_keys, to_org_id, out));
  TRY(db_exec(w, "UPDATE person SET moved_to_id = ? WHERE id = ?", A(out->id), A(p->id)));
  TRY(db_exec(w, "UPDATE person_identity SET person_id = ? WHERE person_id = ?", A(out->id), A(p->id)));
  TRY(audit_write(w, "person.moved_away", "person", p->id, p->org_id, "active,email", NULL));
  return audit_write(w, "person.moved_here", "person", out->id, to_org_id, "name,email,roles,language,zone", NULL);
}
