/* Inside the model: an audit row's canonical form, hashed alike when it is written (trail.c) and when it is verified
 * (audit_chain.c). */
#ifndef PORTICO_MODEL_AUDIT_ROW_H
#define PORTICO_MODEL_AUDIT_ROW_H

#include "lib/db/db.h"

struct audit_row {
  int64_t id, org_id, person_id, noun_id; /* 0: none */
  struct utc at;
  const char *actor, *request_id, *action, *noun, *fields;
  struct bytes detail_hash; /* at NULL: no detail */
};

/* SHA-256 of the row as a JSON array; id is no part of it, for it is not known when the row is written. */
void audit_row_hash(struct arena *a, const struct audit_row *row, unsigned char out[32]);
/* SHA-256 of the salt and the values behind it. */
void audit_detail_hash(struct arena *a, struct bytes salt, const char *detail, unsigned char out[32]);

#endif
