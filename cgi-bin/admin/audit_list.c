/* The audit trail as a list: who did what to whose record. Values stand on the record's own page. */
#include "cgi-bin/admin/admin.h"
#include <string.h>

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
LIST_DOWN(
    by_time,
    "a.at, a.action, p.name AS person, a.actor, o.name AS org, o.public_id AS org_public, a.fields, s.seq, a.request_id",
    "audit r WHERE (? = '' OR r.actor = ?) AND (? = '' OR r.action LIKE ? OR r.request_id = ? OR r.person_id ="
    " (SELECT id FROM person WHERE email = ?))",
    "r.id",
    "JOIN audit a ON a.id = l.id LEFT JOIN person p ON p.id = a.person_id LEFT JOIN org o ON o.id = a.org_id"
    " LEFT JOIN audit_seal s ON s.audit_id = a.id");
static const struct list_order orders[] = { ORDER("at", by_time) };
static const struct table audit_table = TABLE(columns, orders);

/* Fields that no form of the desk has: columns that the programs write by themselves. */
static const struct option written[] = {
  { "status", N_("State") },
  { "items", N_("Products") },
  { "schedule", N_("Payments") },
  { "term", N_("Term") },
  { "term_start_on", N_("Term") },
  { "term_end_on", N_("Term ends") },
  { "due_minor", N_("Balance") },
  { "total", N_("Total") },
  { "issued_on", N_("Issued") },
  { "due_on", N_("Due") },
  { "roles", N_("Roles") },
  { "active", N_("Active") },
  { "zone", N_("Time zone") },
  { "invoice", N_("Invoice") },
  { "customer", N_("Customer") },
  { "offer", N_("Offer") },
  { "amount_minor", N_("Amount") },
  { "sell_minor", N_("Sell price") },
  { "rights", N_("Rights") },
  { "valid_from", N_("From") },
  { "valid_until", N_("Last day") },
  { "logo", N_("Logo") },
  { "lines", N_("Positions") },
  { "number", N_("Number") },
  { "access_rule", N_("Access rules") },
  { "published_version_id", N_("Version") },
  { "address", N_("Address") },
  { "quantity", N_("Quantity") },
  { "taxes", N_("Taxes") },
  { "tax", N_("Tax") },
};

/* The words of fields, as the forms of the desk label them. */
static const struct option *field_words(struct req *rq)
{
  const struct route *routes;
  int many = COUNT(written), n = 0, n_routes = admin_routes(&routes);
  for (int i = 0; i < n_routes; i++)
    many += routes[i].form ? routes[i].form->n_fields : 0;
  struct option *words = arena_array(rq->arena, (size_t)many + 1, sizeof *words);
  memcpy(words, written, sizeof written);
  n = COUNT(written);
  for (int i = 0; i < n_routes; i++)
    for (int k = 0; routes[i].form && k < routes[i].form->n_fields; k++) {
      const struct field *f = &routes[i].form->fields[k];
      if (!str_empty(f->label) && option_word(words, f->name) == f->name)
        words[n++] = (struct option){ f->name, f->label };
    }
  return words;
}

/* The table with the words of this person's language's fields in it. */
static struct table worded(struct req *rq)
{
  struct column *copy = arena_array(rq->arena, COUNT(columns), sizeof *copy);
  memcpy(copy, columns, sizeof columns);
  for (int i = 0; i < COUNT(columns); i++)
    if (str_eq(copy[i].alias, "fields"))
      copy[i].words = field_words(rq);
  struct table out = audit_table;
  out.columns = copy;
  return out;
}

result audit_list(struct req *rq)
{
  const struct table table = worded(rq);
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
  return list_page(rq, "Audit", &table, "admin/audit_list", t("Audit trail"), A(actor), A(actor), A(search), A(like),
                   A(search), A(str_lower(rq->arena, search)));
}
