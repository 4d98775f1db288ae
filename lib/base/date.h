/* Days and instants. A date is a calendar day without a zone; an instant is UTC in microseconds. Zones are applied in C, here. */
#ifndef PORTICO_BASE_DATE_H
#define PORTICO_BASE_DATE_H

#include "lib/base/arena.h"
#include <stdbool.h>
#include <stdint.h>

struct date {
  int16_t year; /* 0 is no date */
  int8_t month, day;
};

struct utc {
  int64_t us; /* since 1970-01-01T00:00:00Z; 0 is no instant */
};

bool date_valid(struct date d); /* a real day of the proleptic Gregorian calendar, years 1900 to 2200 */
bool date_parse(const char *s, struct date *out); /* "2026-11-20" only */
char *date_iso(struct arena *a, struct date d);   /* "" for no date */
char *date_text(struct arena *a, struct date d,
                const char *language); /* "20 November 2026", in the language's order and words */
char *date_brief(struct arena *a, struct date d, const char *language); /* "20 Nov 2026", for tables */
char *month_text(struct arena *a, struct date d, const char *language); /* "November 2026" */
int32_t date_days(struct date d);                                       /* since 1970-01-01 */
struct date date_of_days(int32_t days);
int date_compare(struct date a, struct date b); /* <0, 0, >0 */
struct date date_add_days(struct date d, int32_t days);
/* Adds months and keeps anchor_day where the month has it, else the month's last day (31 Jan + 1 month = 28 or 29 Feb, and
 * with anchor 31 the next is 31 Mar). anchor_day 0 means d.day. */
struct date date_add_months(struct date d, int32_t months, int anchor_day);
int month_length(int year, int month);

/* The clock, in one place: PORTICO_CLOCK ("2026-11-20T10:00:00Z", set for tests by the command line only) freezes it. */
struct utc utc_now(void);
/* Seconds since some moment: for time spent, whatever is done to the clock. */
int64_t monotonic_s(void);
struct utc utc_of(int64_t epoch_seconds);
struct utc utc_add_s(struct utc t, int64_t seconds);
bool utc_parse(const char *s,
               struct utc *out); /* "2026-11-20T10:00:00[.ffffff]Z" or with a space, as the database prints */
char *utc_iso(struct arena *a, struct utc t); /* "2026-11-20T10:00:00Z" */
char *utc_sql(struct arena *a, struct utc t); /* "2026-11-20 10:00:00.000000" */

/* Zones by IANA name, read from the system's tz database and kept for the process. Unknown: UTC. */
bool zone_known(const char *zone);
struct date utc_date(struct utc t, const char *zone);   /* the day on the wall there */
struct utc date_start(struct date d, const char *zone); /* the first instant of that day there */
char *utc_text(struct arena *a, struct utc t, const char *zone, const char *language);  /* "20 November 2026, 11:00" */
char *utc_brief(struct arena *a, struct utc t, const char *zone, const char *language); /* "20 Nov 2026, 11:00" */
/* What the wall shows there at that instant: "Europe/Vienna (UTC+01:00)"; "UTC" where it is that. */
char *zone_text(struct arena *a, const char *zone, struct utc at);
/* "in 3 days", "yesterday", "today": words through t(). */
char *date_relative(struct arena *a, struct date d, struct date today);

#endif
