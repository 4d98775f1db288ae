/* The figures of the review: lines, what is due now, what follows. All of them come from the quote. */
#include "cgi-bin/checkout/checkout.h"
#include "lib/app/parts.h"

static void amounts_show(struct req *rq, const char *line, const struct offer *o, bool margins)
{
  struct offer_price *prices;
  struct money margin;
  const char *list = arena_printf(rq->arena, "%s.Prices", line);
  int n = offer_priced(o) ? offer_prices(rq->arena, o, o->quantity, &prices) : 0;
  for (int i = 0; i < n; i++) {
    view_item(rq->view, list, i, "Buy", money_show(rq, prices[i].buy));
    view_item(rq->view, list, i, "Period", offer_period_text(rq->arena, prices[i].period_months));
    if (margins && money_subtract(prices[i].sell, prices[i].buy, &margin)) {
      view_item(rq->view, list, i, "Sell", money_show(rq, prices[i].sell));
      view_item(rq->view, list, i, "Margin", shown(rq, SHOWN_ORDER_MARGIN) ? money_show(rq, margin) : "");
    }
  }
}

/* "0.05 EUR for each GB that is used, billed monthly in arrears" of each item that is paid by use. */
static const char *usage_text(struct arena *a, const struct offer *o)
{
  struct buf b = BUF(a);
  for (int i = 0; i < o->n_items; i++)
    if (o->items[i].usage && o->items[i].priced)
      buf_printf(&b, "%s%s: %s", b.size ? " · " : "", o->items[i].name,
                 offer_usage_text(a, &o->items[i], o->items[i].buy));
  return buf_text(&b);
}

/* Each source once, in the order of the items. */
static const char *sources_text(struct arena *a, const struct offer *o)
{
  struct buf b = BUF(a);
  for (int i = 0; i < o->n_items; i++) {
    bool said = false;
    for (int k = 0; k < i; k++)
      said |= str_eq(o->items[k].source, o->items[i].source);
    if (!said)
      buf_printf(&b, "%s%s", b.size ? " · " : "", price_source_text(o->items[i].source));
  }
  return buf_text(&b);
}

static const char *span_text(struct req *rq, const struct quote_line *line)
{
  const char *from = date_text(rq->arena, line->term_start, i18n_current());
  if (!line->term_end.year)
    return arena_printf(rq->arena, t("From %s, until cancelled"), from);
  return arena_printf(rq->arena, t("%s to %s"), from, date_text(rq->arena, line->term_end, i18n_current()));
}

void review_lines_show(struct req *rq, const struct order *o, const struct quote *q)
{
  /* where the partner is invoiced, its own price is shown once it set one */
  bool margins = !str_eq(o->invoice_owner, "partner");
  for (int i = 0; i < q->n_lines; i++)
    margins |= offer_sell_typed(q->lines[i].offer);
  view_put(rq->view, "Sells", margins ? "1" : "");
  view_put(rq->view, "Margins", margins && shown(rq, SHOWN_ORDER_MARGIN) ? "1" : "");
  for (int i = 0; i < q->n_lines; i++) {
    const struct quote_line *line = &q->lines[i];
    view_item(rq->view, "Lines", i, "Name", line->offer->name);
    view_item(rq->view, "Lines", i, "Quantity", arena_printf(rq->arena, "%d", line->offer->quantity));
    view_item(rq->view, "Lines", i, "Term", offer_term_text(rq->arena, line->offer));
    view_item(rq->view, "Lines", i, "Trial", offer_trial_text(rq->arena, line->offer));
    view_item(rq->view, "Lines", i, "Span", span_text(rq, line));
    view_item(rq->view, "Lines", i, "Usage", usage_text(rq->arena, line->offer));
    view_item(rq->view, "Lines", i, "Source", sources_text(rq->arena, line->offer));
    amounts_show(rq, arena_printf(rq->arena, "Lines.%d", i), line->offer, margins);
  }
}

/* What comes after the payments that are shown: each part that renews, its day and what its first payments would be at today's prices,
 * less a promotion that goes on. */
static void renewals_show(struct req *rq, const struct order *o, const struct quote *q)
{
  struct offer_price *prices;
  int at = 0;
  for (int i = 0; i < q->n_lines; i++) {
    const struct quote_line *line = &q->lines[i];
    const struct offer *offer = line->offer;
    int n = offer_priced(offer) ? quote_renewal(rq->arena, o, q, offer, &prices) : 0;
    struct buf b = BUF(rq->arena);
    for (int k = 0; k < n; k++)
      buf_printf(&b, "%s%s %s", b.size ? " + " : "", money_show(rq, prices[k].sell),
                 offer_period_text(rq->arena, prices[k].period_months));
    if (!offer->auto_renew || !line->term_end.year || !b.size)
      continue;
    view_item(
        rq->view, "Renewals", at++, "Text",
        arena_printf(
            rq->arena,
            t("%1$s renews on %2$s for another %3$s, unless it is cancelled before: %4$s, before tax, at "
              "today's price."),
            offer->name, date_text(rq->arena, date_add_days(line->term_end, 1), i18n_current()),
            arena_printf(rq->arena, tn("%d month", "%d months", (unsigned long)offer->term_months), offer->term_months),
            buf_text(&b)));
  }
}

void review_payments_show(struct req *rq, const struct order *o, const struct quote *q)
{
  view_put(rq->view, "Resold", str_eq(o->invoice_owner, "partner") ? "1" : "");
  quote_payments_show(rq, q, order_today(rq->w, o));
  renewals_show(rq, o, q);
  for (int i = 0; i < q->n_lines; i++)
    if (*usage_text(rq->arena, q->lines[i].offer))
      view_put(rq->view, "ByUsage",
               t("What is paid by usage is billed after each period, and at the end: it stands in no payment here."));
}
