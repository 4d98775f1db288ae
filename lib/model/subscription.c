/* Finding what a day has come for. Days change first at UTC+14, so that is the day to look by; each row then decides in its own zone. */
#include "lib/model/subscription.h"

#include "lib/model/schedule.h"
#include <stdio.h>

enum { FIRST_ZONE_S = 14 * 3600, SHORT_MONTHS = SCHEDULE_AHEAD_MONTHS - 1 };

static struct date earth_day(const struct work *w)
{
  return utc_date(utc_add_s(w->now, FIRST_ZONE_S), "UTC");
}

static result ids_read(struct rows *rows, int64_t ids[SUBSCRIPTION_BATCH], int *n)
{
  *n = 0;
  while (*n < SUBSCRIPTION_BATCH && rows_next(rows, F(ids[*n])))
    ++*n;
  return OK;
}

/* One SELECT an index: by start, end of term, cancellation, end of a pause, change that waits. */
result subscriptions_waiting(struct work *w, int64_t after_id, int64_t ids[SUBSCRIPTION_BATCH], int *n)
{
  struct date day = earth_day(w);
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT id FROM ((SELECT id FROM subscription WHERE status = 'pending' AND start_on <= ? AND id > ? ORDER BY id LIMIT 100)"
      " UNION (SELECT id FROM subscription WHERE status = 'active' AND term_end_on < ? AND id > ? ORDER BY id LIMIT 100)"
      " UNION (SELECT id FROM subscription WHERE status IN ('pending','active') AND cancel_on <= ? AND id > ?"
      " ORDER BY id LIMIT 100) UNION (SELECT id FROM subscription WHERE status = 'suspended' AND resume_by_on <= ? AND id > ?"
      " ORDER BY id LIMIT 100) UNION (SELECT s.id FROM subscription_change x JOIN subscription s ON s.id = x.subscription_id"
      " WHERE x.waiting = 1 AND x.effective_on <= ? AND s.status = 'active' AND s.id > ? ORDER BY s.id LIMIT 100)) waiting ORDER BY id LIMIT 100",
      A(day), A(after_id), A(day), A(after_id), A(day), A(after_id), A(day), A(after_id), A(day), A(after_id)));
  return ids_read(&rows, ids, n);
}

result subscriptions_short(struct work *w, int64_t after_id, int64_t ids[SUBSCRIPTION_BATCH], int *n)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT s.id FROM subscription s WHERE s.status = 'active' AND s.term_end_on IS NULL AND s.id > ? AND EXISTS (SELECT 1"
      " FROM subscription_item i WHERE i.subscription_id = s.id AND i.charge = 'recurring' AND i.live = 1 AND NOT EXISTS (SELECT 1"
      " FROM schedule_entry e WHERE e.item_id = i.id AND (e.status <> 'void' OR e.unbilled = 'never') AND e.period_to >= ?)) ORDER BY s.id LIMIT 100",
      A(after_id), A(date_add_months(earth_day(w), SHORT_MONTHS, 0))));
  return ids_read(&rows, ids, n);
}

result bills_waiting(struct work *w, const struct bill_due *after, struct bill_due out[SUBSCRIPTION_BATCH], int *n)
{
  const char *zone;
  struct bill_due b = { 0 };
  ROWS rows = { 0 };
  *n = 0;
  TRY(db_query(
      w, &rows,
      "SELECT DISTINCT COALESCE(e.bill_group_id, s.bill_group_id) AS payer, s.customer_id, s.zone FROM schedule_entry e JOIN subscription s ON s.id = e.subscription_id"
      " WHERE e.status = 'planned' AND e.due_on <= ? AND s.status <> 'suspended' AND (e.kind <> 'charge' OR e.unbilled = 'again' OR"
      " ((s.cancel_on IS NULL OR e.period_from < s.cancel_on) AND NOT EXISTS (SELECT 1 FROM subscription_change x"
      " WHERE x.subscription_id = s.id AND x.waiting = 1 AND x.effective_on <= e.period_from) AND NOT EXISTS (SELECT 1"
      " FROM transfer_customer x WHERE x.customer_id = s.customer_id AND x.waiting = 1 AND x.on_day <= e.due_on)))"
      " AND (COALESCE(e.bill_group_id, s.bill_group_id) > ? OR (COALESCE(e.bill_group_id, s.bill_group_id) = ?"
      " AND (s.customer_id > ? OR (s.customer_id = ? AND s.zone > ?)))) ORDER BY payer, s.customer_id, s.zone LIMIT 100",
      A(earth_day(w)), A(after->bill_group_id), A(after->bill_group_id), A(after->customer_id), A(after->customer_id),
      A((const char *)after->zone)));
  while (*n < SUBSCRIPTION_BATCH && rows_next(&rows, F(b.bill_group_id), F(b.customer_id), F(zone))) {
    snprintf(b.zone, sizeof b.zone, "%s", zone);
    out[(*n)++] = b;
  }
  return OK;
}
