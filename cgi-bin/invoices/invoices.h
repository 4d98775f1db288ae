#ifndef PORTICO_INVOICES_H
#define PORTICO_INVOICES_H

#include "lib/app/app.h"
#include "lib/app/states.h"

/* What may still change about an issued invoice; what it says is its snapshot. */
struct invoice {
  int64_t id;
  struct public_id public_id;
  const char *number, *state, *owner, *customer_name, *org_name, *made_org_name, *group_name;
  struct public_id customer, org, order, group; /* 0 where it is of none */
  struct date due;
  struct money total, open;
};

result invoice_list(struct req *rq);
result invoice_page(struct req *rq);
result invoice_download(struct req *rq);

/* The one of the path: the organisation's own, issued; NOT_FOUND for anybody else's and for drafts. Staff may see every organisation's. */
result invoice_of_path(struct req *rq, struct invoice *out);

#endif
