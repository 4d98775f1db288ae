/* What was ordered, at the prices that were decided, with what makes the first payment less or later: alike for the organisation's people
 * and at the desk. As stored, nothing is computed again. A file of its own: only programs that know orders link it. */
#include "lib/app/parts.h"
#include "lib/model/order.h"

static bool desk(const struct req *rq)
{
  return rq->who.audience == AUDIENCE_STAFF;
}

/* What a first period of all of it comes to, a line for each billing period. */
struct together {
  struct offer_price sums[24];
  int n;
  bool known; /* all of it could be added */
};

static void together_add(struct together *g, struct money buy, struct money sell, int units, int months)
{
  struct offer_price price = { .period_months = months };
  g->known = g->known && g->n < COUNT(g->sums) && money_times(buy, units, &price.buy) &&
             money_times(sell, units, &price.sell) && offer_prices_add(g->sums, &g->n, &price, 1);
}

static const struct order_part *part_find(const struct order_sums *sums, int64_t line, int64_t product)
{
  for (int i = 0; i < sums->n; i++)
    if (sums->parts[i].line->offer->line_id == line && sums->parts[i].item->product_id == product)
      return &sums->parts[i];
  return NULL;
}

/* What makes the first payment less than units times price, or later: as the payer is invoiced it, and off the partner's own price where
 * that is another one. */
static void first_show(struct req *rq, const char *item, const struct order *o, const struct order_sums *sums,
                       const struct order_part *p)
{
  const struct promo *promo = sums->quote.promo;
  struct arena *a = rq->arena;
  if (!p)
    return;
  if (p->less.minor) {
    const char *what = promo_less_text(a, promo->code, promo->percent ? promo->rate_bp : 0, i18n_current()),
               *less = money_text(a, money_of(-p->less.minor, o->currency), i18n_current()),
               *own = money_text(a, money_of(-p->buy_less.minor, o->currency), i18n_current());
    bool both = !str_eq(o->invoice_owner, "partner") && p->buy_less.minor != p->less.minor;
    view_put(rq->view, arena_printf(a, "%s.Less", item),
             !both      ? arena_printf(a, "%s: %s", what, less)
             : desk(rq) ? arena_printf(a, t("%1$s: %2$s for the customer, %3$s for the partner"), what, less, own)
                        : arena_printf(a, t("%1$s: %2$s for your customer, %3$s for you"), what, less, own));
  }
  view_put(rq->view, arena_printf(a, "%s.Due", item), order_part_later(a, p, sums->day));
}

static const char *bill_word(const struct req *rq, bool partner)
{
  if (desk(rq))
    return partner ? t("The partner is invoiced at once") : t("The customer is invoiced at once");
  return partner ? t("You are invoiced at once") : t("Your customer is invoiced at once");
}

/* What it came to when it was placed; nothing where that can no longer be told as it was. */
void order_bill_show(struct req *rq, const struct order *o, const struct order_sums *sums)
{
  if (!str_eq(o->kind, "new") || !quote_sound(&sums->quote) || sums->quote.now_total.minor != o->total_now.minor)
    return;
  view_put(rq->view, "Bill", bill_word(rq, str_eq(o->invoice_owner, "partner")));
  quote_payments_show(rq, &sums->quote, sums->day);
}

/* The lines are the same until the line id changes. */
result order_lines_show(struct req *rq, const struct order *o, const struct order_sums *sums)
{
  const char *name, *product, *source, *metric;
  int64_t line, product_id, before = 0, buy, sell;
  int quantity, units, months, per, n = -1;
  bool margins = !str_eq(o->invoice_owner, "partner"), retail, usage;
  struct together all = { .known = true };
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT l.id, v.name, l.quantity, p.name, x.units, x.buy_minor, COALESCE(x.retail_minor, x.sell_minor), x.retail_minor IS NOT NULL, x.source, p.period_months, p.charge = 'usage', p.metric, x.per_units, p.id "
      "FROM order_line l"
      " JOIN offer_version v ON v.id = l.version_id JOIN order_price x ON x.line_id = l.id JOIN product p ON "
      "p.id = x.product_id"
      " LEFT JOIN offer_item i ON i.version_id = v.id AND i.product_id = p.id"
      " WHERE l.order_id = ? AND l.org_id = ? ORDER BY l.position, l.id, i.position, p.id LIMIT 500",
      A(o->id), A(rq->w->org_id)));
  for (int i = 0; rows_next(&rows, F(line), F(name), F(quantity), F(product), F(units), F(buy), F(sell), F(retail),
                            F(source), F(months), F(usage), F(metric), F(per), F(product_id));
       i++) {
    if (line != before) {
      n++;
      i = 0;
      view_item(rq->view, "Lines", n, "Name", name);
      view_item(rq->view, "Lines", n, "Quantity", arena_printf(rq->arena, "%d", quantity));
    }
    before = line;
    if (!usage) /* what is used is counted later */
      together_add(&all, money_of(buy, o->currency), money_of(sell, o->currency), units, months);
    margins |= retail; /* of its own price a partner that is invoiced itself sees the margin, too */
    const char *list = arena_printf(rq->arena, "Lines.%d.Items", n);
    view_item(rq->view, list, i, "Name", product);
    view_item(rq->view, list, i, "Units", usage ? t("by usage") : arena_printf(rq->arena, "%d", units));
    view_item(rq->view, list, i, "Buy", money_text(rq->arena, money_of(buy, o->currency), i18n_current()));
    bool known = retail || !str_eq(o->invoice_owner, "partner");
    view_item(rq->view, list, i, "Sell",
              known ? money_text(rq->arena, money_of(sell, o->currency), i18n_current()) : "");
    view_item(rq->view, list, i, "Margin",
              known && shown(rq, SHOWN_ORDER_MARGIN)
                  ? money_text(rq->arena, money_of(sell - buy, o->currency), i18n_current())
                  : "");
    view_item(rq->view, list, i, "Period",
              usage ? arena_printf(rq->arena, t("for each %s"), offer_metric_text(rq->arena, metric, per))
                    : offer_period_text(rq->arena, months));
    view_item(rq->view, list, i, "Source", price_source_text(source));
    if (str_eq(o->kind, "new"))
      first_show(rq, arena_printf(rq->arena, "%s.%d", list, i), o, sums, part_find(sums, line, product_id));
  }
  view_put(rq->view, "Sells", margins ? "1" : "");
  view_put(rq->view, "Margins", margins && shown(rq, SHOWN_ORDER_MARGIN) ? "1" : "");
  price_lines_show(rq, "Together", all.sums, all.known ? all.n : 0, margins);
  return OK;
}
