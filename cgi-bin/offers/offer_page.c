/* One offer with everything that is to be known before buying it. */
#include "cgi-bin/offers/offers.h"
#include <string.h>

/* Its first label is where it stands in the trail. */
static void trail_show(struct req *rq, const struct offer *o)
{
  const char *label = arena_dupn(rq->arena, o->labels, strcspn(o->labels, ","));
  crumb(rq, t("Offers"), own_path(rq, "/offers", ""));
  if (*label)
    crumb(rq, offer_label_text(rq->arena, label), label_path(rq, label));
  crumb(rq, o->name, NULL);
}

/* "10 or more: 4.50 EUR", under the product that it is of. */
static result bands_show(struct req *rq, const struct offer *o, const struct buyer *buyer)
{
  struct offer_band *bands;
  int n;
  TRY(offer_bands(rq->w, o, buyer->today, &bands, &n));
  for (int i = 0; i < n; i++) {
    const struct offer_item *item = NULL;
    for (int k = 0; k < o->n_items; k++)
      if (o->items[k].product_id == bands[i].product_id)
        item = &o->items[k];
    const char *price = money_text(rq->arena, bands[i].buy, i18n_current());
    view_item(rq->view, "Bands", i, "Name", o->n_items > 1 && item ? item->name : "");
    view_item(rq->view, "Bands", i, "From", arena_printf(rq->arena, t("%d or more"), bands[i].from_units));
    view_item(rq->view, "Bands", i, "Price",
              item && item->usage ? arena_printf(rq->arena, t("%1$s per %2$s"), price,
                                                 offer_metric_text(rq->arena, item->metric, item->per_units))
                                  : price);
  }
  return OK;
}

static result addons_show(struct req *rq, const struct offer *o, const struct buyer *buyer)
{
  struct offers addons;
  TRY(offer_addons(rq->w, o->offer_id, buyer->currency, buyer->today, &addons));
  for (int i = 0; i < addons.n; i++)
    offer_show(rq, "Addons", i, &addons.offers[i], buyer);
  return OK;
}

result offer_page(struct req *rq)
{
  struct public_id id;
  struct buyer buyer;
  struct offer o;
  TRY(req_public_id(rq, own_capture(rq), &id));
  TRY(buyer_find(rq->w, &buyer));
  TRY(offer_find(rq->w, id, buyer.currency, buyer.today, &o));
  trail_show(rq, &o);
  offer_show(rq, "Offer", 0, &o, &buyer);
  TRY(bands_show(rq, &o, &buyer));
  TRY(addons_show(rq, &o, &buyer));
  TRY(basket_show(rq));
  return page(rq, "offers/offer_page", o.name);
}
