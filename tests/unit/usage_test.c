/* What is paid by use (lib/model/usage.h, U1 to U6), with figures computed by hand: 0.50 EUR a GB, 0.40 from 100 on; Support is 9.99 a month;
 * northwind owes no tax. */
#include "lib/model/change.h"
#include "lib/model/ledger.h"
#include "lib/model/usage.h"
#include "tests/unit/billing.h"

static struct test_db db;
static struct public_id subscription;
static int64_t subscription_id;

struct adding {
  struct usage u;
  bool fresh;
  const char *problem;
};

static result add(struct work *w, void *arg)
{
  struct adding *a = arg;
  return usage_add(w, &a->u, &a->fresh, &a->problem);
}

/* What became of a use of northwind's subscription: OK, "again", or the refusal's first words. */
static const char *used(int64_t org_id, const char *now, const char *key, struct date on, int64_t quantity)
{
  arena_reset(db.arena); /* a subscription with its payments takes much */
  struct work w = billing_work(&db, org_id, now, "UTC");
  struct adding a = { .u = {
                          .subscription = subscription, .on = on, .quantity = quantity, .key = key, .source = "api" } };
  result r = db_transaction(&w, add, &a);
  if (r == OK)
    return a.fresh ? "added" : "again";
  return a.problem ? arena_dup(db.arena, a.problem) : result_name(r);
}

struct billing {
  int64_t id;
  bool billed;
};

static result bill(struct work *w, void *arg)
{
  struct billing *b = arg;
  return usage_bill(w, b->id, &b->billed);
}

/* The worker at that moment: what was used, then drafts of all that is due; answers how many subscriptions had something to bill. */
static int worker(const char *now)
{
  struct work w = billing_work(&db, 0, now, "UTC");
  int64_t ids[100];
  int n, billed = 0;
  need(usage_waiting(&w, 0, ids, &n) == OK, "who waits at %s", now);
  for (int i = 0; i < n; i++) {
    struct billing b = { .id = ids[i] };
    result r = db_transaction(&w, bill, &b);
    need(r == OK, "it is billed (%s)", result_name(r));
    billed += b.billed;
  }
  return billed;
}

static struct date day(int m, int d)
{
  return (struct date){ 2026, (int16_t)m, (int8_t)d };
}

static void shop_open(void)
{
  static const char sold[] =
      "INSERT INTO product (id, public_id, code, name, charge, period_months, metric, created_at)"
      " VALUES (9010, 9010, 'T-TRAFFIC', 'Traffic', 'usage', 1, 'GB', UTC_TIMESTAMP(6));\n"
      "INSERT INTO product_price (product_id, currency, from_units, amount_minor, valid_from) VALUES (9010, 'EUR', 1, 50, '2020-01-01'),"
      " (9010, 'EUR', 100, 40, '2020-01-01');\n"
      "INSERT INTO offer (id, public_id, code, created_at) VALUES (9010, 9010, 'T-TRAFFIC', UTC_TIMESTAMP(6));\n"
      "INSERT INTO offer_version (id, public_id, offer_id, number, status, name, term_months, auto_renew, trial_days, channels, all_partners,"
      " labels, created_at) VALUES (9010, 9010, 9010, 1, 'published', 'Traffic and support', 12, TRUE, 5, 'Partner', TRUE, 'Test',"
      " UTC_TIMESTAMP(6));\n"
      "UPDATE offer SET published_version_id = id WHERE id = 9010;\n"
      "INSERT INTO offer_item (version_id, product_id, position, quantity) VALUES (9010, 9003, 1, 1), (9010, 9010, 2, 1);\n"
      "INSERT INTO offer_shelf (org_id, label, name, version_id) VALUES (0, 'Test', 'Traffic and support', 9010);\n";
  char path[] = "/tmp/portico-usage-XXXXXX";
  int fd = mkstemp(path);
  need(fd >= 0 && write(fd, sold, sizeof sold - 1) == (ssize_t)(sizeof sold - 1) && close(fd) == 0,
       "a file of what is sold");
  need(migrate_load(&db.owner, path) == OK, "traffic is sold");
  unlink(path);
}

/* Five free days from Dec 27: the first period begins on Jan 1. */
static void test_order(void)
{
  struct work w = billing_work(&db, 9001, "2025-12-27T12:00:00Z", "UTC");
  struct public_id order = billing_order(&w, 9010, 3, "Traffic Example", (struct date){ 0 });
  ROWS rows = { 0 };
  need(
      db_query(
          &db.app, &rows,
          "SELECT s.id, s.public_id FROM subscription s JOIN order_line l ON l.id = s.order_line_id JOIN customer_order o"
          " ON o.id = l.order_id WHERE o.public_id = ?",
          A(order)) == OK &&
          rows_one(&rows, F(subscription_id), F(subscription)) == OK,
      "the subscription");
  is_int(
      number_of(&db.app, "SELECT SUM(amount_minor) FROM schedule_entry WHERE subscription_id = ?", A(subscription_id)),
      12 * 3 * 999, "U2: what is planned is the support alone, twelve months of three");
  is_int(
      number_of(
          &db.app,
          "SELECT COUNT(*) FROM schedule_entry e JOIN subscription_item i ON i.id = e.item_id WHERE i.product_id = 9010"),
      0, "and nothing of the traffic");
  is_int(number_of(&db.app, "SELECT units FROM subscription_item WHERE product_id = 9010"), 1,
         "whose quantity is not the subscription's");
}

static void test_refusals(void)
{
  static const char noon[] = "2026-01-10T12:00:00Z";
  is_text(used(9001, noon, "a", day(1, 10), 60), "added", "60 GB on Jan 10");
  is_text(used(9001, noon, "a", day(1, 10), 60), "again", "U6: the same again adds nothing");
  is_text(used(9001, noon, "a", day(1, 10), 61), "This key was used for another quantity, day or product already.",
          "U6: another content under the key");
  is_text(used(9001, noon, "b", day(1, 11), 1), "That day is still to come.", "tomorrow");
  is_text(used(9001, noon, "b", day(1, 10), 0), "Enter a quantity from 1 to 1,000,000,000.", "nothing");
  is_text(used(9001, noon, "b", day(1, 10), -5), "Enter a quantity from 1 to 1,000,000,000.", "less than nothing");
  is_text(used(9001, noon, "b", (struct date){ 2025, 12, 26 }, 1), "The subscription begins on 27 December 2025.",
          "before it began");
  has_text(used(9001, noon, "", day(1, 10), 1), "Enter a key", "no key");
  is_text(used(9003, noon, "b", day(1, 10), 1), "not found", "another organisation's");
  is_text(used(9001, noon, "free", (struct date){ 2025, 12, 28 }, 1000), "added", "U3: a use of the free days");
  is_int(number_of(&db.app, "SELECT COUNT(*) FROM usage_record"), 2, "two are kept");
}

struct drafting {
  int64_t bill_group_id, customer_id;
  bool made;
};

static result draft(struct work *w, void *arg)
{
  struct drafting *d = arg;
  return invoice_draft_due(w, d->bill_group_id, d->customer_id, 0, day(2, 1), &d->made);
}

/* 60 + 50 reach the band from 100 on: 110 * 0.40. */
static void test_period(void)
{
  is_text(used(9001, "2026-01-31T12:00:00Z", "c", day(1, 31), 50), "added", "50 GB on the last day");
  is_int(worker("2026-01-31T12:00:00Z"), 0, "U4: nothing is billed within the period");
  is_int(worker("2026-02-01T00:30:00Z"), 1, "on the day after it is");
  is_int(worker("2026-02-01T00:31:00Z"), 0, "once");
  is_int(number_of(&db.app, "SELECT amount_minor FROM schedule_entry e JOIN subscription_item i ON i.id = e.item_id"
                            " WHERE i.product_id = 9010 AND e.due_on = '2026-02-01' AND e.period_from = '2026-01-01'"
                            " AND e.period_to = '2026-01-31' AND e.units = 110"),
         4400, "U1: 110 * 0.40");
  is_int(number_of(&db.app, "SELECT COUNT(*) FROM usage_record WHERE entry_id IS NULL"), 1,
         "the free days are never billed");
  struct work w = billing_work(&db, 0, "2026-02-01T01:00:00Z", "UTC");
  struct drafting d = { number_of(&db.app, "SELECT bill_group_id FROM subscription WHERE id = ?", A(subscription_id)),
                        number_of(&db.app, "SELECT customer_id FROM subscription WHERE id = ?", A(subscription_id)),
                        true };
  while (d.made)
    need(db_transaction(&w, draft, &d) == OK, "drafts");
  is_int(
      number_of(
          &db.app,
          "SELECT l.unit_minor FROM invoice_line l WHERE l.name = 'Traffic and support: Traffic, GB' AND l.units = 110"
          " AND l.amount_minor = 4400"),
      40, "the invoice's line: 110 GB at 0.40");
}

/* U3 and U5: late, and after the list rose. */
static void test_late(void)
{
  need(db_exec(&db.owner, "UPDATE product_price SET valid_until = '2026-01-31' WHERE product_id = 9010") == OK &&
           db_exec(&db.owner, "INSERT INTO product_price (product_id, currency, from_units, amount_minor, valid_from)"
                              " VALUES (9010, 'EUR', 1, 90, '2026-02-01')") == OK,
       "the list rises");
  is_text(used(9001, "2026-02-03T12:00:00Z", "late", day(1, 20), 30), "added", "30 GB of January, in February");
  is_int(number_of(&db.app, "SELECT COUNT(*) FROM usage_record WHERE once_key = 'late' AND period_from = '2026-02-01'"),
         1, "counts in February");
}

struct acting {
  const struct change *change;
  const char *problem;
};

static result act(struct work *w, void *arg)
{
  struct acting *a = arg;
  return change_post(w, subscription, a->change, NULL, NULL, &a->problem);
}

static void change_now(const char *now, const struct change *c, const char *what)
{
  arena_reset(db.arena);
  struct work w = billing_work(&db, 9001, now, "UTC");
  struct acting a = { .change = c };
  w.actor = "staff";
  result r = db_transaction(&w, act, &a);
  need(r == OK, "%s (%s)", what, a.problem ? a.problem : result_name(r));
}

static void test_change(void)
{
  const struct change more = { .kind = CHANGE_UPDATE, .quantity = 5, .term_months = -1, .source = "admin" };
  int64_t item = number_of(&db.app, "SELECT id FROM subscription_item WHERE product_id = 9010 AND live = 1");
  change_now("2026-02-08T12:00:00Z", &more, "five instead of three");
  is_int(number_of(&db.app, "SELECT id FROM subscription_item WHERE product_id = 9010 AND live = 1"), item,
         "the counted item stays as it is");
  is_int(number_of(&db.app, "SELECT COUNT(*) FROM schedule_entry WHERE item_id = ?", A(item)), 1,
         "and nothing is charged for it");
}

/* Cancelled on Feb 15: what was used until then, 30 + 10 at 0.50, in a period that ends on Feb 14. */
static void test_cancelled(void)
{
  const struct change cancel = {
    .kind = CHANGE_CANCEL, .when = WHEN_NOW, .term_months = -1, .reason = "moved away", .source = "admin"
  };
  is_text(used(9001, "2026-02-10T12:00:00Z", "d", day(2, 10), 10), "added", "10 GB");
  change_now("2026-02-15T12:00:00Z", &cancel, "cancelled in the middle of the period");
  is_text(used(9001, "2026-02-15T13:00:00Z", "e", day(2, 15), 1), "The subscription did not run on that day.",
          "after the end");
  is_int(worker("2026-02-15T14:00:00Z"), 1, "U4: billed at once");
  is_int(number_of(
             &db.app,
             "SELECT amount_minor FROM schedule_entry e JOIN subscription_item i ON i.id = e.item_id WHERE"
             " i.product_id = 9010 AND e.period_from = '2026-02-01' AND e.period_to = '2026-02-14' AND e.units = 40"),
         2000, "40 * 0.50, the price of its order");
  is_text(used(9001, "2026-02-16T12:00:00Z", "f", day(2, 14), 1),
          "The last bill of this subscription is made. Nothing can be added to it.", "it is closed");
}

int main(void)
{
  billing_open(&db, "portico_usage_test");
  shop_open();
  test_order();
  test_refusals();
  test_period();
  test_late();
  test_change();
  test_cancelled();
  test_db_close(&db);
  return tap_done();
}
