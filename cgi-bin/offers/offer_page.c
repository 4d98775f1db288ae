/* One offer with everything that is to be known before buying it. */
#include "cgi-bin/offers/offers.h"
#include <string.h>

/* Its first label is where it stands in the trail. */
static void trail_show(struct req *rq, const struct offer *o)
{
  const char *label = arena_dupn(rq->arena, o->labels, strcspn(o->labels, ","));
  crumb(rq, t("Offers"), "/offers");
  if (*label)
    crumb(rq, offer_label_text(rq->arena, label), arena_printf(rq->arena, "/offers/%s", url_encode(rq->arena, label)));
  crumb(rq, o->name, NULL);
}

result offer_page(struct req *rq)
{
  struct public_id id;
  struct buyer buyer;
  struct offer o;
  TRY(req_public_id(rq, 0, &id));
  TRY(buyer_find(rq->w, &buyer));
  TRY(offer_find(rq->w, id, buyer.currency, utc_date(rq->w->now, rq->w->zone), &o));
  trail_show(rq, &o);
  offer_show(rq, "Offer", 0, &o, &buyer);
  TRY(basket_show(rq));
  return page(rq, "offers/offer_page", o.name);
}
