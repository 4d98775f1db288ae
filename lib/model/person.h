/* People who sign in: a partner's (DOMAIN L2, C14) and the vendor's staff. What the desk and a partner's own administrator do to them
 * goes through here. A partner reaches the people of its own organisation only: every look-up is scoped by the unit's org_id.
 * Writes that seats or administrators depend on lock the organisation's row first, so one at a time counts them. */
#ifndef PORTICO_MODEL_PERSON_H
#define PORTICO_MODEL_PERSON_H

#include "lib/db/db.h"
#include "lib/form/form.h"

struct person_in {
  const char *name, *email, *language, *zone;
};
struct person {
  int64_t id, org_id; /* org_id 0: the vendor's staff */
  struct public_id public_id, org_public;
  const char *org_name, *roles;
  bool active, invited;      /* invited: has not accepted yet, and is not active */
  struct public_id moved_to; /* in another organisation; no id: never moved */
  struct utc last_signin_at, created_at;
  struct person_in in; /* email is "" of one who moved */
};

/* What a partner's administrator may do to people needs this role of theirs, so that rights that are lent do not breed. */
#define ROLE_ADMINISTRATOR "partner_admin"

/* "active", "invited", "inactive" or "moved"; the same in a statement about p. */
#define PERSON_STATE_SQL                                                                                               \
  "IF(p.active, 'active', IF(p.moved_to_id IS NOT NULL, 'moved', IF(p.invited, 'invited', 'inactive')))"
#define PERSON_EMAIL_SQL "IF(p.moved_to_id IS NULL, p.email, '')"
extern const struct option role_words[], person_states[]; /* for columns: a role that is missing here shows its key */
const char *person_state(const struct person *p);
/* Whether a comma list of role keys names this one. */
bool roles_have(const char *role_keys, const char *key);

/* staff: one of the vendor's; otherwise a partner's, of the unit's organisation when it has one. NOT_FOUND for others. lock: the
 * organisation and the person, until the transaction ends. */
result person_find(struct work *w, struct public_id id, bool staff, bool lock, struct person *out);
/* CONFLICT: somebody has this address. */
result person_insert(struct work *w, const struct person_in *in, const char *role_keys, int64_t org_id,
                     struct person *out);
/* A changed address kills the invitation that went to the old one. */
result person_update(struct work *w, int64_t id, const struct person_in *in, const char *role_keys);
result person_roles(struct work *w, int64_t id, const char *role_keys);
/* Inactive: every session ends now. */
result person_activate(struct work *w, int64_t id, bool active);
result email_taken(struct work *w, const char *email, int64_t but, bool *out);

/* The organisation's row, locked until the transaction ends. */
result org_lock_id(struct work *w, int64_t org_id);
/* Whether the organisation has a seat for one more (decision 47): active people hold one each. Its row must be locked. */
result seats_left(struct work *w, int64_t org_id, bool *out);
/* How many more may be invited: open invitations count as taken. -1: no limit. */
result seats_open(struct work *w, int64_t org_id, int *out);
/* One more active administrator than this one: nobody may lock all out. */
result other_partner_admin(struct work *w, int64_t org_id, int64_t but, bool *out);
/* Whether this person is an administrator of their organisation themselves. */
result is_administrator(struct work *w, int64_t person_id, bool *out);

/* To another organisation (C14): a new person with the same e-mail and name; the old one is deactivated and keeps its history. Accounts
 * at identity providers go along. CONFLICT: no seat there. INVALID: not active, or no other organisation. out: the new one. */
result person_move(struct work *w, const struct person *p, int64_t to_org_id, const char *role_keys,
                   struct person *out);

#endif
