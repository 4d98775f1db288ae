/* Invoices at the vendor's desk: every organisation's, drafts too, and how one ends before it is paid (DOMAIN decision 58). */
#ifndef PORTICO_ADMIN_INVOICE_H
#define PORTICO_ADMIN_INVOICE_H

#include "cgi-bin/admin/admin_parts.h"

struct invoice_end_in {
  const char *services, *reason;
};
extern const struct form_def invoice_end_form;

result invoice_list(struct req *rq);
result invoice_page(struct req *rq);
result invoice_canceling(struct req *rq);
result invoice_canceling_save(struct req *rq);
result invoice_dropping(struct req *rq);
result invoice_dropping_save(struct req *rq);

#endif
