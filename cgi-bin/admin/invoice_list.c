/* Every organisation's invoices; drafts are those that wait for their number. */
#include "cgi-bin/admin/bill_group.h"
#include "cgi-bin/admin/invoice.h"
#include "lib/app/states.h"
#include "lib/block/block_rows.h"

enum { ROWS_OF_GROUP = 10 };

/* What is stored, and past due, which follows from day and amount. */
static const char *const chosen[] = { "draft", "unpaid", "past_due", "pending", "paid", "canceled", "reversed" };

static const struct column columns[] = {
  { "number", N_("Number"), COLUMN_LINK, .href = "/admin/invoices/", .id = "public_id", .main = true },
  { "org", N_("Organisation"), COLUMN_LINK, .href = "/admin/partners/", .id = "org_public" },
  { "customer", N_("Customer"), COLUMN_TEXT },
  { "state", N_("State"), COLUMN_STATE, .words = invoice_states },
  { "issued_on", N_("Issued"), COLUMN_DATE },
  { "due_on", N_("Due"), COLUMN_DATE },
  { "total_minor", N_("Total"), COLUMN_MONEY, .currency = "currency" },
  { "due_minor", N_("Still open"), COLUMN_MONEY, .currency = "currency" },
};
/* Values: the word for a draft's number; today; then those of WHERE. */
#define COLUMNS                                                                                                        \
  "COALESCE(i.number, ?) AS number, i.public_id, g.name AS org, g.public_id AS org_public,"                            \
  " c.name AS customer, " INVOICE_STATE " AS state, i.issued_on, i.due_on, i.total_minor, i.due_minor, i.currency"
#define WHERE                                                                                                          \
  "WHERE (? = '' OR r.status = ? OR (? = 'past_due' AND r.status IN ('unpaid','pending') AND r.total_minor >= 0"       \
  " AND r.due_on < ?)) AND (? = '' OR r.number LIKE ? OR r.po_number LIKE ?"                                           \
  " OR EXISTS (SELECT 1 FROM customer k WHERE k.id = r.customer_id AND k.name LIKE ?))"
#define JOINS                                                                                                          \
  "JOIN invoice i ON i.id = l.id LEFT JOIN org g ON g.id = i.org_id LEFT JOIN customer c ON c.id = i.customer_id"
#define FILTERS(status, today, search, like)                                                                           \
  A(t("Draft")), A(today), A(status), A(status), A(status), A(today), A(search), A(like), A(like), A(like)
LIST_DOWN(by_date, COLUMNS, "invoice r " WHERE, "r.created_at", JOINS);
static const struct list_order orders[] = { ORDER("created", by_date) };
static const struct table invoices = TABLE(columns, orders);

/* Those of one bill group, by the day of issue: a draft has none. One more value: the bill group. */
#define OF_GROUP WHERE " AND r.issued_on IS NOT NULL AND r.bill_group_id = ?"
LIST_DOWN(group_by_date, COLUMNS, "invoice r FORCE INDEX (invoice_bill_group) " OF_GROUP, "r.issued_on", JOINS);
static const struct list_order group_orders[] = { ORDER("issued", group_by_date) };
static const struct table group_invoices = TABLE(columns, group_orders);

result bill_group_invoices_show(struct req *rq, const struct bill_group *g)
{
  struct date today = utc_date(rq->w->now, rq->w->zone);
  view_put(rq->view, "Invoices.Empty", t("Nothing was invoiced yet."));
  view_putf(rq->view, "Invoices.All", "/admin/invoices?billgroup=%s", id_text(rq, g->public_id));
  return list_part(rq, "Invoices", &group_invoices, ROWS_OF_GROUP, NULL, FILTERS("", today, "", ""), A(g->id));
}

/* ?billgroup= names one by its public id; the search keeps it. */
static result group_filter(struct req *rq, struct bill_group *g)
{
  struct public_id id;
  const char *typed = req_param(rq, "billgroup");
  *g = (struct bill_group){ 0 };
  if (!*typed)
    return OK;
  if (!public_id_parse(typed, &id))
    return NOT_FOUND;
  TRY(bill_group_find(rq->w, id, g));
  view_item(rq->view, "Invoices.Keep", 0, "Name", "billgroup");
  view_item(rq->view, "Invoices.Keep", 0, "Value", typed);
  return OK;
}

result invoice_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq), *status;
  struct date today = utc_date(rq->w->now, rq->w->zone);
  struct option states[COUNT(chosen) + 1] = { 0 };
  struct bill_group g;
  for (int i = 0; i < COUNT(chosen); i++)
    states[i] = (struct option){ chosen[i], option_word(invoice_states, chosen[i]) };
  status = filter_words(rq, "Invoices", 0, "status", t("State"), states);
  TRY(group_filter(rq, &g));
  crumb(rq, t("Invoices"), g.id ? "/admin/invoices" : NULL);
  status = status ? status : "";
  view_put(rq->view, "Invoices.Empty",
           *search || *status || g.id ? t("No invoice matches.") : t("Nothing was invoiced yet."));
  if (!g.id)
    return list_page(rq, "Invoices", &invoices, "admin/invoice_list", t("Invoices"),
                     FILTERS(status, today, search, like));
  crumb(rq, g.name, NULL);
  return list_page(rq, "Invoices", &group_invoices, "admin/invoice_list",
                   arena_printf(rq->arena, t("Invoices of %s"), g.name), FILTERS(status, today, search, like), A(g.id));
}
