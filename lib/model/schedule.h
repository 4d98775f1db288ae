/* When a subscription's charges fall due: pure date arithmetic, used alike by the preview, the order and the worker, so that what
 * was shown is what is billed. Periods are billed in advance, on the day that begins them. */
#ifndef PORTICO_MODEL_SCHEDULE_H
#define PORTICO_MODEL_SCHEDULE_H

#include "lib/base/date.h"

struct term {
  struct date start; /* the order's start; a trial runs from here */
  int trial_days;    /* free of charge, before the term */
  int months;        /* of the term; 0 runs until cancelled */
};

struct due {
  int number;               /* 1, 2, 3 ... within the item */
  struct date on, from, to; /* to is the period's last day */
};

struct date term_first(const struct term *t); /* first day of the term: the start, after the trial */
struct date term_last(const struct term *t);  /* last day of the first term; no date when it runs until cancelled */

/* How far ahead an open-ended subscription is scheduled. */
enum { SCHEDULE_AHEAD_MONTHS = 12 };

/* The due days of one item: one for a one-off (period_months 0); for a recurring item one a period of the term, or of at least
 * SCHEDULE_AHEAD_MONTHS. The term is a multiple of the period (offers are refused otherwise). Array in the arena; answers how many. */
int schedule_dues(struct arena *a, const struct term *t, int period_months, struct due **out);

#endif
