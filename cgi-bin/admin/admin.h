#ifndef PORTICO_ADMIN_H
#define PORTICO_ADMIN_H

#include "cgi-bin/admin/bill_group.h"
#include "cgi-bin/admin/brand.h"
#include "cgi-bin/admin/company.h"
#include "cgi-bin/admin/field.h"
#include "cgi-bin/admin/import.h"
#include "cgi-bin/admin/invoice.h"
#include "cgi-bin/admin/mail.h"
#include "cgi-bin/admin/offer.h"
#include "cgi-bin/admin/order.h"
#include "cgi-bin/admin/person.h"
#include "cgi-bin/admin/promo.h"
#include "cgi-bin/admin/provider.h"
#include "cgi-bin/admin/role.h"
#include "cgi-bin/admin/tax.h"
#include "cgi-bin/admin/webpage.h"

result admin_page(struct req *rq);
result audit_list(struct req *rq);
int admin_routes(const struct route **out); /* the desk's table, how many rows: whose forms name the fields */
/* subscription_rule.c: who may change subscriptions, for all, an organisation, a product. */
extern const struct form_def subscription_rule_form;
result subscription_rule(struct req *rq);
result subscription_rule_save(struct req *rq);

#endif
