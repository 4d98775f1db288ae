/* The list: search, two orders, pages by key, CSV. */
#include "cgi-bin/customers/customers.h"
#include "lib/block/block_rows.h"

result customer_list(struct req *rq)
{
  const char *like = list_like(rq), *search = list_search(rq);
  crumb(rq, t("Customers"), NULL);
  view_put(rq->view, "Customers.Empty",
           *search ? t("No customer matches this search.")
                   : t("You have no customers yet. Add one, or type a new one at the checkout."));
  view_put(rq->view, "May", rq->who.rights & CUSTOMER_WRITE ? "1" : "");
  if (!*search)
    return list_page(rq, "Customers", &customers_table, "customers/customer_list", t("Customers"), A(rq->w->org_id));
  return list_page(rq, "Customers", &customers_found, "customers/customer_list", t("Customers"), A(rq->w->org_id),
                   A(like), A(like), A(like));
}
