/* All partners' people, and the vendor's staff: search, CSV. */
#include "cgi-bin/admin/person.h"

#define COLUMNS                                                                                                        \
  "p.name, p.public_id, " PERSON_EMAIL_SQL                                                                             \
  " AS email, p.roles, o.name AS org, o.public_id AS org_public, p.last_signin_at,"                                    \
  " " PERSON_STATE_SQL " AS state"
#define JOINS "JOIN person p ON p.id = l.id LEFT JOIN org o ON o.id = p.org_id"

static const struct column columns[] = {
  { "name", N_("Name"), COLUMN_LINK, .href = "/admin/users/", .id = "public_id", .main = true },
  { "email", N_("E-mail"), COLUMN_EMAIL },
  { "org", N_("Organisation"), COLUMN_LINK, .href = "/admin/partners/", .id = "org_public" },
  { "roles", N_("Roles"), COLUMN_TEXT, .words = role_words },
  { "state", N_("State"), COLUMN_STATE, .words = person_states },
  { "last_signin_at", N_("Last sign-in"), COLUMN_TIME },
};
LIST_UP(by_name, COLUMNS, "person r WHERE r.org_id IS NOT NULL AND (? = '' OR r.name LIKE ? OR r.email LIKE ?)",
        "r.name", JOINS);
static const struct list_order orders[] = { ORDER("name", by_name) };
static const struct table people = TABLE(columns, orders);

static const struct column staff_columns[] = {
  { "name", N_("Name"), COLUMN_LINK, .href = "/admin/team/", .id = "public_id", .main = true },
  { "email", N_("E-mail"), COLUMN_EMAIL },
  { "held", N_("Roles"), COLUMN_TEXT, .words = role_words },
  { "state", N_("State"), COLUMN_STATE, .words = person_states },
  { "last_signin_at", N_("Last sign-in"), COLUMN_TIME },
};
/* Our own roles by their names, the built-in ones by their keys, which the column turns into words. */
LIST_UP(staff_by_name,
        COLUMNS ", (SELECT GROUP_CONCAT(IF(v.built_in, v.role_key, v.name) ORDER BY v.name) FROM vendor_role v"
                " WHERE FIND_IN_SET(v.role_key, p.roles)) AS held",
        "person r WHERE r.org_id IS NULL AND (? = '' OR r.name LIKE ? OR r.email LIKE ?)", "r.name", JOINS);
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
