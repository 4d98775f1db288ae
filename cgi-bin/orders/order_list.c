/* The list: newest first, search by reference or customer, filters by status and age. Baskets are not orders and do not appear. */
#include "cgi-bin/orders/orders.h"
#include "lib/app/parts.h"

static const struct column columns[] = {
  { "reference", N_("Order"), COLUMN_LINK, .href = "/orders/", .id = "public_id", .main = true },
  { "customer", N_("Customer"), COLUMN_TEXT },
  { "kind", N_("Kind"), COLUMN_TEXT, .words = order_kinds },
  { "offers", N_("Offers"), COLUMN_TEXT },
  { "placed_at", N_("Placed"), COLUMN_TIME, .sort = "placed" },
  { "total", N_("Invoiced at once"), COLUMN_MONEY, .currency = "currency" },
  { "status", N_("State"), COLUMN_STATE, .words = order_states },
};

/* Runs on the key (org_id, placed_at, id); the filters are constants of the execution. Values: that of ORDER_OFFERS first. */
#define COLUMNS                                                                                                        \
  "o.reference, COALESCE(c.name, " ORDER_CUSTOMER ") AS customer, o.kind, " ORDER_OFFERS                               \
  " AS offers, o.placed_at, o.total_now_minor AS total, o.currency, o.status, o.public_id"
#define ROWS_FROM                                                                                                      \
  "customer_order r FORCE INDEX (customer_order_placed) WHERE r.org_id = ? AND r.placed_at >= ? AND (? = '' OR "       \
  "r.status = ?) AND (? = '' OR r.reference "                                                                          \
  "LIKE ? OR r.po_number LIKE ?"                                                                                       \
  " OR EXISTS (SELECT 1 FROM customer k WHERE k.id = r.customer_id AND k.name LIKE ?))"
#define JOINS                                                                                                          \
  "JOIN customer_order o ON o.id = l.id LEFT JOIN customer c ON c.id = o.customer_id LEFT JOIN party p ON p.id = o.billing_party_id"
LIST_DOWN(by_placed, COLUMNS, ROWS_FROM, "r.placed_at", JOINS);
LIST_UP(by_age, COLUMNS, ROWS_FROM, "r.placed_at", JOINS);

static const struct list_order orders[] = { ORDER("placed", by_placed), ORDER("oldest", by_age) };
static const struct table table = TABLE(columns, orders);

static const struct option ages[] = {
  { "30", N_("The last 30 days") },
  { "90", N_("The last 90 days") },
  { "365", N_("The last year") },
  { NULL, NULL },
};

static struct utc since(struct req *rq, const char *days)
{
  int64_t n = 0;
  if (!str_int64(days, &n))
    return utc_of(1);
  return date_start(date_add_days(utc_date(rq->w->now, rq->w->zone), (int32_t)-n), rq->w->zone);
}

result order_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq);
  const char *status = filter_words(rq, "Orders", 0, "status", t("State"), order_states);
  const char *age = filter_words(rq, "Orders", 1, "age", t("Placed"), ages);
  status = status ? status : "";
  age = age ? age : "";
  crumb(rq, t("Orders"), NULL);
  bool narrow = *search || *status || *age;
  view_put(rq->view, "Orders.Empty",
           narrow ? t("No order matches this search.")
                  : t("You have not ordered anything yet. What you order from your offers appears here."));
  if (rq->who.rights & ORDER_WRITE) {
    view_put(rq->view, "Orders.EmptyAction.Label", t("See the offers"));
    view_put(rq->view, "Orders.EmptyAction.Href", "/offers");
  }
  return list_page(rq, "Orders", &table, "orders/order_list", t("Orders"), A(t("and %d more")), A(rq->w->org_id),
                   A(since(rq, age)), A(status), A(status), A(search), A(like),
                   A(list_like_in(rq, SHOWN_ORDER_PO_NUMBER)), A(like));
}
