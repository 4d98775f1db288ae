/* What belongs to a customer: subscriptions, orders, invoices, each only for those who may see it, the newest rows and a link to all. */
#include "cgi-bin/customers/customers.h"

#include <string.h>

enum { ROWS_SHOWN = 8 };

/* ---- subscriptions ---- */
static const struct column subscription_columns[] = {
  { "offer", N_("Offer"), COLUMN_LINK, .href = "/customers/subscriptions/", .id = "public_id", .main = true },
  { "quantity", N_("Quantity"), COLUMN_NUMBER },
  { "term", N_("Term"), COLUMN_TEXT },
  { "start_on", N_("Start"), COLUMN_DATE },
  { "renews_on", N_("Renews on"), COLUMN_DATE, .shown = SHOWN_SUBSCRIPTION_RENEWS },
  { "status", N_("State"), COLUMN_STATE, .words = subscription_states },
};
#define SUBSCRIPTION_COLUMNS                                                                                                                                                        \
  "v.name AS offer, s.quantity, CASE COALESCE(s.term_months, v.term_months) WHEN 0 THEN ? WHEN 1 THEN ? ELSE REPLACE(?, '%d', COALESCE(s.term_months, v.term_months)) END AS term," \
  " s.start_on, IF(s.auto_renew AND s.cancel_on IS NULL AND s.status IN ('pending','active','suspended'),"                                                                          \
  " DATE_ADD(s.term_end_on, INTERVAL 1 DAY), NULL) AS renews_on, s.status, s.public_id"
LIST_DOWN(subscriptions_by_start, SUBSCRIPTION_COLUMNS, "subscription r WHERE r.org_id <=> ? AND r.customer_id = ?",
          "r.start_on", "JOIN subscription s ON s.id = l.id JOIN offer_version v ON v.id = s.version_id");
static const struct list_order subscription_orders[] = { ORDER("start", subscriptions_by_start) };
static const struct table subscriptions = TABLE(subscription_columns, subscription_orders);

/* ---- orders ---- */
static const struct column order_columns[] = {
  { "reference", N_("Order"), COLUMN_LINK, .href = "/orders/", .id = "public_id", .main = true },
  { "placed_at", N_("Placed"), COLUMN_TIME },
  { "total", N_("Invoiced at once"), COLUMN_MONEY, .currency = "currency" },
  { "status", N_("State"), COLUMN_STATE, .words = order_states },
};
LIST_DOWN(orders_by_day, "o.reference, o.placed_at, o.total_now_minor AS total, o.currency, o.status, o.public_id",
          "customer_order r WHERE r.org_id <=> ? AND r.customer_id = ? AND r.placed_at IS NOT NULL", "r.placed_at",
          "JOIN customer_order o ON o.id = l.id");
static const struct list_order order_orders[] = { ORDER("placed", orders_by_day) };
static const struct table orders = TABLE(order_columns, order_orders);

/* ---- invoices ---- */
static const struct column invoice_columns[] = {
  { "number", N_("Invoice"), COLUMN_LINK, .href = "/invoices/", .id = "public_id", .main = true },
  { "issued_on", N_("Date"), COLUMN_DATE },
  { "due_on", N_("Due date"), COLUMN_DATE },
  { "total_minor", N_("Amount"), COLUMN_MONEY, .currency = "currency" },
  { "due_minor", N_("Balance"), COLUMN_MONEY, .currency = "currency", .shown = SHOWN_INVOICE_BALANCE },
  { "state", N_("State"), COLUMN_STATE, .words = invoice_states },
};
LIST_DOWN(invoices_by_day,
          "i.number, i.issued_on, i.due_on, i.total_minor, i.due_minor, i.currency, " INVOICE_STATE " AS state,"
          " i.public_id",
          "invoice r WHERE r.org_id <=> ? AND r.customer_id = ? AND r.status <> 'draft'", "r.issued_on",
          "JOIN invoice i ON i.id = l.id");
static const struct list_order invoice_orders[] = { ORDER("date", invoices_by_day) };
static const struct table invoices = TABLE(invoice_columns, invoice_orders);

static void all_link(struct req *rq, const char *name, bool more, const char *href)
{
  if (more)
    view_put(rq->view, arena_printf(rq->arena, "%s.AllHref", name), href);
}

/* The same table; what its first column leads to is staff's page for staff. */
static const struct table *led(struct req *rq, const struct table *table, const char *staff_href)
{
  if (!is_staff(rq))
    return table;
  struct table *mine = arena_array(rq->arena, 1, sizeof *mine);
  struct column *columns = arena_array(rq->arena, (size_t)table->n_columns, sizeof *columns);
  memcpy(columns, table->columns, (size_t)table->n_columns * sizeof *columns);
  columns[0].href = staff_href;
  *mine = *table;
  mine->columns = columns;
  return mine;
}

result customer_parts(struct req *rq, const struct customer *c)
{
  const char *id = public_id_text(rq->arena, c->public_id), *name = url_encode(rq->arena, c->name);
  struct work *w = rq->w;
  bool more, staff = is_staff(rq);
  if (staff || rq->who.rights & SUBSCRIPTION_READ) {
    view_put(rq->view, "Subscriptions.Title", t("Subscriptions"));
    view_put(rq->view, "Subscriptions.Empty", t("This customer has no subscription."));
    TRY(list_part(rq, "Subscriptions", led(rq, &subscriptions, "/customers/staff/subscriptions/"), ROWS_SHOWN, &more,
                  A(t("Until cancelled")), A(arena_printf(rq->arena, tn("%d month", "%d months", 1), 1)),
                  A(tn("%d month", "%d months", 12)), A_REF(w->org_id), A(c->id)));
    all_link(rq, "Subscriptions", more,
             staff ? arena_printf(rq->arena, "/customers/staff/subscriptions?q=%s", name)
                   : arena_printf(rq->arena, "/customers/subscriptions?customer=%s", id));
  }
  if (staff || rq->who.rights & ORDER_READ) {
    view_put(rq->view, "Orders.Title", t("Orders"));
    view_put(rq->view, "Orders.Empty", t("Nothing has been ordered for this customer."));
    TRY(list_part(rq, "Orders", led(rq, &orders, "/admin/orders/"), ROWS_SHOWN, &more, A_REF(w->org_id), A(c->id)));
    all_link(rq, "Orders", more, arena_printf(rq->arena, "%s?q=%s", staff ? "/admin/orders" : "/orders", name));
  }
  if (staff || rq->who.rights & INVOICE_READ) {
    view_put(rq->view, "Invoices.Title", t("Invoices"));
    view_put(rq->view, "Invoices.Empty", t("There is no invoice for this customer."));
    TRY(list_part(rq, "Invoices", led(rq, &invoices, "/admin/invoices/"), ROWS_SHOWN, &more,
                  A(utc_date(w->now, w->zone)), A_REF(w->org_id), A(c->id)));
    all_link(rq, "Invoices", more,
             staff ? arena_printf(rq->arena, "/admin/invoices?q=%s", name)
                   : arena_printf(rq->arena, "/invoices?customer=%s", id));
  }
  return OK;
}
