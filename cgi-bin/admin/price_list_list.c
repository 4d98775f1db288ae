/* Every price list. */
#include "cgi-bin/admin/product.h"

static const struct option base_words[] = { { "1", N_("General list") }, { "0", "" }, { NULL, NULL } };
static const struct column columns[] = {
  { "name", N_("Name"), COLUMN_LINK, .href = "/admin/prices/", .id = "public_id", .main = true },
  { "is_base", N_("Use"), COLUMN_TEXT, .words = base_words },
  { "tier", N_("Tier"), COLUMN_TEXT },
  { "products", N_("Products"), COLUMN_NUMBER },
  { "orgs", N_("Organisations that have it"), COLUMN_NUMBER },
};
LIST_UP(by_name,
        "k.name, k.public_id, k.is_base, k.tier, (SELECT COUNT(DISTINCT i.product_id) FROM price_list_item i WHERE "
        "i.price_list_id = k.id) AS products,"
        " (SELECT COUNT(*) FROM org_price_list o WHERE o.price_list_id = k.id) AS orgs",
        "price_list r WHERE (? = '' OR r.name LIKE ?)", "r.name", "JOIN price_list k ON k.id = l.id");
static const struct list_order orders[] = { ORDER("name", by_name) };
static const struct table lists = TABLE(columns, orders);

result price_list_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq);
  crumb(rq, t("Price lists"), NULL);
  may_show(rq);
  view_put(rq->view, "Lists.Empty",
           *search ? t("No price list matches this search.")
                   : t("There is no price list yet: products are sold at their own prices."));
  return list_page(rq, "Lists", &lists, "admin/price_list_list", t("Price lists"), A(search), A(like));
}
