/* All partners' people, and the vendor's staff: search, CSV. */
#include "cgi-bin/admin/person.h"

/* The words of auth/rights.c's roles, for columns: a role that is missing here shows its key. */
const struct option role_words[] = {
  { "partner_admin", N_("Administrator") },
  { "sales", N_("Sales") },
  { "finance", N_("Finance") },
  { "marketing", N_("Marketing") },
  { "support", N_("Support") },
  { "training", N_("Training") },
  { "vendor_admin", N_("Vendor administrator") },
  { "channel_manager", N_("Channel manager") },
  { "vendor_finance", N_("Vendor finance") },
  { "support_agent", N_("Support agent") },
  { "content_manager", N_("Content manager") },
  { NULL, NULL },
};
const struct option person_states[] = { { "active", N_("Active") }, { "inactive", N_("Inactive") }, { NULL, NULL } };

#define COLUMNS                                                                                                        \
  "p.name, p.public_id, p.email, p.roles, o.name AS org, o.public_id AS org_public, p.last_signin_at,"                 \
  " IF(p.active, 'active', 'inactive') AS active"
#define JOINS "JOIN person p ON p.id = l.id LEFT JOIN org o ON o.id = p.org_id"

static const struct column columns[] = {
  { "name", N_("Name"), COLUMN_LINK, .href = "/admin/users/", .id = "public_id", .main = true },
  { "email", N_("E-mail"), COLUMN_EMAIL },
  { "org", N_("Organisation"), COLUMN_LINK, .href = "/admin/partners/", .id = "org_public" },
  { "roles", N_("Roles"), COLUMN_TEXT, .words = role_words },
  { "active", N_("State"), COLUMN_STATE, .words = person_states },
  { "last_signin_at", N_("Last sign-in"), COLUMN_TIME },
};
LIST_UP(by_name, COLUMNS, "person r WHERE r.org_id IS NOT NULL AND (? = '' OR r.name LIKE ? OR r.email LIKE ?)",
        "r.name", JOINS);
static const struct list_order orders[] = { ORDER("name", by_name) };
static const struct table people = TABLE(columns, orders);

static const struct column staff_columns[] = {
  { "name", N_("Name"), COLUMN_LINK, .href = "/admin/team/", .id = "public_id", .main = true },
  { "email", N_("E-mail"), COLUMN_EMAIL },
  { "roles", N_("Roles"), COLUMN_TEXT, .words = role_words },
  { "active", N_("State"), COLUMN_STATE, .words = person_states },
  { "last_signin_at", N_("Last sign-in"), COLUMN_TIME },
};
LIST_UP(staff_by_name, COLUMNS, "person r WHERE r.org_id IS NULL AND (? = '' OR r.name LIKE ? OR r.email LIKE ?)",
        "r.name", JOINS);
static const struct list_order staff_orders[] = { ORDER("name", staff_by_name) };
static const struct table staff = TABLE(staff_columns, staff_orders);

result person_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq);
  crumb(rq, t("Partners' people"), NULL);
  view_put(rq->view, "People.Empty",
           *search ? t("Nobody matches this search.")
                   : t("No partner's person can sign in yet. People are added on their organisation's page."));
  return list_page(rq, "People", &people, "admin/person_list", t("Partners' people"), A(search), A(like), A(like));
}

result staff_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq);
  crumb(rq, t("Our staff"), NULL);
  view_put(rq->view, "People.Empty", t("Nobody matches this search."));
  view_put(rq->view, "People.Add", "/admin/team/new");
  return list_page(rq, "People", &staff, "admin/person_list", t("Our staff"), A(search), A(like), A(like));
}
