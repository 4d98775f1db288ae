/* Products, offers and prices as files: out, and in by way of a check. */
#ifndef PORTICO_ADMIN_IMPORT_H
#define PORTICO_ADMIN_IMPORT_H

#include "cgi-bin/admin/admin_parts.h"

result import_list(struct req *rq);
result import_page(struct req *rq);
result import_save(struct req *rq);
result import_accept(struct req *rq);
result export_file(struct req *rq);

#endif
