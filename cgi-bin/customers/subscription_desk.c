/* Staff's list: the subscriptions of every organisation, the newest first. */
#include "cgi-bin/customers/subscription_change.h"
#include "lib/app/parts.h"

static const struct column columns[] = {
  { "offer", N_("Offer"), COLUMN_LINK, .href = "/customers/staff/subscriptions/", .id = "public_id", .main = true },
  { "customer", N_("Customer"), COLUMN_LINK, .href = "/customers/staff/", .id = "customer_public" },
  { "org", N_("Organisation"), COLUMN_LINK, .href = "/admin/partners/", .id = "org_public" },
  { "quantity", N_("Quantity"), COLUMN_NUMBER },
  { "start_on", N_("Start"), COLUMN_DATE, .sort = "start" },
  { "term_end_on", N_("Term ends"), COLUMN_DATE },
  { "status", N_("State"), COLUMN_STATE, .words = subscription_states },
};
LIST_DOWN(
    by_start,
    "v.name AS offer, c.name AS customer, o.name AS org, s.quantity, s.start_on, s.term_end_on, s.status, s.public_id,"
    " c.public_id AS customer_public, o.public_id AS org_public",
    "subscription r FORCE INDEX (subscription_started) WHERE (? = '' OR r.status = ?) AND (? = '' OR EXISTS (SELECT 1"
    " FROM customer x WHERE x.id = r.customer_id AND x.name LIKE ?) OR EXISTS (SELECT 1 FROM offer_version x"
    " WHERE x.id = r.version_id AND x.name LIKE ?) OR EXISTS (SELECT 1 FROM org x WHERE x.id = r.org_id AND x.name LIKE ?))",
    "r.start_on",
    "JOIN subscription s ON s.id = l.id JOIN offer_version v ON v.id = s.version_id JOIN customer c ON c.id = s.customer_id"
    " LEFT JOIN org o ON o.id = s.org_id");
static const struct list_order orders[] = { ORDER("start", by_start) };
static const struct table subscriptions = TABLE(columns, orders);

result subscription_desk(struct req *rq)
{
  const char *search = list_search(rq), *like = list_like(rq),
             *status = filter_words(rq, "Subscriptions", 0, "status", t("State"), subscription_states);
  if (!status)
    return refuse(rq, INVALID, "%s", t("This list cannot be shown in this way. Open it again from the menu."));
  crumb(rq, t("Subscriptions"), NULL);
  view_put(rq->view, "Subscriptions.Empty",
           *search || *status ? t("No subscription matches this search.")
                              : t("There are no subscriptions yet. Each offer that is ordered becomes one."));
  return list_page(rq, "Subscriptions", &subscriptions, "customers/subscription_list", t("Subscriptions"), A(status),
                   A(status), A(search), A(like), A(like), A(like));
}
