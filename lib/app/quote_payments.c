/* A file of its own: only programs that know offers link it. */
#include "lib/app/parts.h"
#include "lib/model/order.h"

enum { LATER_SHOWN = 6 };

static const char *amount(struct req *rq, struct money m)
{
  return money_text(rq->arena, m, i18n_current());
}

static void now_show(struct req *rq, const struct quote *q)
{
  view_put(rq->view, "Now.Net", amount(rq, q->now_net));
  view_put(rq->view, "Now.Total", amount(rq, q->now_total));
  view_put(rq->view, "Now.Any", q->now_taxes.n ? "1" : "");
  for (int i = 0; i < q->now_taxes.n; i++) {
    const struct tax_sum *s = &q->now_taxes.sums[i];
    view_item(rq->view, "Now.Taxes", i, "Label",
              arena_printf(rq->arena, t("%s %s on %s"), tax_name_in(i18n_current(), s->rule->name),
                           rate_text(rq->arena, s->rule->rate_bp, i18n_current()), amount(rq, s->base)));
    view_item(rq->view, "Now.Taxes", i, "Amount", amount(rq, s->tax));
    view_item(rq->view, "Now.Taxes", i, "Note", tax_note_in(i18n_current(), s->rule->category, s->rule->note));
  }
}

void quote_payments_show(struct req *rq, const struct quote *q, struct date day)
{
  int n = 0;
  now_show(rq, q);
  for (int i = 0; i < q->n_dues; i++) {
    const struct quote_due *due = &q->dues[i];
    if (date_compare(due->on, day) <= 0)
      continue;
    const char *list = n < LATER_SHOWN ? "Later" : "Rest";
    int at = n < LATER_SHOWN ? n : n - LATER_SHOWN;
    view_item(rq->view, list, at, "On", date_text(rq->arena, due->on, i18n_current()));
    view_item(rq->view, list, at, "Iso", date_iso(rq->arena, due->on));
    view_item(rq->view, list, at, "Net", amount(rq, due->net));
    view_item(rq->view, list, at, "Tax", amount(rq, due->tax));
    view_item(rq->view, list, at, "Total", amount(rq, due->total));
    n++;
  }
  if (n > LATER_SHOWN)
    view_put(rq->view, "RestLabel",
             arena_printf(rq->arena, tn("%d more payment", "%d more payments", (unsigned long)(n - LATER_SHOWN)),
                          n - LATER_SHOWN));
  view_put(rq->view, "MoreFollow", q->more_follow ? "1" : "");
}
