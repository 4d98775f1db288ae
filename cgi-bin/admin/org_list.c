/* Every partner organisation: search, state, CSV. */
#include "cgi-bin/admin/org.h"

const struct option org_statuses[] = {
  { "active", N_("Active") }, { "suspended", N_("Suspended") }, { "archived", N_("Archived") }, { NULL, NULL }
};
const struct option invoice_owners[] = {
  { "partner", N_("The partner: we invoice the partner") },
  { "end_customer", N_("The end customer: we invoice the customer, the partner earns the margin") },
  { NULL, NULL },
};

static const struct option owner_words[] = { { "partner", N_("Partner") },
                                             { "end_customer", N_("End customer") },
                                             { NULL, NULL } };
static const struct column columns[] = {
  { "name", N_("Name"), COLUMN_LINK, .href = "/admin/partners/", .id = "public_id", .sort = "name", .main = true },
  { "public_id", N_("Organisation ID"), COLUMN_ID },
  { "slug", N_("Short name"), COLUMN_TEXT },
  { "status", N_("State"), COLUMN_STATE, .words = org_statuses },
  { "invoice_owner", N_("Invoice owner"), COLUMN_TEXT, .words = owner_words },
  { "currency", N_("Currency"), COLUMN_TEXT },
  { "people", N_("People"), COLUMN_NUMBER },
  { "billing_account", N_("Billing account"), COLUMN_TEXT },
};

#define COLUMNS                                                                                                        \
  "o.name, o.public_id, o.slug, o.status, o.invoice_owner, o.currency, o.billing_account,"                             \
  " (SELECT COUNT(*) FROM person p WHERE p.org_id = o.id AND p.active) AS people"
#define ROWS_FROM                                                                                                      \
  "org r WHERE (? = '' OR r.status = ?) AND (? = '' OR r.name LIKE ? OR r.slug LIKE ? OR r.billing_account LIKE ?)"
LIST_UP(by_name, COLUMNS, ROWS_FROM, "r.name", "JOIN org o ON o.id = l.id");

static const struct list_order orders[] = { ORDER("name", by_name) };
static const struct table orgs = TABLE(columns, orders);

result org_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq), *status = req_param(rq, "status");
  const struct option states[] = { { "", t("Any state") },
                                   { "active", t("Active") },
                                   { "suspended", t("Suspended") },
                                   { "archived", t("Archived") },
                                   { NULL, NULL } };
  crumb(rq, t("Organisations"), NULL);
  may_show(rq);
  filter_show(rq, "Organisations", 0, "status", t("State"), states);
  view_put(rq->view, "Organisations.Empty",
           *search || *status ? t("No organisation matches.") : t("There is no partner organisation yet."));
  return list_page(rq, "Organisations", &orgs, "admin/org_list", t("Organisations"), A(status), A(status), A(search),
                   A(like), A(like), A(like));
}
