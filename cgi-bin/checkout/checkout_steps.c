/* What the steps share: the line of steps, the draft that they work on. */
#include "cgi-bin/checkout/checkout.h"

void steps_show(struct req *rq, int current)
{
  static const struct {
    const char *label, *href;
  } steps[] = {
    { N_("Basket"), "" },
    { N_("Customer"), "/details" },
    { N_("Review"), "/review" },
    { N_("Done"), NULL },
  };
  view_put(rq->view, "Checkout", own_path(rq, "/checkout", ""));
  view_put(rq->view, "Offers", own_path(rq, "/offers", ""));
  for (int i = 0; i < COUNT(steps); i++) {
    view_item(rq->view, "Steps", i, "Label", t(steps[i].label));
    if (i < current && steps[i].href)
      view_item(rq->view, "Steps", i, "Href", own_path(rq, "/checkout", steps[i].href));
    view_item(rq->view, "Steps", i, "Done", i < current ? "1" : "");
    view_item(rq->view, "Steps", i, "Current", i == current ? "1" : "");
  }
}

const char *money_show(struct req *rq, struct money m)
{
  return money_text(rq->arena, m, i18n_current());
}

result draft_for_step(struct req *rq, struct order *o, bool *gone)
{
  int64_t lines = 0;
  result r = order_draft(rq->w, o);
  if (r != OK && r != NOT_FOUND)
    return r;
  if (r == OK)
    TRY(order_draft_lines(rq->w, &lines));
  *gone = !lines;
  return *gone ? redirect(rq, "%s", own_path(rq, "/checkout", "")) : OK;
}
