/* Every organisation's orders, to look at. */
#include "cgi-bin/admin/admin.h"
#include "lib/model/order.h"

static const struct column columns[] = {
  { "reference", N_("Order"), COLUMN_LINK, .href = "/admin/orders/", .id = "public_id", .main = true },
  { "org", N_("Organisation"), COLUMN_LINK, .href = "/admin/partners/", .id = "org_public" },
  { "customer", N_("Customer"), COLUMN_TEXT },
  { "kind", N_("Kind"), COLUMN_TEXT, .words = order_kinds },
  { "offers", N_("Offers"), COLUMN_TEXT },
  { "status", N_("State"), COLUMN_STATE, .words = order_states },
  { "total_now_minor", N_("Due at once"), COLUMN_MONEY, .currency = "currency" },
  { "placed_at", N_("Placed"), COLUMN_TIME, .sort = "placed" },
};
LIST_DOWN(
    by_date,
    "o.reference, o.public_id, g.name AS org, g.public_id AS org_public, COALESCE(c.name, " ORDER_CUSTOMER
    ") AS customer, o.kind, " ORDER_OFFERS " AS offers, o.status, "
    "o.total_now_minor,"
    " o.currency, o.placed_at",
    "customer_order r WHERE r.placed_at IS NOT NULL AND (? = 0 OR r.org_id = ?) AND (? = '' OR r.status = ?)"
    " AND (? = '' OR r.reference LIKE ? OR r.po_number LIKE ?"
    " OR EXISTS (SELECT 1 FROM customer k WHERE k.id = r.customer_id AND k.name LIKE ?))",
    "r.placed_at",
    "JOIN customer_order o ON o.id = l.id LEFT JOIN org g ON g.id = o.org_id LEFT JOIN customer c ON c.id = o.customer_id"
    " LEFT JOIN party p ON p.id = o.billing_party_id");
static const struct list_order orders[] = { ORDER("placed", by_date) };
static const struct table order_table = TABLE(columns, orders);

/* ?org= names one organisation by its public id. */
static result org_filter(struct req *rq, int64_t *id)
{
  struct public_id public;
  *id = 0;
  const char *typed = req_param(rq, "org");
  if (!*typed)
    return OK;
  if (!public_id_parse(typed, &public))
    return NOT_FOUND;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT id FROM org WHERE public_id = ?", A(public)));
  return rows_one(&rows, F(*id));
}

result order_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq), *org = req_param(rq, "org"),
             *status = filter_words(rq, "Orders", 0, "status", t("State"), order_states);
  int64_t org_id;
  status = status ? status : "";
  TRY(org_filter(rq, &org_id));
  crumb(rq, t("Orders"), NULL);
  if (*org) {
    view_item(rq->view, "Orders.Keep", 0, "Name", "org");
    view_item(rq->view, "Orders.Keep", 0, "Value", org);
  }
  view_put(rq->view, "Orders.Empty",
           *search || *status || *org ? t("No order matches.") : t("No partner has ordered yet."));
  return list_page(rq, "Orders", &order_table, "admin/order_list", t("Orders"), A(t("and %d more")), A(org_id),
                   A(org_id), A(status), A(status), A(search), A(like), A(like), A(like));
}
