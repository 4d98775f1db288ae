/* Offers in words: quantities, prices by period, where a price comes from. */
#include "lib/base/i18n.h"
#include "lib/model/offer.h"
#include "lib/model/payment_type.h"
#include <string.h>

const char *offer_quantity_problem(struct arena *a, const struct offer *o, int64_t quantity)
{
  if (quantity < o->quantity_min)
    return arena_printf(a, t("At least %d must be ordered."), o->quantity_min);
  if (o->quantity_max && quantity > o->quantity_max)
    return arena_printf(a, t("At most %d can be ordered."), o->quantity_max);
  if (quantity > 1000000)
    return t("At most 1,000,000 can be ordered.");
  if ((quantity - o->quantity_min) % o->quantity_step)
    return arena_printf(a, t("The quantity goes up from %d in steps of %d."), o->quantity_min, o->quantity_step);
  return NULL;
}

const char *offer_sell_problem(struct arena *a, const struct offer_item *item, struct money sell)
{
  const char *language = i18n_current(),
             *metric = item->usage ? offer_metric_text(a, item->metric, item->per_units) : NULL;
  if (metric && sell.minor < item->floor.minor)
    return arena_printf(a, t("The customer pays at least %1$s per %2$s."), money_text(a, item->floor, language),
                        metric);
  if (metric && *item->ceiling.currency && sell.minor > item->ceiling.minor)
    return arena_printf(a, t("The customer pays at most %1$s per %2$s."), money_text(a, item->ceiling, language),
                        metric);
  if (sell.minor < item->floor.minor)
    return arena_printf(a, t("The customer pays at least %1$s for one %2$s."), money_text(a, item->floor, language),
                        item->name);
  if (*item->ceiling.currency && sell.minor > item->ceiling.minor)
    return arena_printf(a, t("The customer pays at most %1$s for one %2$s."), money_text(a, item->ceiling, language),
                        item->name);
  return NULL;
}

const char *price_source_text(const char *source)
{
  static const struct {
    const char *source, *text;
  } texts[] = {
    { "personal", N_("Personal price list") },
    { "tier", N_("Price list of the tier") },
    { "base", N_("General price list") },
    { "product", N_("Product's own price") },
  };
  for (size_t i = 0; source && i < sizeof texts / sizeof *texts; i++)
    if (!strcmp(texts[i].source, source))
      return t(texts[i].text);
  return "";
}

const char *offer_term_text(struct arena *a, const struct offer *o)
{
  if (!o->term_months)
    return t("Runs until cancelled");
  const char *months = arena_printf(a, tn("%d month", "%d months", (unsigned long)o->term_months), o->term_months);
  return arena_printf(a, o->auto_renew ? t("%s, then renews") : t("%s, then ends"), months);
}

const char *offer_label_text(struct arena *a, const char *label)
{
  char *text = arena_dup(a, label);
  if (*text >= 'a' && *text <= 'z')
    *text = (char)(*text - 'a' + 'A');
  return text;
}

const char *offer_period_text(struct arena *a, int period_months)
{
  switch (period_months) {
  case 0: return t("once");
  case 1: return t("a month");
  case 12: return t("a year");
  default: return arena_printf(a, tn("every %d month", "every %d months", (unsigned long)period_months), period_months);
  }
}

static const char *billing_word(struct arena *a, int period_months)
{
  switch (period_months) {
  case 0: return t("once");
  case 1: return t("monthly");
  case 12: return t("yearly");
  default: return offer_period_text(a, period_months);
  }
}

const char *offer_metric_text(struct arena *a, const char *metric, int per_units)
{
  if (per_units <= 1)
    return metric;
  return arena_printf(a, "%s\u00a0%s", number_text(a, per_units, i18n_current()), metric);
}

const char *offer_usage_text(struct arena *a, const struct offer_item *item, struct money price)
{
  if (item->per_units > 1)
    return arena_printf(a, t("%1$s per %2$s, billed %3$s in arrears"), money_text(a, price, i18n_current()),
                        offer_metric_text(a, item->metric, item->per_units), billing_word(a, item->period_months));
  return arena_printf(a, t("%1$s for each %2$s that is used, billed %3$s in arrears"),
                      money_text(a, price, i18n_current()), item->metric, billing_word(a, item->period_months));
}

const char *offer_billing_text(struct arena *a, const struct offer *o)
{
  struct buf b = BUF(a);
  for (int i = 0; i < o->n_items; i++) {
    const struct offer_item *item = &o->items[i];
    bool said = false;
    for (int k = 0; k < i; k++)
      said |= o->items[k].period_months == item->period_months && o->items[k].usage == item->usage;
    if (!said)
      buf_printf(&b, "%s%s", b.size ? ", " : "", item->usage ? t("by usage") : billing_word(a, item->period_months));
  }
  return buf_text(&b);
}

static bool price_add(struct offer_price *price, const struct offer_item *item, int64_t quantity)
{
  int64_t units;
  struct money buy, sell;
  return item->priced && !__builtin_mul_overflow(quantity, (int64_t)item->quantity, &units) &&
         money_times(item->buy, units, &buy) && money_times(item->sell, units, &sell) &&
         money_add(price->buy, buy, &price->buy) && money_add(price->sell, sell, &price->sell);
}

/* Where a period stands among those before: recurring by length, what is paid once at the end. */
static int price_place(const struct offer_price *prices, int n, int period_months)
{
  int i = 0;
  while (i < n && prices[i].period_months && (!period_months || prices[i].period_months < period_months))
    i++;
  return i;
}

/* The row of a period, made when there is none. */
static struct offer_price *price_row(struct offer_price *prices, int *n, int period_months, const char *currency)
{
  int at = price_place(prices, *n, period_months);
  if (at == *n || prices[at].period_months != period_months) {
    memmove(prices + at + 1, prices + at, (size_t)(*n - at) * sizeof *prices);
    prices[at] = (struct offer_price){ period_months, money_of(0, currency), money_of(0, currency) };
    ++*n;
  }
  return &prices[at];
}

int offer_prices(struct arena *a, const struct offer *o, int64_t quantity, struct offer_price **out)
{
  struct offer_price *prices = arena_array(a, (size_t)o->n_items + 1, sizeof *prices);
  int n = 0;
  for (int i = 0; i < o->n_items; i++) {
    const struct offer_item *item = &o->items[i];
    if (item->usage)
      continue;
    if (!price_add(price_row(prices, &n, item->period_months, item->buy.currency), item, quantity))
      return -1;
  }
  *out = prices;
  return n;
}

bool offer_prices_add(struct offer_price *sums, int *n, const struct offer_price *prices, int count)
{
  for (int i = 0; i < count; i++) {
    struct offer_price *row = price_row(sums, n, prices[i].period_months, prices[i].buy.currency);
    if (!money_add(row->buy, prices[i].buy, &row->buy) || !money_add(row->sell, prices[i].sell, &row->sell))
      return false;
  }
  return true;
}

const char *offer_limits_text(struct arena *a, const struct offer *o)
{
  struct buf b = BUF(a);
  if (!str_empty(o->countries))
    buf_printf(&b, t("Only for customers in: %s."), countries_text(a, o->countries));
  if (!str_empty(o->payment_types))
    buf_printf(&b, "%s%s", b.size ? " " : "",
               arena_printf(a, t("Paid only by: %s."), payment_types_text(a, o->payment_types)));
  return buf_text(&b);
}

const char *offer_trial_text(struct arena *a, const struct offer *o)
{
  if (!o->trial_days)
    return "";
  return arena_printf(a, tn("%d day free", "%d days free", (unsigned long)o->trial_days), o->trial_days);
}
