/* The roles of the vendor's staff: made of rights by those who may, and worn by colleagues. Nobody gives a right that they lack, and nobody
 * changes a colleague who holds one that they lack; somebody is always left who may change both people and roles. */
#ifndef PORTICO_ADMIN_ROLE_H
#define PORTICO_ADMIN_ROLE_H

#include "cgi-bin/admin/admin_parts.h"
#include "lib/auth/vendor_role.h"
#include "lib/model/person.h"

struct role_in {
  const char *name;
};
extern const struct form_def role_form;

result role_list(struct req *rq);
result role_page(struct req *rq);
result role_edit(struct req *rq);
result role_save(struct req *rq);
result role_deletion(struct req *rq);
result role_deletion_save(struct req *rq);

/* The role of the path, among all. lock: see vendor_roles_read. */
result role_of_path(struct req *rq, bool lock, struct vendor_roles *all, struct vendor_role *out);
const char *role_name(const struct vendor_role *role); /* a built-in one's through t() */
const char *role_path(struct req *rq, const struct vendor_role *role);

/* ---- role_ticks.c: rights as ticks, and roles of a colleague ---- */
/* Ticks for every right that staff may hold, in groups; those that the person lacks cannot be changed. Answers the number of groups. */
int rights_show(struct req *rq, uint64_t held);
/* What the role holds when the ticks were sent: what the person lacks stays as it was. *problem: the sentence, or NULL. */
uint64_t rights_posted(struct req *rq, uint64_t before, const char **problem);
void staff_roles_show(struct req *rq, const struct vendor_roles *all, const char *role_keys);
/* As roles_posted, and nobody gives what they lack; before: the roles that the colleague has. */
const char *staff_roles_posted(struct req *rq, const struct vendor_roles *all, const char *before,
                               const char **problem);
const char *staff_roles_text(struct req *rq, const struct vendor_roles *all, const char *role_keys);
/* CONFLICT with the sentence when the colleague holds rights that the person lacks. */
result staff_within_reach(struct req *rq, const struct vendor_roles *all, const struct person *p);
/* INVALID or CONFLICT with the sentence when nobody would be left who may change people and roles. Call it after the change. */
result staff_keeper_left(struct req *rq);

#endif
