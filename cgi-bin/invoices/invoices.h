#ifndef PORTICO_INVOICES_H
#define PORTICO_INVOICES_H

#include "lib/app/app.h"
#include "lib/app/states.h"
#include "lib/block/invoice_paper.h"

result invoice_list(struct req *rq);
result invoice_page(struct req *rq);
result invoice_download(struct req *rq);

/* The one of the path: the organisation's own, issued; NOT_FOUND for anybody else's and for drafts. Staff may see any that is issued. */
result invoice_of_path(struct req *rq, struct invoice_head *out);

#endif
