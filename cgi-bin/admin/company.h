/* Our own companies at the desk: who sells, and what stands on its invoices. */
#ifndef PORTICO_ADMIN_COMPANY_H
#define PORTICO_ADMIN_COMPANY_H

#include "cgi-bin/admin/admin_parts.h"
#include "lib/model/company.h"

result company_list(struct req *rq);
result company_page(struct req *rq);
result company_edit(struct req *rq);
result company_edit_save(struct req *rq);

/* first_steps.c: what a fresh installation still lacks, as sentences with a link; nothing once it has all. */
result first_steps_show(struct req *rq);

#endif
