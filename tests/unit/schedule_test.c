/* When charges fall due. The days are counted by hand from the calendar: periods begin on the term's day of the month, or on the
 * month's last day where it has no such day, and the next period goes back to that day. */
#include "lib/model/schedule.h"
#include "tests/unit/tap.h"

static struct arena *arena;

static struct date day(int year, int month, int of_month)
{
  return (struct date){ (int16_t)year, (int8_t)month, (int8_t)of_month };
}

static void is_day(struct date got, const char *want, const char *what)
{
  is_text(date_iso(arena, got), want, "%s", what);
}

static void end_of_january(void)
{
  static const char *const on[] = {
    "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31", "2027-06-30",
    "2027-07-31", "2027-08-31", "2027-09-30", "2027-10-31", "2027-11-30", "2027-12-31"
  };
  static const char *const to[] = {
    "2027-02-27", "2027-03-30", "2027-04-29", "2027-05-30", "2027-06-29", "2027-07-30",
    "2027-08-30", "2027-09-29", "2027-10-30", "2027-11-29", "2027-12-30", "2028-01-30"
  };
  struct term t = { .start = day(2027, 1, 31), .months = 12 };
  struct due *dues;
  is_int(schedule_dues(arena, &t, 1, &dues), 12, "a year by the month is twelve payments");
  for (int i = 0; i < 12; i++) {
    is_int(dues[i].number, i + 1, "number %d", i + 1);
    is_day(dues[i].on, on[i], "falls due on the day that its period begins");
    is_day(dues[i].from, on[i], "from that day");
    is_day(dues[i].to, to[i], "to the day before the next");
  }
  is_day(term_last(&t), "2028-01-30", "the term ends where its last period does");
}

static void leap_days(void)
{
  struct term t = { .start = day(2028, 2, 29), .months = 36 };
  struct due *dues;
  is_int(schedule_dues(arena, &t, 12, &dues), 3, "three years by the year");
  is_day(dues[0].on, "2028-02-29", "from a leap day");
  is_day(dues[0].to, "2029-02-27", "to the day before");
  is_day(dues[1].on, "2029-02-28", "28 February where there is no 29th");
  is_day(dues[2].on, "2030-02-28", "and again");
  is_day(dues[2].to, "2031-02-27", "the last day");
  is_day(term_last(&t), "2031-02-27", "is the term's");
  struct term monthly = { .start = day(2028, 1, 31), .months = 2 };
  is_int(schedule_dues(arena, &monthly, 1, &dues), 2, "two months");
  is_day(dues[1].on, "2028-02-29", "a leap February");
  is_day(dues[1].to, "2028-03-30", "and back to the 31st");
}

static void trials(void)
{
  struct term t = { .start = day(2026, 11, 20), .trial_days = 14 };
  struct due *dues;
  is_day(term_first(&t), "2026-12-04", "fourteen days free");
  is_int(schedule_dues(arena, &t, 1, &dues), 12, "until cancelled: a year ahead");
  is_day(dues[0].on, "2026-12-04", "nothing falls due before the trial has ended");
  is_day(dues[11].on, "2027-11-04", "the twelfth");
  is_day(term_last(&t), "", "no last day");
  struct term late = { .start = day(2026, 1, 31), .trial_days = 30, .months = 12 };
  is_day(term_first(&late), "2026-03-02", "28 days of February and two of March");
  is_int(schedule_dues(arena, &late, 3, &dues), 4, "by the quarter");
  is_day(dues[1].on, "2026-06-02", "the second");
  is_day(dues[3].to, "2027-03-01", "the end");
}

static void ahead(void)
{
  struct term open = { .start = day(2026, 5, 15) };
  struct due *dues;
  is_int(schedule_dues(arena, &open, 12, &dues), 1, "open-ended by the year: one year ahead");
  is_int(schedule_dues(arena, &open, 3, &dues), 4, "by the quarter: four");
  is_int(schedule_dues(arena, &open, 24, &dues), 1, "by two years: one");
  is_day(dues[0].to, "2028-05-14", "of two years");
}

static void once(void)
{
  struct term t = { .start = day(2026, 5, 31), .months = 24 }, open = { .start = day(2026, 5, 31) };
  struct due *dues;
  is_int(schedule_dues(arena, &t, 0, &dues), 1, "a one-off is one payment");
  is_day(dues[0].on, "2026-05-31", "at once");
  is_day(dues[0].to, "2028-05-30", "for the whole term");
  is_int(schedule_dues(arena, &open, 0, &dues), 1, "without a term");
  is_day(dues[0].to, "2026-05-31", "for its day");
}

int main(void)
{
  arena = arena_new(1 << 20, NULL, NULL);
  end_of_january();
  leap_days();
  trials();
  ahead();
  once();
  arena_free(arena);
  return tap_done();
}
