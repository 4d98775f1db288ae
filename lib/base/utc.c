/* Instants: the clock, their two spellings, and days on the wall of a zone. */
#include "lib/base/date.h"
#include "lib/base/zone.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DAY_S = 86400 };

static int64_t floor_divide(int64_t n, int64_t by)
{
  return n / by - (n % by < 0);
}

int64_t monotonic_s(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec;
}

struct utc utc_now(void)
{
  struct utc frozen;
  const char *clock_text = getenv("PORTICO_CLOCK");
  if (clock_text != NULL && utc_parse(clock_text, &frozen))
    return frozen;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (struct utc){ (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000 };
}

struct utc utc_of(int64_t epoch_seconds)
{
  return (struct utc){ epoch_seconds * 1000000 };
}

struct utc utc_add_s(struct utc t, int64_t seconds)
{
  return (struct utc){ t.us + seconds * 1000000 };
}

/* "HH:MM:SS" at s as seconds of the day, or -1. A leap second (60) is refused: the database knows none. */
static int parse_time(const char *s)
{
  static const int max[] = { 23, 59, 59 };
  int seconds = 0;
  for (int i = 0; i < 3; i++) {
    const char *at = s + 3 * i;
    if (at[0] < '0' || at[0] > '9' || at[1] < '0' || at[1] > '9' || (i < 2 && at[2] != ':'))
      return -1;
    int n = (at[0] - '0') * 10 + at[1] - '0';
    if (n > max[i])
      return -1;
    seconds = seconds * 60 + n;
  }
  return seconds;
}

/* ".f" to ".ffffff" at s as microseconds; *size its length. */
static int parse_fraction(const char *s, size_t *size)
{
  int us = 0;
  size_t n = 1;
  for (int unit = 100000; n <= 6 && s[n] >= '0' && s[n] <= '9'; n++, unit /= 10)
    us += (s[n] - '0') * unit;
  *size = n;
  return n > 1 ? us : -1;
}

bool utc_parse(const char *s, struct utc *out)
{
  char day[11];
  struct date d;
  if (s == NULL || strlen(s) < 19 || (s[10] != 'T' && s[10] != ' '))
    return false;
  memcpy(day, s, 10);
  day[10] = '\0';
  int seconds = parse_time(s + 11), us = 0;
  if (!date_parse(day, &d) || seconds < 0)
    return false;
  const char *rest = s + 19;
  if (*rest == '.') {
    size_t size;
    us = parse_fraction(rest, &size);
    rest += size;
  }
  /* With a T the Z is required: a time of unknown zone is not taken for UTC. The database's form, with a space, has none. */
  bool ends = s[10] == 'T' ? strcmp(rest, "Z") == 0 : *rest == '\0';
  if (us < 0 || !ends)
    return false;
  out->us = ((int64_t)date_days(d) * DAY_S + seconds) * 1000000 + us;
  return true;
}

/* The parts of an instant: its day and the microseconds since that day's start. */
static struct date split(struct utc t, int64_t *of_day_us)
{
  int64_t days = floor_divide(t.us, (int64_t)DAY_S * 1000000);
  *of_day_us = t.us - days * DAY_S * 1000000;
  return date_of_days((int32_t)days);
}

/* Lists have hundreds of them, so without printf. */
static void put_digits(char *at, int width, int n)
{
  while (width-- > 0) {
    at[width] = (char)('0' + n % 10);
    n /= 10;
  }
}

char *utc_iso(struct arena *a, struct utc t)
{
  int64_t us;
  struct date d = split(t, &us);
  int s = (int)(us / 1000000);
  if (t.us == 0)
    return arena_dup(a, "");
  char *text = arena_dupn(a, "0000-00-00T00:00:00Z", 20);
  put_digits(text, 4, d.year);
  put_digits(text + 5, 2, d.month);
  put_digits(text + 8, 2, d.day);
  put_digits(text + 11, 2, s / 3600);
  put_digits(text + 14, 2, s / 60 % 60);
  put_digits(text + 17, 2, s % 60);
  return text;
}

char *utc_sql(struct arena *a, struct utc t)
{
  int64_t us;
  struct date d = split(t, &us);
  int s = (int)(us / 1000000);
  return arena_printf(a, "%04d-%02d-%02d %02d:%02d:%02d.%06d", d.year, d.month, d.day, s / 3600, s / 60 % 60, s % 60,
                      (int)(us % 1000000));
}

static const struct zone *zone_of(const char *zone)
{
  return zone == NULL ? NULL : zone_find(zone);
}

bool zone_known(const char *zone)
{
  return zone != NULL && (strcmp(zone, "UTC") == 0 || zone_find(zone) != NULL);
}

struct date utc_date(struct utc t, const char *zone)
{
  int64_t s = floor_divide(t.us, 1000000);
  return date_of_days((int32_t)floor_divide(s + zone_offset(zone_of(zone), s), DAY_S));
}

/* The wall shows midnight once, twice (clocks go back over it: the first counts) or never (they go forward over it, or the
 * whole day is left out, as in Samoa on 2011-12-30: then the day starts at the change). */
struct utc date_start(struct date d, const char *zone)
{
  const struct zone *z = zone_of(zone);
  int64_t midnight = (int64_t)date_days(d) * DAY_S;
  int64_t low = midnight - 16 * 3600, high = midnight + 16 * 3600; /* no offset ever reached 16 hours */
  int64_t early = midnight - zone_offset(z, low), late = midnight - zone_offset(z, high);
  if (zone_offset(z, early) == midnight - early) {
    bool both = late < early && zone_offset(z, late) == midnight - late;
    return utc_of(both ? late : early);
  }
  if (zone_offset(z, late) == midnight - late)
    return utc_of(late);
  while (high - low > 1) {
    int64_t middle = low + (high - low) / 2;
    if (middle + zone_offset(z, middle) < midnight)
      low = middle;
    else
      high = middle;
  }
  return utc_of(high);
}
