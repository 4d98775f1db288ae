/* A file of its own: only programs that know offers link it. */
#include "lib/app/parts.h"

void price_lines_show(struct req *rq, const char *list, const struct offer_price *prices, int n, bool sell)
{
  for (int i = 0; i < n; i++) {
    view_item(rq->view, list, i, "Amount", money_text(rq->arena, prices[i].buy, i18n_current()));
    view_item(rq->view, list, i, "Period", offer_period_text(rq->arena, prices[i].period_months));
    if (sell)
      view_item(rq->view, list, i, "Sell", money_text(rq->arena, prices[i].sell, i18n_current()));
  }
}
