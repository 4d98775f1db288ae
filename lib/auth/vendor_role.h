/* The roles of the vendor's staff (DOMAIN 2.1): rows, changed in admin by those who hold ROLE_WRITE. person.roles names them by key, and
 * the guard's statement adds up their rights, so that a change holds at the next request. "*" stands for every right that staff may hold:
 * the vendor administrator's, which is fixed, so that nobody is locked out of what a later version adds. */
#ifndef PORTICO_AUTH_VENDOR_ROLE_H
#define PORTICO_AUTH_VENDOR_ROLE_H

#include "lib/auth/rights.h"
#include "lib/db/db.h"

enum { VENDOR_ROLES_MAX = 100, VENDOR_ROLE_KEYS_MAX = 1000 /* person.roles */ };

struct vendor_role {
  int64_t id;
  struct public_id public_id;
  const char *key, *name, *right_keys;
  uint64_t rights;
  bool built_in, fixed; /* built_in: cannot be deleted or renamed; fixed: nor changed */
  int holders;          /* people who have it, active or not */
};
struct vendor_roles {
  struct vendor_role *rows;
  int n;
};

/* All of them, by name. lock: until the transaction ends, so that what staff may do changes one at a time. Take it before any person's row. */
result vendor_roles_read(struct work *w, bool lock, struct vendor_roles *out);
const struct vendor_role *vendor_role_find(const struct vendor_roles *all, const char *key); /* NULL */
/* The rights of a comma-separated list of their keys; unknown ones give nothing. */
uint64_t vendor_roles_rights(const struct vendor_roles *all, const char *role_keys);
/* The keys of some rights, comma between. */
const char *rights_write(struct arena *a, uint64_t rights);

/* A key for a new role, from its name: "Support lead" is support_lead, or support_lead_2 when there is one. */
const char *vendor_role_key(struct arena *a, const struct vendor_roles *all, const char *name);
/* CONFLICT: the name is taken. Fills id and public_id. */
result vendor_role_add(struct work *w, struct vendor_role *role);
result vendor_role_change(struct work *w, const struct vendor_role *role);
/* CONFLICT: it came with the software, or somebody has it. */
result vendor_role_delete(struct work *w, const struct vendor_role *role);

/* Whether an active person is left who may change both people and roles. Call it after the change, with the roles locked. */
result keeper_left(struct work *w, bool *out);

#endif
