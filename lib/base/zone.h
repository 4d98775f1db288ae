/* Time zones of the system's tz database (package tzdata), read here so that no call touches TZ or the C library's zone. */
#ifndef PORTICO_BASE_ZONE_H
#define PORTICO_BASE_ZONE_H

#include <stdint.h>

struct zone;

/* By IANA name, kept for the process; NULL when unknown. */
const struct zone *zone_find(const char *name);
/* Seconds east of UTC in force at that instant; NULL is UTC. */
int32_t zone_offset(const struct zone *z, int64_t epoch_seconds);

#endif
