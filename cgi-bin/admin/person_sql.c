/* Every statement about people but the lists', which stand with their columns. */
#include "cgi-bin/admin/person.h"

result person_find(struct work *w, struct public_id id, bool staff, bool lock, struct person *out)
{
  struct person_in *in = &out->in;
  if (lock) {
    int64_t locked;
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id FROM person WHERE public_id = ? FOR UPDATE", A(id)));
    TRY(rows_one(&rows, F(locked)));
  }
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT p.id, COALESCE(p.org_id, 0), p.public_id, o.public_id, o.name, p.roles, p.active, p.last_signin_at,"
      " p.created_at, p.name, p.email, p.language, p.zone FROM person p LEFT JOIN org o ON o.id = p.org_id"
      " WHERE p.public_id = ? AND (p.org_id IS NULL) = ?",
      A(id), A(staff)));
  return rows_one(&rows, F(out->id), F(out->org_id), F(out->public_id), F(out->org_public), F(out->org_name),
                  F(out->roles), F(out->active), F(out->last_signin_at), F(out->created_at), F(in->name), F(in->email),
                  F(in->language), F(in->zone));
}

result seats_left(struct work *w, int64_t org_id, bool *out)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT o.seat_limit = 0 OR o.seat_limit > (SELECT COUNT(*) FROM person p WHERE p.org_id = o.id AND p.active)"
      " FROM org o WHERE o.id = ?",
      A(org_id)));
  return rows_one(&rows, F(*out));
}

result person_insert(struct work *w, const struct person_in *in, const char *role_keys, int64_t org_id,
                     struct person *out)
{
  out->public_id = public_id_new();
  TRY(db_exec(w,
              "INSERT INTO person (public_id, org_id, email, name, roles, language, zone, created_at) VALUES (?, ?, ?, "
              "?, ?, ?, ?, ?)",
              A(out->public_id), A_REF(org_id), A(in->email), A(in->name), A(role_keys), A(in->language), A(in->zone),
              A(w->now)));
  out->id = db_insert_id(w);
  return OK;
}

result person_update(struct work *w, int64_t id, const struct person_in *in, const char *role_keys)
{
  return db_exec(w, "UPDATE person SET email = ?, name = ?, roles = ?, language = ?, zone = ? WHERE id = ?",
                 A(in->email), A(in->name), A(role_keys), A(in->language), A(in->zone), A(id));
}

result person_activate(struct work *w, int64_t id, bool active)
{
  TRY(db_exec(w, "UPDATE person SET active = ? WHERE id = ?", A(active), A(id)));
  if (active)
    return OK;
  return db_exec(w, "UPDATE session SET ended_at = ? WHERE person_id = ? AND ended_at IS NULL", A(w->now), A(id));
}

result email_taken(struct work *w, const char *email, int64_t but, bool *out)
{
  int64_t id;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM person WHERE email = ? AND id <> ?", A(email), A(but)));
  *out = rows_next(&rows, F(id));
  return OK;
}

result other_staff_admin(struct work *w, int64_t but, bool *out)
{
  int64_t id;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT id FROM person WHERE org_id IS NULL AND active AND FIND_IN_SET('vendor_admin', roles) AND id <> ? LIMIT 1"
      " FOR UPDATE",
      A(but)));
  *out = rows_next(&rows, F(id));
  return OK;
}

bool staff_route(const struct req *rq)
{
  return str_starts(rq->route->path, "/admin/team");
}

const char *person_path(struct req *rq, const struct person *p)
{
  return arena_printf(rq->arena, "/admin/%s/%s", staff_route(rq) ? "team" : "users", id_text(rq, p->public_id));
}

void person_crumbs(struct req *rq, const struct person *p, const char *last)
{
  if (staff_route(rq)) {
    crumb(rq, t("Our staff"), "/admin/team");
  } else {
    crumb(rq, t("Organisations"), "/admin/partners");
    crumb(rq, p->org_name, arena_printf(rq->arena, "/admin/partners/%s", id_text(rq, p->org_public)));
  }
  if (p->id)
    crumb(rq, p->in.name, last ? person_path(rq, p) : NULL);
  if (last)
    crumb(rq, last, NULL);
}
