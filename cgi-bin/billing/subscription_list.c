/* What runs for this bill group (M11). No prices stand here: what is paid is on the invoices. */
#include "cgi-bin/billing/billing.h"
#include "lib/app/states.h"

static const struct column columns[] = {
  { "offer", N_("Offer"), COLUMN_TEXT, .main = true },
  { "products", N_("Products"), COLUMN_TEXT, .shown = SHOWN_SUBSCRIPTION_PRODUCTS },
  { "quantity", N_("Quantity"), COLUMN_NUMBER, .shown = SHOWN_SUBSCRIPTION_QUANTITY },
  { "start_on", N_("Start"), COLUMN_DATE },
  { "renews_on", N_("Renews on"), COLUMN_DATE, .shown = SHOWN_SUBSCRIPTION_RENEWS },
  { "ends_on", N_("Ends on"), COLUMN_DATE, .shown = SHOWN_SUBSCRIPTION_ENDS },
  { "status", N_("State"), COLUMN_STATE, .words = subscription_states },
};
/* Of what the partner pays itself (owner = partner) the end customer sees nothing here (DOMAIN 2.5). */
LIST_DOWN(
    by_start,
    "v.name AS offer, (SELECT GROUP_CONCAT(p.name ORDER BY i.id SEPARATOR ', ') FROM subscription_item i"
    " JOIN product p ON p.id = i.product_id WHERE i.subscription_id = s.id AND i.live = 1) AS products, s.quantity, s.start_on,"
    " IF(s.auto_renew AND s.cancel_on IS NULL AND s.term_end_on IS NOT NULL AND s.status IN ('pending','active','suspended'),"
    " DATE_ADD(s.term_end_on, INTERVAL 1 DAY), NULL) AS renews_on,"
    " COALESCE(s.cancel_on, IF(s.auto_renew, NULL, s.term_end_on)) AS ends_on, s.status",
    "subscription r FORCE INDEX (subscription_bill_group_start) WHERE r.bill_group_id = ? AND"
    " (SELECT o.invoice_owner FROM order_line x JOIN customer_order o ON o.id = x.order_id WHERE x.id = r.order_line_id)"
    " = 'end_customer'",
    "r.start_on", "JOIN subscription s ON s.id = l.id JOIN offer_version v ON v.id = s.version_id");
static const struct list_order orders[] = { ORDER("start", by_start) };
static const struct table subscriptions = TABLE(columns, orders);

static void words_put(struct req *rq)
{
  view_put(rq->view, "Subscriptions.Title", t("Subscriptions"));
  view_put(rq->view, "Subscriptions.Empty", t("There are no subscriptions."));
}

result subscriptions_part(struct req *rq, bool *more)
{
  words_put(rq);
  return list_part(rq, "Subscriptions", &subscriptions, ROWS_ON_OVERVIEW, more, A(rq->who.bill_group_id));
}

result subscription_list(struct req *rq)
{
  struct bill_group g;
  bool closed;
  TRY(billing_group(rq, &g, &closed));
  if (closed)
    return OK;
  words_put(rq);
  return list_page(rq, "Subscriptions", &subscriptions, "billing/subscription_list", t("Subscriptions"), A(g.id));
}
