/* What the pages of the vendor's desk share beside the house's parts: who may change what, the history of a record. */
#ifndef PORTICO_ADMIN_PARTS_H
#define PORTICO_ADMIN_PARTS_H

#include "lib/app/parts.h"

/* What the person may change, for the templates: May.Org, May.User, May.Catalogue. */
void may_show(struct req *rq);

/* The words of every audit action. */
extern const struct option audit_actions[];
/* The last events of a record, as History. */
result history_show(struct req *rq, const char *noun, int64_t noun_id);

#endif
