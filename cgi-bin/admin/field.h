/* Which fields partners and customers see, and which they may change (DOMAIN decision 65). The table is lib/auth/shown.h. */
#ifndef PORTICO_ADMIN_FIELD_H
#define PORTICO_ADMIN_FIELD_H

#include "cgi-bin/admin/admin_parts.h"

result field_audiences(struct req *rq);
result field_edit(struct req *rq);
result field_save(struct req *rq);

#endif
