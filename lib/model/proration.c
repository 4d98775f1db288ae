#include "lib/model/proration.h"

#include "lib/base/money.h"

struct date grid_day(const struct grid *g, int period_months, int k)
{
  return date_add_days(date_add_months(g->origin, k * period_months, g->anchor_day), g->shift_days);
}

/* A guess by months, then a step back or forth: month ends and moved days are off by two at most. The origin itself is never moved. */
int grid_index(const struct grid *g, int period_months, struct date d)
{
  struct date plain = date_add_days(d, -g->shift_days);
  int months = (plain.year - g->origin.year) * 12 + plain.month - g->origin.month;
  int k = months > 0 ? months / period_months : 0;
  while (k > 0 && date_compare(grid_day(g, period_months, k), d) > 0)
    k--;
  while (date_compare(grid_day(g, period_months, k + 1), d) <= 0)
    k++;
  return k;
}

bool proration_part(int64_t amount, int days, int of, int64_t *out)
{
  struct money part;
  if (!money_share(money_of(amount, ""), days, of, &part))
    return false;
  *out = part.minor;
  return true;
}

bool proration_parts(int64_t amount, int64_t margin, int days, int of, int64_t *amount_out, int64_t *margin_out)
{
  int64_t buy, buy_part;
  return !__builtin_sub_overflow(amount, margin, &buy) && proration_part(amount, days, of, amount_out) &&
         proration_part(buy, days, of, &buy_part) && !__builtin_sub_overflow(*amount_out, buy_part, margin_out);
}

int days_between(struct date from, struct date to)
{
  return date_days(to) - date_days(from) + 1;
}

struct date date_later(struct date a, struct date b)
{
  return date_compare(a, b) >= 0 ? a : b;
}

int common_months(int a, int b)
{
  int x = a, y = b;
  if (!a || !b)
    return a + b;
  while (y) {
    int rest = x % y;
    x = y;
    y = rest;
  }
  return a / x * b;
}
