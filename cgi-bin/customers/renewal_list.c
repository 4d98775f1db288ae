/* What comes to the end of its term within 30, 60 or 90 days: the organisation's, and for staff everybody's. */
#include "cgi-bin/customers/renewal.h"
#include "lib/app/parts.h"

static const struct option ways[] = {
  { "renews", N_("Renews by itself") },
  { "changes", N_("Renews with a change") },
  { "ends", N_("Ends") },
  { NULL, NULL },
};

#define RENEWAL_COLUMNS(path)                                                                                          \
  { "offer", N_("Offer"), COLUMN_LINK, .href = path, .id = "public_id", .main = true },                                \
      { "customer", N_("Customer"), COLUMN_TEXT }, { "quantity", N_("Quantity"), COLUMN_NUMBER },                      \
      { "term_end_on", N_("Term ends"), COLUMN_DATE, .sort = "end" },                                                  \
  {                                                                                                                    \
    "way", N_("Then"), COLUMN_STATE, .words = ways                                                                     \
  }
#define SELECTED                                                                                                              \
  "v.name AS offer, c.name AS customer, s.quantity, s.term_end_on, CASE WHEN EXISTS (SELECT 1 FROM subscription_change x"     \
  " WHERE x.subscription_id = s.id AND x.waiting = 1) THEN 'changes' WHEN s.auto_renew THEN 'renews' ELSE 'ends' END AS way," \
  " s.public_id"
#define WHERE                                                                                                          \
  "r.term_end_on >= ? AND r.term_end_on <= ? AND r.status = 'active' AND r.cancel_on IS NULL AND (? = '' OR"           \
  " r.auto_renew = (? = 'renews')) AND (? = '' OR EXISTS (SELECT 1 FROM customer x WHERE x.id = r.customer_id AND x.name LIKE ?))"
#define JOINS                                                                                                              \
  "JOIN subscription s ON s.id = l.id JOIN offer_version v ON v.id = s.version_id JOIN customer c ON c.id = s.customer_id" \
  " LEFT JOIN org o ON o.id = s.org_id"

static const struct column columns[] = { RENEWAL_COLUMNS("/customers/subscriptions/") };
LIST_UP(by_end, SELECTED, "subscription r FORCE INDEX (subscription_org_end) WHERE r.org_id = ? AND " WHERE,
        "r.term_end_on", JOINS);
static const struct list_order orders[] = { ORDER("end", by_end) };
static const struct table renewals = TABLE(columns, orders);

static const struct column desk_columns[] = { RENEWAL_COLUMNS("/customers/staff/subscriptions/"),
                                              { "org", N_("Organisation"), COLUMN_TEXT } };
LIST_UP(desk_by_end, SELECTED ", o.name AS org", "subscription r FORCE INDEX (subscription_term_end) WHERE " WHERE,
        "r.term_end_on", JOINS);
static const struct list_order desk_orders[] = { ORDER("end", desk_by_end) };
static const struct table desk_renewals = TABLE(desk_columns, desk_orders);

int renewal_days(const struct req *rq)
{
  const char *within = req_param(rq, "within");
  return !*within || str_eq(within, "30") ? 30 : str_eq(within, "60") ? 60 : str_eq(within, "90") ? 90 : 0;
}

static const char *filters_show(struct req *rq)
{
  static const char *const known[] = { "", "renews", "ends" };
  const struct option days[] = {
    { "30", t("30 days") }, { "60", t("60 days") }, { "90", t("90 days") }, { NULL, NULL }
  };
  const struct option then[] = {
    { "", t("All") }, { "renews", t("Renews by itself") }, { "ends", t("Ends") }, { NULL, NULL }
  };
  const char *asked = req_param(rq, "then");
  filter_show(rq, "Renewals", 0, "within", t("Within"), days);
  filter_show(rq, "Renewals", 1, "then", t("Then"), then);
  for (int i = 0; i < COUNT(known); i++)
    if (str_eq(asked, known[i]))
      return known[i];
  return NULL;
}

result renewal_list(struct req *rq)
{
  const char *search = list_search(rq), *like = list_like(rq), *then = filters_show(rq);
  int days = renewal_days(rq);
  struct date today = utc_date(rq->w->now, rq->w->zone), last = date_add_days(today, days);
  if (!days || !then)
    return refuse(rq, INVALID, "%s", t("This list cannot be shown in this way. Open it again from the menu."));
  crumb(rq, t("Subscriptions"), subscriptions_path(rq));
  crumb(rq, t("Renewals"), NULL);
  view_put(rq->view, "Renewals.Empty", t("No term ends within these days."));
  if (rq->who.rights & ORDER_WRITE && !is_staff(rq))
    view_putf(rq->view, "RenewHref", "/customers/renewals/renew?within=%d", days);
  if (is_staff(rq))
    return list_page(rq, "Renewals", &desk_renewals, "customers/renewal_list", t("Renewals"), A(today), A(last),
                     A(then), A(then), A(search), A(like));
  return list_page(rq, "Renewals", &renewals, "customers/renewal_list", t("Renewals"), A(rq->w->org_id), A(today),
                   A(last), A(then), A(then), A(search), A(like));
}
