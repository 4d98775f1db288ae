/* What the invitation's own files share. */
#ifndef PORTICO_MODEL_INVITATION_PARTS_H
#define PORTICO_MODEL_INVITATION_PARTS_H

#include "lib/db/db.h"

/* A new row and its mail. The person has no live one. */
result invitation_make(struct work *w, int64_t org_id, int64_t person_id);
/* The person's live one is revoked, or expired if its time was over. db_changed: how many. */
result invitation_end_live(struct work *w, int64_t person_id);

#endif
