/* Every organisation's invoices, to look at; drafts are those that wait for their number. */
#include "cgi-bin/admin/admin.h"

/* What is stored; past due and partly paid follow from day and amount. */
static const char *const stored[] = { "draft", "unpaid", "pending", "paid", "canceled", "reversed" };

static const struct column columns[] = {
  { "number", N_("Number"), COLUMN_LINK, .href = "/invoices/staff/", .id = "public_id", .main = true },
  { "org", N_("Organisation"), COLUMN_LINK, .href = "/admin/partners/", .id = "org_public" },
  { "customer", N_("Customer"), COLUMN_TEXT },
  { "status", N_("State"), COLUMN_STATE, .words = invoice_states },
  { "issued_on", N_("Issued"), COLUMN_DATE },
  { "due_on", N_("Due"), COLUMN_DATE },
  { "total_minor", N_("Total"), COLUMN_MONEY, .currency = "currency" },
  { "due_minor", N_("Still open"), COLUMN_MONEY, .currency = "currency" },
};
LIST_DOWN(
    by_date,
    "i.number, IF(i.number IS NULL, NULL, i.public_id) AS public_id, g.name AS org, g.public_id AS org_public, c.name AS customer, i.status, i.issued_on, i.due_on, "
    "i.total_minor,"
    " i.due_minor, i.currency",
    "invoice r WHERE (? = '' OR r.status = ?) AND (? = '' OR r.number LIKE ? OR r.po_number LIKE ?"
    " OR EXISTS (SELECT 1 FROM customer k WHERE k.id = r.customer_id AND k.name LIKE ?))",
    "r.created_at",
    "JOIN invoice i ON i.id = l.id LEFT JOIN org g ON g.id = i.org_id LEFT JOIN customer c ON c.id = i.customer_id");
static const struct list_order orders[] = { ORDER("created", by_date) };
static const struct table invoices = TABLE(columns, orders);

result invoice_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq), *status;
  struct option states[COUNT(stored) + 1] = { 0 };
  for (int i = 0; i < COUNT(stored); i++)
    states[i] = (struct option){ stored[i], option_word(invoice_states, stored[i]) };
  status = filter_words(rq, "Invoices", 0, "status", t("State"), states);
  crumb(rq, t("Invoices"), NULL);
  status = status ? status : "";
  view_put(rq->view, "Invoices.Empty", *search || *status ? t("No invoice matches.") : t("Nothing was invoiced yet."));
  return list_page(rq, "Invoices", &invoices, "admin/invoice_list", t("Invoices"), A(status), A(status), A(search),
                   A(like), A(like), A(like));
}
