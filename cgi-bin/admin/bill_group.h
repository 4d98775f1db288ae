/* Bill groups at the vendor's desk: who pays, who may open the billing portal (DOMAIN M4, M5), and the portal as a customer sees it (M7). */
#ifndef PORTICO_ADMIN_BILL_GROUP_H
#define PORTICO_ADMIN_BILL_GROUP_H

#include "cgi-bin/admin/admin_parts.h"
#include "lib/model/access_rule.h"
#include "lib/model/bill_group.h"

struct access_rule_in {
  const char *value, *reason;
};
extern const struct form_def bill_group_form, access_rule_form, access_rule_replace_form, access_rule_removal_form,
    bill_group_view_form;

result bill_group_list(struct req *rq);
result bill_group_page(struct req *rq);
result bill_group_edit(struct req *rq);
result bill_group_save(struct req *rq);
result bill_group_view(struct req *rq);
result bill_group_view_save(struct req *rq);
result access_rule_edit(struct req *rq);
result access_rule_save(struct req *rq);
result access_rule_replace(struct req *rq);
result access_rule_replace_save(struct req *rq);
result access_rule_removal(struct req *rq);
result access_rule_removal_save(struct req *rq);

/* Its newest invoices, as Invoices, and where all of them are. */
result bill_group_invoices_show(struct req *rq, const struct bill_group *g);
/* The bill group of the path. */
result bill_group_of(struct req *rq, struct bill_group *out);
/* The same for one that may have a portal: not an organisation's own, and with a contract (decision 25). */
result bill_group_with_portal(struct req *rq, struct bill_group *out);
const char *bill_group_path(struct req *rq, const struct bill_group *g);
void bill_group_crumbs(struct req *rq, const struct bill_group *g, const char *leaf);

#endif
