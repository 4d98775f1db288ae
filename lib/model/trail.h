/* What every write leaves behind, in its own transaction: the audit row, and the outbox row of what must happen outside. */
#ifndef PORTICO_MODEL_TRAIL_H
#define PORTICO_MODEL_TRAIL_H

#include "lib/db/db.h"

/* action "order.placed", noun the table's name, org_id whose record it is (0: nobody's), fields: names only, comma between ("" for none),
 * detail: values, kept apart and salted so that a person can be erased while the hash still verifies; NULL for none. */
result audit_write(struct work *w, const char *action, const char *noun, int64_t noun_id, int64_t org_id,
                   const char *fields, const char *detail);
/* payload is JSON; NULL is {}. Due at once. */
result outbox_put(struct work *w, const char *kind, int64_t org_id, int64_t noun_id, const char *payload);
/* For a system that is not configured (billing, CRM): kept until it is. */
result outbox_hold(struct work *w, const char *kind, int64_t org_id, int64_t noun_id, const char *payload);

#endif
