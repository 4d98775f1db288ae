/* One price list: its prices of yesterday, today and tomorrow, and who buys by it. */
#include "cgi-bin/admin/product.h"

enum { ORGS_SHOWN = 50 };

static const struct column item_columns[] = {
  { "name", N_("Product"), COLUMN_LINK, .href = "/admin/products/", .id = "public_id", .main = true },
  { "code", N_("Code"), COLUMN_TEXT },
  { "amount_minor", N_("Price"), COLUMN_MONEY, .currency = "currency" },
  { "price_for", N_("Price is for"), COLUMN_TEXT },
  { "from_units", N_("Pieces from"), COLUMN_NUMBER },
  { "valid_from", N_("From"), COLUMN_DATE },
  { "valid_until", N_("Last day"), COLUMN_DATE },
  { "state", N_("State"), COLUMN_STATE, .words = price_states },
};
#define ITEM_STATE PRICE_STATE("i")
LIST_UP(
    items_by_name,
    "p.name, p.public_id, p.code, i.amount_minor, i.currency, IF(p.per_units > 1, CONCAT(p.per_units, ' ', p.metric), p.metric) AS price_for,"
    " i.from_units, i.valid_from, i.valid_until, " ITEM_STATE " AS state",
    "price_list_item r JOIN product q ON q.id = r.product_id WHERE r.price_list_id = ? AND (? = '' OR q.name LIKE "
    "? OR q.code LIKE ?)",
    "CONCAT(q.name, '/', r.currency, '/', LPAD(r.from_units, 7, '0'), '/', r.valid_from)",
    "JOIN price_list_item i ON i.id = l.id JOIN product p ON p.id = i.product_id");
static const struct list_order item_orders[] = { ORDER("name", items_by_name) };
static const struct table items = TABLE(item_columns, item_orders);

static const struct column org_columns[] = {
  { "name", N_("Organisation"), COLUMN_LINK, .href = "/admin/partners/", .id = "public_id", .main = true },
};
LIST_UP(orgs_by_name, "o.name, o.public_id",
        "org r WHERE r.id IN (SELECT org_id FROM org_price_list WHERE price_list_id = ?)", "r.name",
        "JOIN org o ON o.id = l.id");
static const struct list_order org_orders[] = { ORDER("name", orgs_by_name) };
static const struct table orgs = TABLE(org_columns, org_orders);

result price_list_page(struct req *rq)
{
  struct public_id id;
  struct price_list l;
  struct date today = utc_date(rq->w->now, rq->w->zone);
  const char *like = list_like(rq), *search = list_search(rq);
  TRY(req_public_id(rq, 0, &id));
  TRY(price_list_find(rq->w, id, &l));
  crumb(rq, t("Price lists"), "/admin/prices");
  crumb(rq, l.in.name, NULL);
  may_show(rq);
  view_put(rq->view, "List.Path", price_list_path(rq, &l));
  view_put_bool(rq->view, "List.Base", l.in.is_base);
  view_put(rq->view, "Items.Empty",
           *search ? t("No product matches this search.") : t("No product is in this list yet."));
  view_put(rq->view, "Orgs.Empty", t("No organisation buys by this list."));
  TRY(list_part(rq, "Orgs", &orgs, ORGS_SHOWN, NULL, A(l.id)));
  TRY(history_show(rq, "price_list", l.id));
  return list_page(rq, "Items", &items, "admin/price_list_page", l.in.name, A(today), A(today), A(l.id), A(search),
                   A(like), A(like));
}
