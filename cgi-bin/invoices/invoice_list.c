/* The list: filters by state, search by number or customer, sums of what was found for each currency, pages by key, CSV. */
#include "cgi-bin/invoices/invoices.h"
#include "lib/block/block_rows.h"
#include <string.h>

/* Those of one customer: on (customer_id, issued_on, id), and by due date that customer's few are sorted. */
#define OF_CUSTOMER INVOICES_WHERE " AND r.customer_id = (SELECT x.id FROM customer x WHERE x.public_id = ?)"
LIST_DOWN(customer_by_date, INVOICES_COLUMNS, "invoice r FORCE INDEX (invoice_customer) " OF_CUSTOMER, "r.issued_on",
          INVOICES_JOINS);
LIST_DOWN(customer_by_due, INVOICES_COLUMNS, "invoice r FORCE INDEX (invoice_customer) " OF_CUSTOMER, "r.due_on",
          INVOICES_JOINS);
static const struct list_order customer_orders[] = { ORDER("date", customer_by_date), ORDER("due", customer_by_due) };

static const struct option statuses[] = {
  { "unpaid", N_("Unpaid") }, { "past_due", N_("Past due") }, { "paid", N_("Paid") }, { NULL, NULL }
};

struct filter {
  const char *status, *search, *like, *po_like;
  struct public_id customer;
  struct date today;
};

static result filter_read(struct req *rq, struct filter *f)
{
  const char *customer = req_param(rq, "customer");
  *f = (struct filter){ .search = list_search(rq),
                        .like = list_like(rq),
                        .po_like = list_like_in(rq, SHOWN_ORDER_PO_NUMBER),
                        .today = utc_date(rq->w->now, rq->w->zone) };
  f->status = filter_words(rq, "Invoices", 0, "status", t("State"), statuses);
  if (str_eq(req_param(rq, "status"), "all"))
    f->status = "";
  if (!f->status || (*customer && !public_id_parse(customer, &f->customer)))
    return refuse(rq, INVALID, "%s", t("This list cannot be shown in this way. Open it again from the menu."));
  return OK;
}

/* What the search must not lose. */
static void keep_show(struct req *rq, const struct filter *f)
{
  if (f->customer.bits) {
    view_item(rq->view, "Invoices.Keep", 0, "Name", "customer");
    view_item(rq->view, "Invoices.Keep", 0, "Value", public_id_text(rq->arena, f->customer));
  }
}

/* The values of INVOICES_WHERE. */
#define FILTERS(rq, f)                                                                                                 \
  A((rq)->w->org_id), A((f)->status), A((f)->status), A((f)->status), A((f)->status), A((f)->today), A((f)->search),   \
      A((f)->like), A((f)->po_like), A((f)->like)

static result sums_show(struct req *rq, const struct filter *f)
{
  ROWS rows = { 0 };
  if (f->customer.bits)
    TRY(db_query(rq->w, &rows, INVOICE_SUMS OF_CUSTOMER INVOICE_SUMS_OF_EACH, FILTERS(rq, f), A(f->customer)));
  else
    TRY(db_query(rq->w, &rows, INVOICE_SUMS INVOICES_WHERE INVOICE_SUMS_OF_EACH, FILTERS(rq, f)));
  invoice_sums_show(rq, &rows);
  return OK;
}

result invoice_list(struct req *rq)
{
  struct filter f;
  TRY(filter_read(rq, &f));
  bool narrowed = *f.status || *f.search || f.customer.bits;
  crumb(rq, t("Invoices"), NULL);
  keep_show(rq, &f);
  TRY(sums_show(rq, &f));
  view_put(rq->view, "Invoices.Empty",
           narrowed ? t("No invoice matches this search.")
                    : t("There are no invoices yet. An order's first invoice is issued within a minute."));
  const struct table customer_invoices = { invoice_columns, n_invoice_columns, customer_orders,
                                           COUNT(customer_orders) };
  if (f.customer.bits)
    return list_page(rq, "Invoices", &customer_invoices, "invoices/invoice_list", t("Invoices"), A(t("You")),
                     A(t("Customer")), A(f.today), FILTERS(rq, &f), A(f.customer));
  return list_page(rq, "Invoices", &invoices_table, "invoices/invoice_list", t("Invoices"), A(t("You")),
                   A(t("Customer")), A(f.today), FILTERS(rq, &f));
}
