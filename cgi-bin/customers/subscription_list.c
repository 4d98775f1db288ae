/* All subscriptions of the organisation's customers (L14): filter by state, search by offer or customer, pages by key, CSV. */
#include "cgi-bin/customers/subscription_change.h"
#include "lib/app/parts.h"

static const struct column columns[] = {
  { "offer", N_("Offer"), COLUMN_LINK, .href = "/customers/subscriptions/", .id = "public_id", .main = true },
  { "customer", N_("Customer"), COLUMN_LINK, .href = "/customers/", .id = "customer_public_id" },
  { "quantity", N_("Quantity"), COLUMN_NUMBER },
  { "term", N_("Term"), COLUMN_TEXT },
  { "start_on", N_("Start"), COLUMN_DATE, .sort = "start" },
  { "renews_on", N_("Renews on"), COLUMN_DATE, .shown = SHOWN_SUBSCRIPTION_RENEWS },
  { "status", N_("State"), COLUMN_STATE, .words = subscription_states },
};

/* Order runs on the key (org_id, start_on, id); of one customer, on (customer_id, start_on, id). */
#define COLUMNS                                                                                                                               \
  "v.name AS offer, c.name AS customer, s.quantity, CASE COALESCE(s.term_months, v.term_months) WHEN 0 THEN ? WHEN 1 THEN ? ELSE REPLACE(?, " \
  "'%d',"                                                                                                                                     \
  " COALESCE(s.term_months, v.term_months)) END AS term, s.start_on, IF(s.auto_renew AND s.cancel_on IS NULL AND s.status IN "                \
  "('pending','active','suspended'),"                                                                                                         \
  " DATE_ADD(s.term_end_on, INTERVAL 1 DAY), NULL) AS renews_on, s.status, s.public_id, c.public_id AS "                                      \
  "customer_public_id"
#define WHERE                                                                                                          \
  "WHERE r.org_id = ? AND (? = '' OR r.status = ?)"                                                                    \
  " AND (? = '' OR EXISTS (SELECT 1 FROM customer x WHERE x.id = r.customer_id AND x.name LIKE ?)"                     \
  " OR EXISTS (SELECT 1 FROM offer_version x WHERE x.id = r.version_id AND x.name LIKE ?))"
#define OF_CUSTOMER WHERE " AND r.customer_id = (SELECT x.id FROM customer x WHERE x.public_id = ?)"
#define JOINS                                                                                                          \
  "JOIN subscription s ON s.id = l.id JOIN offer_version v ON v.id = s.version_id JOIN customer c ON c.id = "          \
  "s.customer_id"
LIST_DOWN(by_start, COLUMNS, "subscription r FORCE INDEX (subscription_org) " WHERE, "r.start_on", JOINS);
LIST_DOWN(customer_by_start, COLUMNS, "subscription r FORCE INDEX (subscription_customer) " OF_CUSTOMER, "r.start_on",
          JOINS);

static const struct list_order orders[] = { ORDER("start", by_start) };
static const struct list_order customer_orders[] = { ORDER("start", customer_by_start) };
static const struct table subscriptions = TABLE(columns, orders), of_customer = TABLE(columns, customer_orders);

#define SHOWN                                                                                                          \
  A(t("Until cancelled")), A(arena_printf(rq->arena, tn("%d month", "%d months", 1), 1)),                              \
      A(tn("%d month", "%d months", 12))

result subscription_list(struct req *rq)
{
  const char *search = list_search(rq), *like = list_like(rq),
             *status = filter_words(rq, "Subscriptions", 0, "status", t("State"), subscription_states),
             *typed = req_param(rq, "customer");
  struct public_id customer = { 0 };
  if (!status || (*typed && !public_id_parse(typed, &customer)))
    return refuse(rq, INVALID, "%s", t("This list cannot be shown in this way. Open it again from the menu."));
  crumb(rq, t("Subscriptions"), NULL);
  if (customer.bits) {
    view_item(rq->view, "Subscriptions.Keep", 0, "Name", "customer");
    view_item(rq->view, "Subscriptions.Keep", 0, "Value", typed);
  }
  view_put(rq->view, "Subscriptions.Empty",
           *search || *status || customer.bits
               ? t("No subscription matches this search.")
               : t("There are no subscriptions yet. Each offer that is ordered becomes one."));
  if (customer.bits)
    return list_page(rq, "Subscriptions", &of_customer, "customers/subscription_list", t("Subscriptions"), SHOWN,
                     A(rq->w->org_id), A(status), A(status), A(search), A(like), A(like), A(customer));
  return list_page(rq, "Subscriptions", &subscriptions, "customers/subscription_list", t("Subscriptions"), SHOWN,
                   A(rq->w->org_id), A(status), A(status), A(search), A(like), A(like));
}
