/* The bill group's own invoices (M13, decision 17), with the sums of each currency. What the partner owns is the partner's (DOMAIN 2.5). */
#include "cgi-bin/billing/billing.h"
#include "lib/app/states.h"

static const struct column columns[] = {
  { "number", N_("Invoice"), COLUMN_TEXT, .main = true },
  { "issued_on", N_("Date"), COLUMN_DATE },
  { "due_on", N_("Due date"), COLUMN_DATE, .shown = SHOWN_INVOICE_DUE },
  { "total_minor", N_("Amount"), COLUMN_MONEY, .currency = "currency" },
  { "due_minor", N_("Balance"), COLUMN_MONEY, .currency = "currency", .shown = SHOWN_INVOICE_BALANCE },
  { "state", N_("State"), COLUMN_STATE, .words = invoice_states },
  { "file", N_("File"), COLUMN_LINK, .href = "/billing/invoices/", .id = "public_id", .tail = "/pdf",
    .shown = SHOWN_INVOICE_FILE },
};
#define WHERE "WHERE r.bill_group_id = ? AND r.owner = 'end_customer' AND r.status <> 'draft'"
LIST_DOWN(
    by_day,
    "i.number, i.issued_on, i.due_on, i.total_minor, i.due_minor, i.currency,"
    " CASE WHEN i.total_minor < 0 AND i.status = 'paid' THEN 'credit_used' WHEN i.status NOT IN ('unpaid','pending') THEN i.status"
    " WHEN i.total_minor < 0 THEN 'credit' WHEN i.due_on < ? THEN 'past_due'"
    " WHEN i.due_minor > 0 AND i.due_minor < i.total_minor THEN 'part_paid' ELSE i.status END AS state, 'PDF' AS file, i.public_id",
    "invoice r FORCE INDEX (invoice_bill_group) " WHERE, "r.issued_on", "JOIN invoice i ON i.id = l.id");
static const struct list_order orders[] = { ORDER("date", by_day) };
static const struct table invoices = TABLE(columns, orders);

static void words_put(struct req *rq)
{
  view_put(rq->view, "Invoices.Title", t("Invoices"));
  view_put(rq->view, "Invoices.Empty", t("There are no invoices yet."));
}

/* Two sums a currency, never across currencies. */
static result sums_show(struct req *rq)
{
  struct money total = { 0 };
  int64_t open;
  int n = 0;
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT r.currency, CAST(SUM(r.total_minor) AS SIGNED), CAST(SUM(r.due_minor) AS SIGNED) FROM invoice r " WHERE
      " GROUP BY r.currency ORDER BY r.currency",
      A(rq->who.bill_group_id)));
  while (rows_next(&rows, F(total.currency), F(total.minor), F(open))) {
    view_item(rq->view, "Invoices.Sums", n, "Label", t("Amount"));
    view_item(rq->view, "Invoices.Sums", n++, "Text", money_text(rq->arena, total, i18n_current()));
    if (!shown(rq, SHOWN_INVOICE_BALANCE))
      continue;
    view_item(rq->view, "Invoices.Sums", n, "Label", t("Balance"));
    view_item(rq->view, "Invoices.Sums", n++, "Text",
              money_text(rq->arena, money_of(open, total.currency), i18n_current()));
  }
  return OK;
}

result invoices_part(struct req *rq, bool *more)
{
  words_put(rq);
  TRY(sums_show(rq));
  return list_part(rq, "Invoices", &invoices, ROWS_ON_OVERVIEW, more, A(utc_date(rq->w->now, rq->w->zone)),
                   A(rq->who.bill_group_id));
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
                   A(utc_date(rq->w->now, rq->w->zone)), A(g.id));
}
