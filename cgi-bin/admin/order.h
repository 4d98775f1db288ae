/* What partners ordered and were invoiced, of all organisations: to look at. */
#ifndef PORTICO_ADMIN_ORDER_H
#define PORTICO_ADMIN_ORDER_H

#include "cgi-bin/admin/admin_parts.h"
#include "lib/app/states.h"

result order_list(struct req *rq);
result order_page(struct req *rq);
result invoice_list(struct req *rq);
result outbox_list(struct req *rq);
result outbox_retry(struct req *rq);

#endif
