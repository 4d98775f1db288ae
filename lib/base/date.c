/* Calendar days. Instants and their zones stand in utc.c, the words of both in date_text.c. */
#include "lib/base/date.h"

#include <string.h>

enum { YEAR_FIRST = 1900, YEAR_LAST = 2200 };

int month_length(int year, int month)
{
  static const int8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  if (month < 1 || month > 12)
    return 0;
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[month - 1] + (month == 2 && leap);
}

bool date_valid(struct date d)
{
  return d.year >= YEAR_FIRST && d.year <= YEAR_LAST && d.day >= 1 && d.day <= month_length(d.year, d.month);
}

/* n digits at s, or -1. */
static int digits(const char *s, int n)
{
  int value = 0;
  for (int i = 0; i < n; i++) {
    if (s[i] < '0' || s[i] > '9')
      return -1;
    value = value * 10 + (s[i] - '0');
  }
  return value;
}

bool date_parse(const char *s, struct date *out)
{
  if (s == NULL || strlen(s) != 10 || s[4] != '-' || s[7] != '-')
    return false;
  int year = digits(s, 4), month = digits(s + 5, 2), day = digits(s + 8, 2);
  if (year < 0 || month < 0 || day < 0)
    return false;
  struct date d = { (int16_t)year, (int8_t)month, (int8_t)day };
  if (!date_valid(d))
    return false;
  *out = d;
  return true;
}

char *date_iso(struct arena *a, struct date d)
{
  return d.year == 0 ? arena_dup(a, "") : arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

/* Days from the civil calendar, counting years from March so that the leap day is a year's last (H. Hinnant's algorithm). */
int32_t date_days(struct date d)
{
  int year = d.year - (d.month <= 2);
  int era = (year >= 0 ? year : year - 399) / 400;
  int of_era = year - era * 400;
  int of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct date date_of_days(int32_t days)
{
  int64_t n = (int64_t)days + 719468;
  int64_t era = (n >= 0 ? n : n - 146096) / 146097;
  int of_era = (int)(n - era * 146097);
  int year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int month = (5 * of_year + 2) / 153;
  int day = of_year - (153 * month + 2) / 5 + 1;
  month += month < 10 ? 3 : -9;
  return (struct date){ (int16_t)(year_of_era + era * 400 + (month <= 2)), (int8_t)month, (int8_t)day };
}

int date_compare(struct date a, struct date b)
{
  int left = a.year * 512 + a.month * 32 + a.day, right = b.year * 512 + b.month * 32 + b.day;
  return (left > right) - (left < right);
}

struct date date_add_days(struct date d, int32_t days)
{
  return d.year == 0 ? d : date_of_days((int32_t)((int64_t)date_days(d) + days));
}

struct date date_add_months(struct date d, int32_t months, int anchor_day)
{
  if (d.year == 0)
    return d;
  int64_t month = (int64_t)d.year * 12 + d.month - 1 + months;
  int64_t year = month / 12 - (month % 12 < 0);
  int of_year = (int)(month - year * 12) + 1;
  int day = anchor_day > 0 ? anchor_day : d.day, last = month_length((int)year, of_year);
  return (struct date){ (int16_t)year, (int8_t)of_year, (int8_t)(day > last ? last : day) };
}
