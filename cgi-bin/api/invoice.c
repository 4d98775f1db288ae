/* Invoices to the organisation and to its customers. Drafts are nobody's business but the vendor's. */
#include "cgi-bin/api/api.h"
#include "lib/model/payment_type.h"

static const struct option states[] = { { "unpaid", "" },   { "pending", "" },  { "paid", "" },
                                        { "canceled", "" }, { "reversed", "" }, { NULL, NULL } };
static const struct option kinds[] = { { "invoice", "" }, { "credit_note", "" }, { NULL, NULL } };
static const struct option owners[] = { { "partner", "" }, { "end_customer", "" }, { NULL, NULL } };
static const struct column columns[] = {
  { "id", "Id", COLUMN_ID },
  { "number", "Number", COLUMN_TEXT },
  { "kind", "Invoice or credit note", COLUMN_STATE, .words = kinds },
  { "status", "State", COLUMN_STATE, .words = states },
  { "past_due", "Its due date has passed and something is open", COLUMN_FLAG },
  { "owner", "Whom it is to", COLUMN_STATE, .words = owners, .shown = SHOWN_INVOICE_PAYER },
  { "customer", "For whom", COLUMN_ID, .optional = true },
  { "order", "The order that it is of", COLUMN_ID, .optional = true },
  { "corrects", "Number of the invoice that this credit note cancels", COLUMN_TEXT, .optional = true },
  { "issued_on", "Date", COLUMN_DATE },
  { "due_on", "Due date", COLUMN_DATE },
  { "net", "Before tax", COLUMN_MONEY, .currency = "currency" },
  { "tax", "Tax", COLUMN_MONEY, .currency = "currency" },
  { "total", "Tax included", COLUMN_MONEY, .currency = "currency" },
  { "balance", "What is open", COLUMN_MONEY, .currency = "currency", .shown = SHOWN_INVOICE_BALANCE },
  { "po_number", "Purchase order number", COLUMN_TEXT, .shown = SHOWN_ORDER_PO_NUMBER },
  { "payment_type",
    "How it is paid: as chosen with its order, else as the payer pays; null on those of before it was kept",
    COLUMN_STATE, .words = payment_types, .optional = true },
};
#define COLUMNS                                                                                                                                     \
  "i.public_id AS id, i.number, i.kind, i.status, i.status IN ('unpaid', 'pending') AND i.due_on < ? AND i.total_minor > 0 AS past_due,"            \
  " i.owner, c.public_id AS customer, o.public_id AS `order`, x.number AS corrects, i.issued_on, i.due_on, i.net_minor AS net, i.tax_minor AS tax," \
  " i.total_minor AS total, i.due_minor AS balance, i.currency, i.po_number, i.payment_type"
#define JOINS                                                                                                          \
  " LEFT JOIN customer c ON c.id = i.customer_id LEFT JOIN customer_order o ON o.id = i.order_id LEFT JOIN invoice x ON x.id = i.corrects_id"
LIST_DOWN(by_date, COLUMNS, "invoice r FORCE INDEX (invoice_org) WHERE r.org_id = ? AND r.status <> 'draft'",
          "r.issued_on", "JOIN invoice i ON i.id = l.id" JOINS);
LIST_DOWN(of_state, COLUMNS,
          "invoice r FORCE INDEX (invoice_org_status) WHERE r.org_id = ? AND r.status <> 'draft' AND r.status = ?",
          "r.issued_on", "JOIN invoice i ON i.id = l.id" JOINS);
LIST_DOWN(of_order, COLUMNS,
          "invoice r WHERE r.org_id = ? AND r.status <> 'draft' AND (? = '' OR r.status = ?)"
          " AND r.order_id = (SELECT x.id FROM customer_order x WHERE x.public_id = ?)",
          "r.issued_on", "JOIN invoice i ON i.id = l.id" JOINS);
static const struct list_order all[] = { ORDER("date", by_date) }, states_of[] = { ORDER("date", of_state) },
                               orders[] = { ORDER("date", of_order) };
static const struct table invoices = TABLE(columns, all), state_invoices = TABLE(columns, states_of),
                          order_invoices = TABLE(columns, orders);

static const struct column line_columns[] = {
  { "name", "What for", COLUMN_TEXT },
  { "subscription", "Of which subscription", COLUMN_ID, .optional = true },
  { "period_from", "First day", COLUMN_DATE, .optional = true },
  { "period_to", "Last day", COLUMN_DATE, .optional = true },
  { "units", "How many", COLUMN_NUMBER },
  { "unit_price", "Of one, or of so many as per_units says", COLUMN_MONEY, .currency = "currency" },
  { "per_units", "How many the unit price is for: more than 1 for what is paid by use alone", COLUMN_NUMBER },
  { "discount", "What a promotion took off: units times unit_price less this is amount", COLUMN_MONEY,
    .currency = "currency" },
  { "promotion", "The promotion's code, which stands behind the name, too", COLUMN_TEXT, .optional = true },
  { "amount", "Of the line, before tax", COLUMN_MONEY, .currency = "currency" },
  { "tax_category", "Category of the tax, UNCL5305", COLUMN_TEXT },
  { "tax_rate", "Rate of the tax in hundredths of a percent", COLUMN_NUMBER },
};
static const struct table lines = { line_columns, COUNT(line_columns), NULL, 0 };
static const struct shape line_shape = { .name = "InvoiceLine", .help = "A line of an invoice", .table = &lines };
/* As the frozen invoice says it (lib/model/invoice_snapshot.c): the draft writes the code behind the name; what rounding adds to an
 * average price is no discount. */
#define LESS "(IF(x.per_units = 1, x.units * x.unit_minor, x.amount_minor) - x.amount_minor)"
#define TAKEN_OFF                                                                                                      \
  "(SIGN(" LESS ") = SIGN(x.units * x.unit_minor) AND " LESS " <> 0"                                                   \
  " AND x.name COLLATE utf8mb4_bin RLIKE ' [(][A-Z0-9_-]+[)]$')"
SQL_STATEMENT(
    lines_sql,
    "SELECT x.name, s.public_id AS subscription, x.period_from, x.period_to, x.units, x.unit_minor AS unit_price, x.per_units,"
    " IF(" TAKEN_OFF ", " LESS ", 0) AS discount, IF(" TAKEN_OFF
    ", TRIM(TRAILING ')' FROM SUBSTRING_INDEX(x.name, ' (', -1)), NULL)"
    " AS promotion, x.amount_minor AS amount, i.currency, x.tax_category, x.tax_rate_bp AS tax_rate FROM invoice_line x"
    " JOIN invoice i ON i.id = x.invoice_id LEFT JOIN subscription s ON s.id = x.subscription_id"
    " WHERE x.invoice_id = ? AND i.org_id = ? ORDER BY x.position LIMIT 2000");
static const struct shape_part parts[] = { { "lines", &line_shape, .many = true, .sql = &lines_sql,
                                             .help = "Its lines" } };
static const struct shape listed_shape = { .name = "InvoiceHead", .help = "An invoice in a list", .table = &invoices };
static const struct shape invoice_shape = {
  .name = "Invoice", .help = "An invoice with its lines", .table = &invoices, PARTS(parts)
};

static const struct parameter parameters[] = {
  { "status", "Only those in this state", PARAMETER_WORD, states },
  { "order", "Only those of this order", PARAMETER_ID, NULL },
};
const struct operation invoices_op = { .id = "listInvoices",
                                       .group = "Invoices",
                                       .out = &listed_shape,
                                       .many = true,
                                       .parameters = parameters,
                                       .n_parameters = COUNT(parameters) };
const struct operation invoice_op = { .id = "getInvoice", .group = "Invoices", .out = &invoice_shape };

result invoice_list(struct req *rq)
{
  struct date today = utc_date(rq->w->now, rq->w->zone);
  struct public_id order;
  const char *status;
  result worded = api_param_word(rq, "status", states, &status);
  TRY(api_param_id(rq, "order", &order));
  TRY(worded);
  if (order.bits)
    return api_list(rq, &order_invoices, A(today), A(rq->w->org_id), A(status), A(status), A(order));
  return *status ? api_list(rq, &state_invoices, A(today), A(rq->w->org_id), A(status))
                 : api_list(rq, &invoices, A(today), A(rq->w->org_id));
}

result invoice_get(struct req *rq)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  return api_one(rq, &invoice_shape,
                 SQL("SELECT " COLUMNS ", i.id AS row_id FROM invoice i" JOINS
                     " WHERE i.public_id = ? AND i.org_id = ? AND i.status <> 'draft'"),
                 A(utc_date(rq->w->now, rq->w->zone)), A(id), A(rq->w->org_id));
}
