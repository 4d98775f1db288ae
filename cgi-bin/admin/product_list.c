/* Every product. */
#include "cgi-bin/admin/product.h"

static const struct column columns[] = {
  { "name", N_("Name"), COLUMN_LINK, .href = "/admin/products/", .id = "public_id", .sort = "name", .main = true },
  { "code", N_("Code"), COLUMN_TEXT, .sort = "code" },
  { "charge", N_("Charged"), COLUMN_TEXT, .words = charge_words },
  { "period_months", N_("Months a price pays for"), COLUMN_NUMBER },
  { "tax_class", N_("Tax class"), COLUMN_TEXT },
};
#define COLUMNS   "p.name, p.public_id, p.code, p.charge, NULLIF(p.period_months, 0) AS period_months, p.tax_class"
#define ROWS_FROM "product r WHERE (? = '' OR r.name LIKE ? OR r.code LIKE ?)"
#define JOINS     "JOIN product p ON p.id = l.id"
LIST_UP(by_name, COLUMNS, ROWS_FROM, "r.name", JOINS);
LIST_UP(by_code, COLUMNS, ROWS_FROM, "r.code", JOINS);
static const struct list_order orders[] = { ORDER("name", by_name), ORDER("code", by_code) };
static const struct table products = TABLE(columns, orders);

result product_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq);
  crumb(rq, t("Products"), NULL);
  may_show(rq);
  view_put(rq->view, "Products.Empty",
           *search ? t("No product matches this search.") : t("There is no product yet. Offers are made of products."));
  return list_page(rq, "Products", &products, "admin/product_list", t("Products"), A(search), A(like), A(like));
}
