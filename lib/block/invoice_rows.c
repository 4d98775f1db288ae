/* A partner's invoices: order runs on the keys (org_id, issued_on, id) and (org_id, due_on, id). */
#include "lib/app/states.h"
#include "lib/block/block_rows.h"

const struct column invoice_columns[] = {
  { "issued_on", N_("Date"), COLUMN_DATE, .sort = "date" },
  { "due_on", N_("Due date"), COLUMN_DATE, .sort = "due" },
  { "number", N_("Reference"), COLUMN_LINK, .href = "/invoices/", .id = "public_id", .main = true },
  { "customer", N_("Customer"), COLUMN_TEXT },
  { "payer", N_("Invoiced to"), COLUMN_TEXT, .shown = SHOWN_INVOICE_PAYER },
  { "total_minor", N_("Amount"), COLUMN_MONEY, .currency = "currency" },
  { "due_minor", N_("Balance"), COLUMN_MONEY, .currency = "currency", .shown = SHOWN_INVOICE_BALANCE },
  { "state", N_("State"), COLUMN_STATE, .words = invoice_states },
  { "file", N_("File"), COLUMN_LINK, .href = "/invoices/", .id = "public_id", .tail = "/pdf" },
};
const int n_invoice_columns = COUNT(invoice_columns);

LIST_DOWN(by_date, INVOICES_COLUMNS, "invoice r FORCE INDEX (invoice_org) " INVOICES_WHERE, "r.issued_on",
          INVOICES_JOINS);
LIST_DOWN(by_due, INVOICES_COLUMNS, "invoice r FORCE INDEX (invoice_org_due) " INVOICES_WHERE, "r.due_on",
          INVOICES_JOINS);
static const struct list_order orders[] = { ORDER("date", by_date), ORDER("due", by_due) };
const struct table invoices_table = TABLE(invoice_columns, orders);

/* Never across currencies. The label says of how many, for a page shows only some of them. */
void invoice_sums_show(struct req *rq, struct rows *rows)
{
  struct money total = { 0 };
  int64_t open, count;
  int n = 0;
  while (rows_next(rows, F(total.currency), F(count), F(total.minor), F(open))) {
    view_item(
        rq->view, "Invoices.Sums", n, "Label",
        arena_printf(rq->arena,
                     tn("Amount of %1$d invoice in %2$s", "Amount of all %1$d invoices in %2$s", (unsigned long)count),
                     (int)count, total.currency));
    view_item(rq->view, "Invoices.Sums", n++, "Text", money_text(rq->arena, total, i18n_current()));
    if (!shown(rq, SHOWN_INVOICE_BALANCE))
      continue;
    view_item(rq->view, "Invoices.Sums", n, "Label",
              arena_printf(
                  rq->arena,
                  tn("Balance of %1$d invoice in %2$s", "Balance of all %1$d invoices in %2$s", (unsigned long)count),
                  (int)count, total.currency));
    view_item(rq->view, "Invoices.Sums", n++, "Text",
              money_text(rq->arena, money_of(open, total.currency), i18n_current()));
  }
}
