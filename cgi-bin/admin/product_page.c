/* One product: its own prices, the lists that price it, the offers that hold it. */
#include "cgi-bin/admin/product.h"
#include "lib/model/offer.h"

enum { ROWS_SHOWN = 50 };

static const struct column price_columns[] = {
  { "valid_from", N_("From"), COLUMN_DATE, .main = true },
  { "amount_minor", N_("Price"), COLUMN_MONEY, .currency = "currency" },
  { "from_units", N_("Pieces from"), COLUMN_NUMBER },
  { "valid_until", N_("Last day"), COLUMN_DATE },
  { "state", N_("State"), COLUMN_STATE, .words = price_states },
};
LIST_DOWN(prices_by_day,
          "i.amount_minor, i.currency, i.from_units, i.valid_from, i.valid_until, " PRICE_STATE("i") " AS state",
          "product_price r WHERE r.product_id = ?", "r.valid_from", "JOIN product_price i ON i.id = l.id");
static const struct list_order price_orders[] = { ORDER("day", prices_by_day) };
static const struct table prices = TABLE(price_columns, price_orders);

static const struct column list_columns[] = {
  { "list", N_("Price list"), COLUMN_LINK, .href = "/admin/prices/", .id = "list_public", .main = true },
  { "amount_minor", N_("Price"), COLUMN_MONEY, .currency = "currency" },
  { "from_units", N_("Pieces from"), COLUMN_NUMBER },
  { "valid_from", N_("From"), COLUMN_DATE },
  { "valid_until", N_("Last day"), COLUMN_DATE },
};
LIST_DOWN(
    lists_by_day,
    "k.name AS list, k.public_id AS list_public, i.amount_minor, i.currency, i.from_units, i.valid_from, i.valid_until",
    "price_list_item r WHERE r.product_id = ?", "r.valid_from",
    "JOIN price_list_item i ON i.id = l.id JOIN price_list k ON k.id = i.price_list_id");
static const struct list_order list_orders[] = { ORDER("day", lists_by_day) };
static const struct table lists = TABLE(list_columns, list_orders);

result product_page(struct req *rq)
{
  struct public_id id;
  struct product p;
  struct date today = utc_date(rq->w->now, rq->w->zone);
  TRY(req_public_id(rq, 0, &id));
  TRY(product_find(rq->w, id, &p));
  crumb(rq, t("Products"), "/admin/products");
  crumb(rq, p.in.name, NULL);
  may_show(rq);
  struct facts f = { rq, "Facts", 0 };
  fact(&f, t("Code"), p.in.code);
  fact(&f, t("Description"), p.in.description);
  fact(&f, t("Charged"), period_text(rq, p.in.period_months));
  if (str_eq(p.in.charge, "usage"))
    fact(&f, t("Its prices are for"), offer_metric_text(rq->arena, p.in.metric, p.in.per_units));
  fact(&f, t("Tax class"), p.in.tax_class);
  fact_time(&f, t("Added"), p.created_at);
  view_put(rq->view, "Product.Path", product_path(rq, &p));
  view_put(rq->view, "Prices.Empty", t("The product has no price of its own: it is sold at the prices of lists only."));
  view_put(rq->view, "Lists.Empty", t("No price list holds this product."));
  TRY(list_part(rq, "Prices", &prices, ROWS_SHOWN, NULL, A(today), A(today), A(p.id)));
  TRY(list_part(rq, "Lists", &lists, ROWS_SHOWN, NULL, A(p.id)));
  TRY(history_show(rq, "product", p.id));
  return page(rq, "admin/product_page", p.in.name);
}
