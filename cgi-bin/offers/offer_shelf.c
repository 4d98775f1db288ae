/* One label's shelf: the block of its offers as a page. */
#include "cgi-bin/offers/offers.h"

const char *label_path(struct req *rq, const char *label)
{
  return own_path(rq, "/offers", arena_printf(rq->arena, "/%s", url_encode(rq->arena, label)));
}

result offer_shelf(struct req *rq)
{
  const char *label = rq->captured[own_capture(rq)], *title = offer_label_text(rq->arena, label);
  int n;
  TRY(offer_grid_show(rq, "Shelf", label, &n));
  if (!n)
    return NOT_FOUND;
  crumb(rq, t("Offers"), own_path(rq, "/offers", ""));
  crumb(rq, title, NULL);
  TRY(basket_show(rq));
  return page(rq, "offers/offer_shelf", title);
}
