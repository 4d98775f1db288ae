/* Dashboards: few cards, each a figure, what changed, the last months drawn and as a table, and the list behind it. */
#ifndef PORTICO_APP_DASHBOARD_H
#define PORTICO_APP_DASHBOARD_H

#include "lib/app/app.h"

enum { DASH_MONTHS = 12 };

/* What happened in each of the last months of the person's zone; the last one is this month, as far as it went. */
struct months {
  struct date first; /* day of the oldest month */
  int64_t counts[DASH_MONTHS];
};

/* A statement for months_count: how many rows of a table fall into each month by an indexed column; rows is what else must hold, "org_id = ?"
 * for one, and its values come first. */
#define MONTHS_SQL(table, column, rows)                                                                                \
  "SELECT (" column " >= ?) + (" column " >= ?) + (" column " >= ?) + (" column " >= ?) + (" column                    \
  " >= ?) + (" column " >= ?) + (" column " >= ?) + (" column " >= ?) + (" column " >= ?) + (" column                  \
  " >= ?) + (" column " >= ?) AS month, COUNT(*) FROM " table " WHERE " rows " AND " column " >= ? GROUP BY month"
/* org_id 0: the statement has no value of its own before the months'. days: the column holds days, not instants. */
result months_count(struct req *rq, const struct sql *sql, int64_t org_id, bool days, struct months *out);

struct card {
  const char *title, *change, *href, *more;
  int64_t figure;
  const struct months *months;
  const char *drawn; /* what the drawing counts: "New customers a month" */
};
/* Those that the person may open, as the template's cards(<list>); how many they are. */
int cards_show(struct req *rq, const char *list, const struct card *cards, int n);

#endif
