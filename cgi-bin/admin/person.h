/* People who sign in: a partner's (DOMAIN L2) and the vendor's staff. The staff's pages are the same under /admin/team, for those who
 * may change staff; one never reaches the other's rows. */
#ifndef PORTICO_ADMIN_PERSON_H
#define PORTICO_ADMIN_PERSON_H

#include "cgi-bin/admin/org.h"

struct person_in {
  const char *name, *email, *language, *zone;
};
struct person {
  int64_t id, org_id;
  struct public_id public_id, org_public;
  const char *org_name, *roles;
  bool active;
  struct utc last_signin_at, created_at;
  struct person_in in;
};

extern const struct form_def person_form, person_view_form;
extern const struct option role_words[], person_states[];

result person_list(struct req *rq);
result staff_list(struct req *rq);
result person_page(struct req *rq);
result person_edit(struct req *rq);
result person_save(struct req *rq);
result person_status(struct req *rq);
result person_status_save(struct req *rq);
result person_view(struct req *rq);
result person_view_save(struct req *rq);

/* person_sql.c */
/* staff: one of the vendor's; otherwise a partner's. NOT_FOUND for the other kind. lock: until the transaction ends. */
result person_find(struct work *w, struct public_id id, bool staff, bool lock, struct person *out);
/* Whether the organisation has a seat for one more; its row must be locked. */
result seats_left(struct work *w, int64_t org_id, bool *out);
/* CONFLICT: somebody has this address. */
result person_insert(struct work *w, const struct person_in *in, const char *role_keys, int64_t org_id,
                     struct person *out);
result person_update(struct work *w, int64_t id, const struct person_in *in, const char *role_keys);
/* Inactive: every session ends now. */
result person_activate(struct work *w, int64_t id, bool active);
result email_taken(struct work *w, const char *email, int64_t but, bool *out);
/* One more active administrator of the desk than this one: nobody may lock all out. */
result other_staff_admin(struct work *w, int64_t but, bool *out);

bool staff_route(const struct req *rq);
const char *person_path(struct req *rq, const struct person *p);
void person_crumbs(struct req *rq, const struct person *p, const char *last);

#endif
