/* What a placed order came to, part by part, so that a reader can add it up. */
#include "lib/base/i18n.h"
#include "lib/base/log.h"
#include "lib/model/order_parts.h"

static bool part_of(struct work *w, const struct order *o, const struct quote_line *line, const struct promo *promo,
                    int at, struct order_part *out)
{
  struct due *dues;
  struct money buy, pay, full_buy, full;
  const struct offer_item *item = &line->offer->items[at];
  struct term term = quote_term(line->offer, line->start);
  *out = (struct order_part){ .line = line, .item = item, .on = line->term_start };
  out->unit = str_eq(o->invoice_owner, "partner") ? item->buy : item->sell;
  out->less = out->buy_less = out->full = money_of(0, o->currency);
  if (!offer_item_units(item, line->offer->quantity, &out->units))
    return false;
  if (item->usage)
    return true;
  if (schedule_dues(w->arena, &term, item->period_months, &dues) > 0)
    out->on = dues[0].on;
  if (!quote_item_amounts(o, line->offer, item, &full_buy, &full) ||
      !quote_due_amounts(o, promo, line->offer, at, 1, &buy, &pay, &out->less) ||
      !money_subtract(full_buy, buy, &out->buy_less))
    return false;
  out->full = full;
  return true;
}

result order_sums(struct work *w, const struct order *o, struct order_sums *out)
{
  int n = 0;
  *out = (struct order_sums){ .day = utc_date(o->placed_at, o->zone) };
  TRY(quote_make(w, o, out->day, &out->quote));
  for (int i = 0; i < out->quote.n_lines; i++)
    n += out->quote.lines[i].offer->n_items;
  out->parts = arena_array(w->arena, (size_t)n + 1, sizeof *out->parts);
  for (int i = 0; i < out->quote.n_lines; i++)
    for (int k = 0; k < out->quote.lines[i].offer->n_items; k++)
      if (!part_of(w, o, &out->quote.lines[i], out->quote.promo, k, &out->parts[out->n++]))
        return FAIL("amounts of order %lld overflow", (long long)o->id);
  return OK;
}

const char *order_part_later(struct arena *a, const struct order_part *p, struct date day)
{
  const char *trial = offer_trial_text(a, p->line->offer), *on = date_text(a, p->on, i18n_current());
  if (p->item->usage || date_compare(p->on, day) <= 0)
    return NULL;
  return *trial ? arena_printf(a, t("%1$s, first due on %2$s"), trial, on) : arena_printf(a, t("First due on %s"), on);
}
