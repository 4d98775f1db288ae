/* The audit trail as a list: who did what to whose record. Values stand on the record's own page. */
#include "cgi-bin/admin/admin.h"

static const struct option actors[] = {
  { "partner", N_("Partner") }, { "staff", N_("Staff") },    { "customer", N_("End customer") },
  { "api", N_("API") },         { "system", N_("Portico") }, { NULL, NULL },
};

static const struct column columns[] = {
  { "at", N_("When"), COLUMN_TIME, .sort = "at", .main = true },
  { "action", N_("What"), COLUMN_STATE, .words = audit_actions },
  { "person", N_("Who"), COLUMN_TEXT },
  { "actor", N_("As"), COLUMN_STATE, .words = actors },
  { "org", N_("Organisation"), COLUMN_LINK, .href = "/admin/partners/", .id = "org_public" },
  { "fields", N_("Fields"), COLUMN_TEXT },
  { "seq", N_("Place in the chain"), COLUMN_NUMBER },
  { "request_id", N_("Request"), COLUMN_TEXT },
};
/* The trail is in order of id, which is that of time but for requests that overlap. */
LIST_DOWN(by_time,
          "a.at, a.action, p.name AS person, a.actor, o.name AS org, o.public_id AS org_public, REPLACE(a.fields, ',', "
          "', ') AS fields, s.seq, a.request_id",
          "audit r WHERE (? = '' OR r.actor = ?) AND (? = '' OR r.action LIKE ? OR r.request_id = ? OR r.person_id ="
          " (SELECT id FROM person WHERE email = ?))",
          "r.id",
          "JOIN audit a ON a.id = l.id LEFT JOIN person p ON p.id = a.person_id LEFT JOIN org o ON o.id = a.org_id"
          " LEFT JOIN audit_seal s ON s.audit_id = a.id");
static const struct list_order orders[] = { ORDER("at", by_time) };
static const struct table audit_table = TABLE(columns, orders);

result audit_list(struct req *rq)
{
  const char *search = list_search(rq), *like = list_like(rq), *actor = req_param(rq, "actor");
  const struct option choices[] = { { "", t("Anybody") },    { "partner", t("Partner") },
                                    { "staff", t("Staff") }, { "customer", t("End customer") },
                                    { "api", t("API") },     { "system", t("Portico") },
                                    { NULL, NULL } };
  crumb(rq, t("Audit trail"), NULL);
  filter_show(rq, "Audit", 0, "actor", t("As"), choices);
  view_put(rq->view, "Audit.Empty",
           *search || *actor ? t("No record matches. Search for an action, a request number or an e-mail address.")
                             : t("Nothing has been written yet."));
  return list_page(rq, "Audit", &audit_table, "admin/audit_list", t("Audit trail"), A(actor), A(actor), A(search),
                   A(like), A(search), A(str_lower(rq->arena, search)));
}
