/* An organisation's keys of the API, as its administrator and our staff see them. */
#ifndef PORTICO_APP_KEY_LIST_H
#define PORTICO_APP_KEY_LIST_H

#include "lib/app/app.h"

extern const struct option key_states[];
/* "offer.read,order.write" in words. Arena. */
const char *key_scopes_text(struct req *rq, const char *scopes);
/* As Keys, the newest first; org_id 0: the vendor's own. Linked to their pages for those who keep them. */
result keys_show(struct req *rq, int64_t org_id, bool linked);

#endif
