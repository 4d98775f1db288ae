/* The bill group's own invoices (M13, decision 17), with the sums of each currency. What the partner owns is the partner's (DOMAIN 2.5). */
#include "cgi-bin/billing/billing.h"
#include "lib/app/states.h"
#include "lib/block/block_rows.h"

static const struct column columns[] = {
  { "number", N_("Invoice"), COLUMN_LINK, .href = "/billing/invoices/", .id = "file_id", .tail = "/pdf", .main = true },
  { "issued_on", N_("Date"), COLUMN_DATE },
  { "due_on", N_("Due date"), COLUMN_DATE, .shown = SHOWN_INVOICE_DUE },
  { "total_minor", N_("Amount"), COLUMN_MONEY, .currency = "currency" },
  { "due_minor", N_("Balance"), COLUMN_MONEY, .currency = "currency", .shown = SHOWN_INVOICE_BALANCE },
  { "state", N_("State"), COLUMN_STATE, .words = invoice_states },
  { "file", N_("File"), COLUMN_LINK, .href = "/billing/invoices/", .id = "public_id", .tail = "/pdf",
    .shown = SHOWN_INVOICE_FILE },
};
#define WHERE "WHERE r.bill_group_id = ? AND r.owner = 'end_customer' AND r.status <> 'draft'"
/* Values: today, whether the file may be seen, the bill group. */
LIST_DOWN(by_day,
          "i.number, i.issued_on, i.due_on, i.total_minor, i.due_minor, i.currency,"
          " " INVOICE_STATE " AS state, 'PDF' AS file, i.public_id, IF(?, i.public_id, NULL) AS file_id",
          "invoice r FORCE INDEX (invoice_bill_group) " WHERE, "r.issued_on", "JOIN invoice i ON i.id = l.id");
static const struct list_order orders[] = { ORDER("date", by_day) };
static const struct table invoices = TABLE(columns, orders);

static void words_put(struct req *rq)
{
  view_put(rq->view, "Invoices.Title", t("Invoices"));
  view_put(rq->view, "Invoices.Empty", t("There are no invoices yet."));
}

static result sums_show(struct req *rq)
{
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, INVOICE_SUMS WHERE INVOICE_SUMS_OF_EACH, A(rq->who.bill_group_id)));
  invoice_sums_show(rq, &rows);
  return OK;
}

result invoices_part(struct req *rq, bool *more)
{
  words_put(rq);
  TRY(sums_show(rq));
  return list_part(rq, "Invoices", &invoices, ROWS_ON_OVERVIEW, more, A(utc_date(rq->w->now, rq->w->zone)),
                   A(shown(rq, SHOWN_INVOICE_FILE)), A(rq->who.bill_group_id));
}

result invoice_list(struct req *rq)
{
  struct bill_group g;
  bool closed;
  TRY(billing_group(rq, &g, &closed));
  if (closed)
    return OK;
  words_put(rq);
  TRY(sums_show(rq));
  return list_page(rq, "Invoices", &invoices, "billing/invoice_list", t("Invoices"),
                   A(utc_date(rq->w->now, rq->w->zone)), A(shown(rq, SHOWN_INVOICE_FILE)), A(g.id));
}
