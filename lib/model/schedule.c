#include "lib/model/schedule.h"

struct date term_first(const struct term *t)
{
  return date_add_days(t->start, t->trial_days);
}

struct date term_last(const struct term *t)
{
  struct date first = term_first(t);
  if (!t->months)
    return (struct date){ 0 };
  return date_add_days(date_add_months(first, t->months, first.day), -1);
}

static int due_count(const struct term *t, int period_months)
{
  if (!period_months)
    return 1;
  int months = t->months ? t->months : SCHEDULE_AHEAD_MONTHS;
  return (months + period_months - 1) / period_months;
}

int schedule_dues(struct arena *a, const struct term *t, int period_months, struct due **out)
{
  int n = due_count(t, period_months);
  struct date first = term_first(t), last = term_last(t);
  struct due *dues = arena_array(a, (size_t)n, sizeof *dues);
  for (int i = 0; i < n; i++) {
    struct date from = date_add_months(first, i * period_months, first.day);
    struct date next = date_add_months(first, (i + 1) * period_months, first.day);
    dues[i] = (struct due){ .number = i + 1, .on = from, .from = from, .to = date_add_days(next, -1) };
  }
  if (!period_months)
    dues[0].to = last.year ? last : dues[0].from;
  *out = dues;
  return n;
}
