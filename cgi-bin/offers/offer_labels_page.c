/* The first page: a card for each label, or straight to the only one. */
#include "cgi-bin/offers/offers.h"

result offer_labels_page(struct req *rq)
{
  struct offer_label *labels;
  int n;
  TRY(offer_labels(rq->w, &labels, &n));
  if (n == 1)
    return redirect(rq, "%s", label_path(rq, labels[0].label));
  crumb(rq, t("Offers"), NULL);
  for (int i = 0; i < n; i++) {
    int64_t count = labels[i].offers;
    view_item(rq->view, "Labels", i, "Title", offer_label_text(rq->arena, labels[i].label));
    view_item(rq->view, "Labels", i, "Text",
              arena_printf(rq->arena, tn("%d offer", "%d offers", (unsigned long)count), (int)count));
    view_item(rq->view, "Labels", i, "Names", utf8_clip(rq->arena, labels[i].names, 160));
    view_item(rq->view, "Labels", i, "Href", label_path(rq, labels[i].label));
  }
  TRY(basket_show(rq));
  return page(rq, "offers/offer_labels_page", t("Offers"));
}
