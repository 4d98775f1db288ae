/* All bill groups, with search: who pays, and how many rules open the portal. */
#include "cgi-bin/admin/bill_group.h"

static const struct option states[] = {
  { "active", N_("Active") },
  { "inactive", N_("Inactive") },
  { "canceled", N_("Cancelled") },
  { "suspended", N_("Suspended") },
  { NULL, NULL },
};
static const struct column columns[] = {
  { "name", N_("Bill group"), COLUMN_LINK, .href = "/admin/billgroups/", .id = "public_id", .main = true },
  { "org", N_("Organisation"), COLUMN_LINK, .href = "/admin/partners/", .id = "org_public" },
  { "seller", N_("Billed by"), COLUMN_TEXT },
  { "currency", N_("Currency"), COLUMN_TEXT },
  { "rules", N_("Access rules"), COLUMN_NUMBER },
  { "status", N_("State"), COLUMN_STATE, .words = states },
};
LIST_UP(
    by_name,
    "g.name, g.public_id, o.name AS org, o.public_id AS org_public, s.legal_name AS seller, g.currency,"
    " (SELECT COUNT(*) FROM access_rule a WHERE a.bill_group_id = g.id AND a.live = 1) AS rules, g.status",
    "bill_group r FORCE INDEX (bill_group_name) WHERE (? = '' OR r.name LIKE ?)", "r.name",
    "JOIN bill_group g ON g.id = l.id JOIN legal_entity e ON e.id = g.legal_entity_id JOIN party s ON s.id = e.party_id"
    " LEFT JOIN org o ON o.id = g.org_id");
static const struct list_order orders[] = { ORDER("name", by_name) };
static const struct table groups = TABLE(columns, orders);

result bill_group_list(struct req *rq)
{
  const char *search = list_search(rq);
  crumb(rq, t("Bill groups"), NULL);
  view_put(rq->view, "Groups.Empty",
           *search ? t("No bill group matches this search.")
                   : t("There are no bill groups yet. The first order of a payer makes one."));
  return list_page(rq, "Groups", &groups, "admin/bill_group_list", t("Bill groups"), A(search), A(list_like(rq)));
}
