/* The rule that continues a zone for all time to come: "CET-1CEST,M3.5.0,M10.5.0/3" (POSIX TZ with RFC 8536's longer hours). */
#ifndef PORTICO_BASE_POSIX_ZONE_H
#define PORTICO_BASE_POSIX_ZONE_H

#include <stdbool.h>
#include <stdint.h>

struct posix_change {
  char kind; /* 'M' month.week.day, 'J' day 1 to 365 without 29 February, 'D' day 0 to 365 */
  int month, week, day;
  int32_t time_s; /* on the wall before the change */
};

struct posix_zone {
  int32_t standard_s, summer_s; /* east of UTC */
  bool has_summer;
  struct posix_change start, end;
};

/* The whole text; false when it is no such rule. */
bool posix_zone_parse(const char *rule, struct posix_zone *out);
/* Seconds east of UTC in force at that instant. */
int32_t posix_zone_offset(const struct posix_zone *z, int64_t epoch_seconds);

#endif
