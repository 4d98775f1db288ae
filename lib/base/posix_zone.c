/* Parses and applies the POSIX TZ rule of a zone file's footer. */
#include "lib/base/posix_zone.h"
#include "lib/base/date.h"

#include <string.h>

static bool letter(char c)
{
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static const char *skip_name(const char *s)
{
  if (*s == '<') {
    s = strchr(s, '>');
    return s == NULL ? NULL : s + 1;
  }
  const char *start = s;
  while (letter(*s))
    s++;
  return s - start >= 3 ? s : NULL;
}

static const char *number(const char *s, int max, int *out)
{
  int n = 0;
  if (s == NULL || *s < '0' || *s > '9')
    return NULL;
  for (; *s >= '0' && *s <= '9'; s++) {
    n = n * 10 + (*s - '0');
    if (n > max)
      return NULL;
  }
  *out = n;
  return s;
}

/* [+-]hh[:mm[:ss]] */
static const char *clock_time(const char *s, int32_t *out)
{
  bool negative = *s == '-';
  int part[3] = { 0 };
  s = number(*s == '-' || *s == '+' ? s + 1 : s, 167, &part[0]);
  for (int i = 1; i < 3 && s != NULL && *s == ':'; i++)
    s = number(s + 1, 59, &part[i]);
  int32_t seconds = part[0] * 3600 + part[1] * 60 + part[2];
  *out = negative ? -seconds : seconds;
  return s;
}

static const char *change(const char *s, struct posix_change *out)
{
  if (s == NULL || *s++ != ',')
    return NULL;
  out->kind = *s == 'M' || *s == 'J' ? *s++ : 'D';
  out->time_s = 2 * 3600;
  if (out->kind == 'M') {
    s = number(s, 12, &out->month);
    s = s != NULL && *s == '.' ? number(s + 1, 5, &out->week) : NULL;
    s = s != NULL && *s == '.' ? number(s + 1, 6, &out->day) : NULL;
    if (s == NULL || out->month == 0 || out->week == 0)
      return NULL;
  } else {
    s = number(s, 365, &out->day);
    if (s == NULL || (out->kind == 'J' && out->day == 0))
      return NULL;
  }
  return *s == '/' ? clock_time(s + 1, &out->time_s) : s;
}

bool posix_zone_parse(const char *rule, struct posix_zone *out)
{
  struct posix_zone z = { 0 };
  int32_t west;
  const char *s = skip_name(rule);
  if (s == NULL || (s = clock_time(s, &west)) == NULL)
    return false;
  z.standard_s = -west;
  if (*s != '\0') {
    s = skip_name(s);
    z.summer_s = z.standard_s + 3600;
    if (s != NULL && *s != ',') {
      s = clock_time(s, &west);
      z.summer_s = -west;
    }
    s = change(s, &z.start);
    s = change(s, &z.end);
    z.has_summer = true;
  }
  if (s == NULL || *s != '\0')
    return false;
  *out = z;
  return true;
}

static bool leap(int year)
{
  return month_length(year, 2) == 29;
}

/* Days since 1970 of the change in that year. */
static int32_t change_day(const struct posix_change *c, int year)
{
  struct date first = { (int16_t)year, 1, 1 };
  if (c->kind == 'D')
    return date_days(first) + c->day;
  if (c->kind == 'J')
    return date_days(first) + c->day - 1 + (leap(year) && c->day >= 60);
  first.month = (int8_t)c->month;
  int32_t start = date_days(first);
  int weekday = (int)(((start + 4) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
  int day = (c->day - weekday + 7) % 7 + (c->week - 1) * 7;
  while (day >= month_length(year, c->month))
    day -= 7; /* week 5 is the last one */
  return start + day;
}

int32_t posix_zone_offset(const struct posix_zone *z, int64_t epoch_seconds)
{
  if (!z->has_summer)
    return z->standard_s;
  int64_t wall = epoch_seconds + z->standard_s;
  int64_t day = wall / 86400 - (wall % 86400 < 0);
  int year = date_of_days((int32_t)day).year;
  int64_t start = (int64_t)change_day(&z->start, year) * 86400 + z->start.time_s - z->standard_s;
  int64_t end = (int64_t)change_day(&z->end, year) * 86400 + z->end.time_s - z->summer_s;
  bool summer =
      start < end ? epoch_seconds >= start && epoch_seconds < end : !(epoch_seconds >= end && epoch_seconds < start);
  return summer ? z->summer_s : z->standard_s;
}
