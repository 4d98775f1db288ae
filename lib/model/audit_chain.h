/* The audit trail as a hash chain (TRUST L1). Requests only insert audit rows; the worker seals what is committed, once a second, and
 * keeps the signed head outside of the database. Verifying reads everything again and names the first record that is not as it was. */
#ifndef PORTICO_MODEL_AUDIT_CHAIN_H
#define PORTICO_MODEL_AUDIT_CHAIN_H

#include "lib/base/config.h"
#include "lib/db/db.h"

struct audit_head {
  int64_t seq; /* 0: an empty chain */
  unsigned char hash[32];
};

/* Appends up to 500 committed rows to the chain; *sealed says how many, *head where the chain ends now. A transaction of its own;
 * two at once: one runs again. */
result audit_seal(struct work *w, int *sealed, struct audit_head *head);

struct audit_fault {
  int64_t seq, audit_id; /* of the first bad record; audit_id 0 when it is gone */
  const char *what;      /* a sentence; NULL: nothing is wrong */
  int64_t records;       /* verified in good order */
};
/* head and checkpoints come from outside (audit_heads_read); a head with seq 0 checks the chain only. now: rows older than a minute
 * must be sealed. */
result audit_verify(struct work *w, const struct audit_head *heads, int n_heads, struct audit_fault *out);

/* ---- kept outside: <Paths.Storage>/audit-head (replaced at each seal) and audit-heads (a line an hour), each line
 * "seq hash time signature", signed by the Ed25519 key derived from the installation's. */
result audit_head_write(const struct config *c, const unsigned char key[32], const struct audit_head *head,
                        struct utc now, struct arena *a);
/* All heads of both files, the newest last; INVALID with *why when a line's signature does not hold. No file: n 0. */
result audit_heads_read(const struct config *c, const unsigned char key[32], struct arena *a, struct audit_head **heads,
                        int *n, const char **why);
/* What an outsider verifies the heads with. */
void audit_public_key(const unsigned char key[32], unsigned char out[32]);

#endif
