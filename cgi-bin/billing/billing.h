/* The pages of the billing area. A session here opens one bill group, rq->who.bill_group_id, and every statement says so. */
#ifndef PORTICO_BILLING_H
#define PORTICO_BILLING_H

#include "lib/app/parts.h"
#include "lib/app/signin_pages.h"
#include "lib/model/bill_group.h"

struct portal_ask_in {
  const char *email, *next;
};
extern const struct form_def portal_ask_form;

result portal_ask(struct req *rq);
result portal_send(struct req *rq);
result portal_code(struct req *rq);
result portal_code_check(struct req *rq);
result portal_confirm(struct req *rq);
result portal_confirm_use(struct req *rq);
result portal_again(struct req *rq);

result overview_page(struct req *rq);
result subscription_list(struct req *rq);
result invoice_list(struct req *rq);
result invoice_download(struct req *rq);
result visitor_page(struct req *rq);
result visitor_end_one(struct req *rq);
result visitor_end_rest(struct req *rq);
result visitor_out(struct req *rq);

/* The session's bill group. *closed: its portal is closed, and the page that says so is the answer. */
result billing_group(struct req *rq, struct bill_group *out, bool *closed);
/* Says that a portal is closed (decision 25). */
result portal_closed(struct req *rq);

/* What runs and what was invoiced: the first rows on the overview, all of them on their own pages. */
enum { ROWS_ON_OVERVIEW = 8 };
result subscriptions_part(struct req *rq, bool *more);
result invoices_part(struct req *rq, bool *more);

#endif
