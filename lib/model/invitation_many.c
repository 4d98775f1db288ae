/* Inviting many at once: every address is answered for, whatever becomes of the others. */
#include "lib/model/invitation.h"

#include "lib/form/form.h"
#include "lib/model/invitation_parts.h"
#include "lib/model/trail.h"

struct inviting {
  struct work *w;
  int64_t org_id;
  const char *roles, *language, *zone;
  int seats; /* left; -1: as many as they like */
};

struct known {
  int64_t id, org_id;
  bool active, invited, live;
};

/* Whoever has this address, in the sense of the unique key. */
static result known_find(struct inviting *v, const char *address, struct known *out)
{
  ROWS rows = { 0 };
  TRY(db_query(v->w, &rows,
               "SELECT p.id, COALESCE(p.org_id, 0), p.active, p.invited, i.id IS NOT NULL FROM person p"
               " LEFT JOIN invitation i ON i.person_id = p.id AND i.live = 1 AND i.expires_at > ? WHERE p.email = ?",
               A(v->w->now), A(address)));
  return rows_one(&rows, F(out->id), F(out->org_id), F(out->active), F(out->invited), F(out->live));
}

/* One who was invited, and whose link is dead: the roles chosen now count. */
static result invite_again(struct inviting *v, const struct known *k)
{
  TRY(invitation_end_live(v->w, k->id));
  TRY(person_roles(v->w, k->id, v->roles));
  TRY(invitation_make(v->w, v->org_id, k->id));
  return audit_write(v->w, "person.invited", "person", k->id, v->org_id, "roles,invitation", NULL);
}

static result invite_new(struct inviting *v, const char *address, int64_t *out)
{
  struct work *w = v->w;
  TRY(db_exec(w,
              "INSERT INTO person (public_id, org_id, email, name, roles, active, invited, language, zone, created_at)"
              " VALUES (?, ?, ?, ?, ?, FALSE, TRUE, ?, ?, ?)",
              A(public_id_new()), A(v->org_id), A(address),
              A(utf8_clip(w->arena, address_local(w->arena, address), 199)), A(v->roles), A(v->language), A(v->zone),
              A(w->now)));
  int64_t id = *out = db_insert_id(w);
  TRY(invitation_make(w, v->org_id, id));
  return audit_write(w, "person.invited", "person", id, v->org_id, "email,name,roles,invitation", NULL);
}

/* An organisation that asked somebody in vain does not keep that address from the others: whoever never came, and has no link that lives, is
 * nobody's. */
static bool given_up(const struct known *k)
{
  return k->id && k->org_id && k->invited && !k->active && !k->live;
}

/* CONFLICT: they came, or were asked again, in this moment. What they are there stays there, without the address (person_move). */
static result invite_over(struct inviting *v, const struct known *k, const char *address)
{
  struct work *w = v->w;
  int64_t id;
  TRY(db_exec(
      w,
      "UPDATE person SET email = CONCAT(id, '@moved.invalid'), invited = FALSE WHERE id = ? AND org_id = ? AND invited AND NOT active"
      " AND NOT EXISTS (SELECT 1 FROM invitation i WHERE i.person_id = person.id AND i.live = 1 AND i.expires_at > ?)",
      A(k->id), A(k->org_id), A(w->now)));
  if (db_changed(w) != 1)
    return CONFLICT;
  TRY(invitation_end_live(w, k->id));
  TRY(invite_new(v, address, &id));
  TRY(db_exec(w, "UPDATE person SET moved_to_id = ? WHERE id = ?", A(id), A(k->id)));
  return audit_write(w, "person.moved_away", "person", k->id, k->org_id, "email", NULL);
}

static result invite_one(struct inviting *v, struct invited_one *one)
{
  struct known k = { 0 };
  if (!email_valid(one->address)) {
    one->outcome = INVITED_NO_ADDRESS;
    return OK;
  }
  result r = known_find(v, one->address, &k);
  if (r != OK && r != NOT_FOUND)
    return r;
  bool over = k.org_id != v->org_id && given_up(&k);
  if (k.id && !over && (k.org_id != v->org_id || !k.invited || k.live)) {
    one->outcome = k.org_id != v->org_id ? INVITED_TAKEN : k.invited ? INVITED_ALREADY : INVITED_COLLEAGUE;
    return OK;
  }
  if (v->seats == 0) {
    one->outcome = INVITED_NO_SEAT;
    return OK;
  }
  r = over ? invite_over(v, &k, one->address) : k.id ? invite_again(v, &k) : invite_new(v, one->address, &k.id);
  one->outcome = r == CONFLICT ? INVITED_TAKEN : INVITED; /* somebody took it in this moment */
  v->seats -= r == OK && v->seats > 0;
  return r == CONFLICT ? OK : r;
}

result invite_many(struct work *w, int64_t org_id, const struct address_list *list, const char *role_keys,
                   struct invited_one *out)
{
  struct inviting v = { .w = w, .org_id = org_id, .roles = role_keys, .zone = w->zone ? w->zone : "UTC" };
  TRY(org_lock_id(w, org_id));
  TRY(seats_open(w, org_id, &v.seats));
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT p.language FROM org o JOIN party p ON p.id = o.party_id WHERE o.id = ?", A(org_id)));
    TRY(rows_one(&rows, F(v.language)));
  }
  for (int i = 0; i < list->n; i++) {
    out[i].address = list->at[i];
    TRY(invite_one(&v, &out[i]));
  }
  return OK;
}
