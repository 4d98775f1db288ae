/* The keys of an organisation's own systems as its administrator keeps them, or, without an organisation, the vendor's own as its staff do: made, rotated with a time in which both hold, revoked. Who
 * asks with one is found in lib/auth/api_key.h. */
#ifndef PORTICO_MODEL_ORG_KEY_H
#define PORTICO_MODEL_ORG_KEY_H

#include "lib/db/db.h"

enum { ORG_KEYS_MAX = 20 }; /* that hold at one time */

struct org_key {
  int64_t id;
  struct public_id public_id;
  const char *name, *prefix, *scopes, *creator, *state; /* state: "active", "ending", "ended" */
  struct utc created_at, ends_at, last_used_at;
  const char *last_used_from;
};

/* w->org_id's; NOT_FOUND for anybody else's. lock: with the organisation, until the transaction ends. */
result org_key_find(struct work *w, struct public_id id, bool lock, struct org_key *out);
/* *secret is shown once. LIMITED: ORG_KEYS_MAX hold already. */
result org_key_make(struct work *w, const char *name, const char *scopes, const char **secret);
/* A new one with the same name and scopes; the old one holds for overlap_s more. CONFLICT: it has ended, or was rotated already;
 * LIMITED as above. */
result org_key_rotate(struct work *w, const struct org_key *old, int overlap_s, const char **secret);
/* It holds no more. OK also when it did not. */
result org_key_revoke(struct work *w, const struct org_key *k);

#endif
