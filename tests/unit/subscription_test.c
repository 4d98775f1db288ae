/* Subscriptions day by day, on their own zone's days: start, renewal, end, cancellation, planning ahead. Running twice changes nothing. */
#include "lib/model/subscription.h"
#include "tests/unit/billing.h"

static struct test_db db;

struct one {
  int64_t id;
  bool changed;
};

static result turn(struct work *w, void *arg)
{
  struct one *o = arg;
  return subscription_turn(w, o->id, &o->changed);
}

/* What the worker does at that moment; answers how many subscriptions changed. */
static int turns(const char *now)
{
  struct work w = billing_work(&db, 0, now, "UTC");
  int64_t ids[SUBSCRIPTION_BATCH], after = 0;
  int n, changed = 0;
  for (int pass = 0; pass < 2; pass++) {
    need((pass ? subscriptions_short(&w, after, ids, &n) : subscriptions_waiting(&w, after, ids, &n)) == OK,
         "what waits at %s", now);
    for (int i = 0; i < n; i++) {
      struct one o = { .id = ids[i] };
      need(db_transaction(&w, turn, &o) == OK, "a turn");
      changed += o.changed;
    }
  }
  return changed;
}

struct bill {
  struct bill_due due;
  struct date today;
  bool made;
};

static result draft(struct work *w, void *arg)
{
  struct bill *b = arg;
  return invoice_draft_due(w, b->due.bill_group_id, b->due.customer_id, 0, b->today, &b->made);
}

static int drafts(const char *now)
{
  struct work w = billing_work(&db, 0, now, "UTC");
  struct bill_due bills[SUBSCRIPTION_BATCH], none = { 0 };
  int n, made = 0;
  need(bills_waiting(&w, &none, bills, &n) == OK, "what is due at %s", now);
  for (int i = 0; i < n; i++) {
    struct bill b = { bills[i], utc_date(w.now, bills[i].zone), true };
    w.zone = bills[i].zone;
    while (b.made) {
      need(db_transaction(&w, draft, &b) == OK, "a draft");
      made += b.made;
    }
  }
  return made;
}

static int64_t sub_of(struct public_id order)
{
  return number_of(
      &db.app,
      "SELECT s.id FROM subscription s JOIN order_line l ON l.id = s.order_line_id JOIN customer_order o ON o.id = l.order_id"
      " WHERE o.public_id = ?",
      A(order));
}

static const char *status_of(int64_t id)
{
  const char *status = NULL;
  ROWS rows = { 0 };
  return db_query(&db.app, &rows, "SELECT status FROM subscription WHERE id = ?", A(id)) == OK &&
                 rows_one(&rows, F(status)) == OK
             ? status
             : NULL;
}

static struct date term_end_of(int64_t id)
{
  struct date d = { 0 };
  ROWS rows = { 0 };
  if (db_query(&db.app, &rows, "SELECT term_end_on FROM subscription WHERE id = ?", A(id)) == OK)
    (void)rows_one(&rows, F(d));
  return d;
}

/* Starts on 1 December in Vienna: that is 30 November, 23:00 UTC. */
static void test_start(void)
{
  struct work w = billing_work(&db, 9001, "2026-11-20T11:00:00Z", "Europe/Vienna");
  int64_t id = sub_of(billing_order(&w, 9001, 1, "Later Example", (struct date){ 2026, 12, 1 }));
  is_text(status_of(id), "pending", "a later start waits");
  turns("2026-11-30T22:59:00Z");
  is_text(status_of(id), "pending", "until its own midnight");
  is_int(drafts("2026-11-30T22:59:00Z"), 0, "nothing falls due before");
  is_int(turns("2026-11-30T23:00:00Z"), 1, "then it starts");
  is_text(status_of(id), "active", "and is active");
  is_int(turns("2026-11-30T23:00:00Z"), 0, "a second run changes nothing");
  is_int(drafts("2026-11-30T23:00:00Z"), 1, "its first payment is drafted on that day");
  is_int(drafts("2026-11-30T23:00:01Z"), 0, "once");
  is_int(number_of(&db.app, "SELECT COUNT(*) FROM invoice_line WHERE subscription_id = ?", A(id)), 2,
         "the year and the set-up");
}

static void test_renewal(void)
{
  struct work w = billing_work(&db, 9001, "2026-11-20T11:00:00Z", "Europe/Vienna");
  int64_t id = sub_of(billing_order(&w, 9001, 2, "Yearly Example", (struct date){ 0 }));
  struct date end = term_end_of(id);
  is_int(date_compare(end, (struct date){ 2027, 11, 19 }), 0, "a year less a day");
  turns("2027-11-19T20:00:00Z");
  is_int(date_compare(term_end_of(id), end), 0, "on its last day the term is still the old one");
  turns("2027-11-19T23:30:00Z");
  is_int(date_compare(term_end_of(id), (struct date){ 2028, 11, 19 }), 0, "on the next it is renewed");
  is_text(status_of(id), "active", "under the same id");
  is_int(number_of(&db.app, "SELECT MAX(number) FROM schedule_entry WHERE subscription_id = ?", A(id)), 2,
         "payments go on counting");
  is_int(number_of(&db.app, "SELECT COUNT(*) FROM schedule_entry WHERE subscription_id = ?", A(id)), 3,
         "the set-up is not charged again");
  is_int(number_of(&db.app, "SELECT amount_minor FROM schedule_entry WHERE subscription_id = ? AND number = 2", A(id)),
         2 * 12345, "at the price of the order");
  is_int(turns("2027-11-19T23:30:00Z"), 0, "a second run changes nothing");
  turns("2031-01-01T12:00:00Z");
  is_int(date_compare(term_end_of(id), (struct date){ 2031, 11, 19 }), 0, "years late, every term is made");
  is_int(number_of(&db.app, "SELECT COUNT(*) FROM schedule_entry WHERE subscription_id = ?", A(id)), 6,
         "with its payment");
}

static void test_end(void)
{
  struct work w = billing_work(&db, 9001, "2026-11-20T11:00:00Z", "Europe/Vienna");
  int64_t id = sub_of(billing_order(&w, 9003, 1, "Ending Example", (struct date){ 0 }));
  turns("2027-11-19T20:00:00Z");
  is_text(status_of(id), "active", "it runs through its last day");
  turns("2027-11-20T12:00:00Z");
  is_text(status_of(id), "expired", "and ends when it does not renew");
}

static void test_cancel(void)
{
  struct work w = billing_work(&db, 9001, "2026-11-20T11:00:00Z", "Europe/Vienna");
  int64_t id = sub_of(billing_order(&w, 9002, 1, "Leaving Example", (struct date){ 0 }));
  need(db_begin(&db.owner) == OK &&
           db_exec(&db.owner, "UPDATE subscription SET cancel_on = '2027-02-20' WHERE id = ?", A(id)) == OK &&
           db_commit(&db.owner) == OK,
       "a cancellation");
  turns("2027-02-19T12:00:00Z");
  is_text(status_of(id), "active", "it runs until the day before");
  turns("2027-02-20T12:00:00Z");
  is_text(status_of(id), "cancelled", "then it is cancelled");
  is_int(
      number_of(&db.app, "SELECT COUNT(*) FROM schedule_entry WHERE subscription_id = ? AND status = 'planned'", A(id)),
      2, "what fell due before stays");
  is_int(number_of(&db.app, "SELECT COUNT(*) FROM schedule_entry WHERE subscription_id = ? AND status = 'void'", A(id)),
         9, "the rest is void");
  turns("2030-01-01T12:00:00Z");
  is_text(status_of(id), "cancelled", "for good");
}

/* Anchored on the 31st: February has its last day, March the 31st again. */
static void test_open_ended(void)
{
  struct work w = billing_work(&db, 9001, "2027-01-31T11:00:00Z", "Europe/Vienna");
  int64_t id = sub_of(billing_order(&w, 9002, 1, "Open Example", (struct date){ 0 }));
  int64_t first = number_of(&db.app, "SELECT COUNT(*) FROM schedule_entry WHERE subscription_id = ?", A(id));
  is_int(first, 12, "12 months are planned");
  turns("2027-06-15T12:00:00Z");
  is_int(number_of(&db.app, "SELECT COUNT(*) FROM schedule_entry WHERE subscription_id = ?", A(id)), 17,
         "and again 12 months ahead");
  is_int(turns("2027-06-15T12:00:00Z"), 0, "a second run changes nothing");
  is_int(number_of(&db.app,
                   "SELECT COUNT(*) FROM schedule_entry WHERE subscription_id = ? AND due_on = LAST_DAY(due_on)",
                   A(id)),
         17, "each on the last day of its month");
  is_int(
      number_of(
          &db.app,
          "SELECT COUNT(*) FROM schedule_entry a JOIN schedule_entry b ON b.item_id = a.item_id AND b.number = a.number + 1"
          " WHERE a.subscription_id = ? AND b.period_from <> DATE_ADD(a.period_to, INTERVAL 1 DAY)",
          A(id)),
      0, "without a gap");
}

static void test_suspended(void)
{
  struct work w = billing_work(&db, 9001, "2027-03-01T11:00:00Z", "Europe/Vienna");
  int64_t id = sub_of(billing_order(&w, 9002, 1, "Paused Example", (struct date){ 0 }));
  need(db_begin(&db.owner) == OK &&
           db_exec(&db.owner, "UPDATE subscription SET status = 'suspended' WHERE id = ?", A(id)) == OK &&
           db_commit(&db.owner) == OK,
       "a pause");
  drafts("2027-05-02T12:00:00Z");
  is_int(number_of(&db.app, "SELECT COUNT(*) FROM invoice_line WHERE subscription_id = ?", A(id)), 1,
         "nothing is billed while it is paused");
}

int main(void)
{
  billing_open(&db, "portico_subscription_test");
  test_start();
  test_renewal();
  test_end();
  test_cancel();
  test_open_ended();
  test_suspended();
  test_db_close(&db);
  return tap_done();
}
