/* The way of an order (DOMAIN 2.3): submitted -> processing -> complete | failed, failed -> processing, submitted -> cancelled. Nothing
 * half-made remains of one that failed, and what was seen when it was placed holds until it is made. */
#include "lib/model/order.h"
#include "tests/unit/billing.h"

static struct test_db db;
static struct work w;

#define DO(...)       need(db_exec(&db.owner, __VA_ARGS__) == OK, "the database is changed")
#define COUNT_OF(...) number_of(&db.owner, __VA_ARGS__)

struct order_step {
  struct public_id id;
  int64_t row;
  const char *figures, *problem, *text;
};

static result submit(struct work *work, void *arg)
{
  struct order_step *s = arg;
  return order_submit(work, s->id, s->figures, &s->problem);
}

static result process(struct work *work, void *arg)
{
  struct order_step *s = arg;
  return order_process(work, s->row, &s->problem);
}

static result fail(struct work *work, void *arg)
{
  struct order_step *s = arg;
  return order_fail(work, s->row, s->text);
}

static result cancel(struct work *work, void *arg)
{
  struct order_step *s = arg;
  return order_cancel(work, s->id, s->text, &s->problem);
}

static result retry(struct work *work, void *arg)
{
  struct order_step *s = arg;
  return order_retry(work, s->id, &s->problem);
}

/* The worker is nobody, of no organisation, in UTC. */
static result as_worker(result (*run)(struct work *, void *), struct order_step *s)
{
  struct work worker = w;
  worker.org_id = worker.person_id = 0;
  worker.actor = "system";
  worker.zone = "UTC";
  return db_transaction(&worker, run, s);
}

/* All that an order makes beside its own row, its prices and its history. */
static int64_t made(void)
{
  return COUNT_OF(
      "SELECT (SELECT COUNT(*) FROM customer) + (SELECT COUNT(*) FROM bill_group) + (SELECT COUNT(*) FROM subscription)"
      " + (SELECT COUNT(*) FROM subscription_item) + (SELECT COUNT(*) FROM schedule_entry) + (SELECT COUNT(*) FROM invoice)"
      " + (SELECT COUNT(*) FROM outbox)");
}

/* A basket of two of the offer, for a new customer, submitted. */
static struct order_step submitted(const char *company, struct date start)
{
  struct order o;
  struct quote q;
  struct order_step s = { 0 };
  struct basket b = {
    .version = 9001, .quantity = 2, .company = company, .country = "AT", .po_number = "PO-9", .start = start
  };
  is_int(db_transaction(&w, basket_fill, &b), OK, "a basket for %s", company);
  need(order_find(&w, b.order, &o) == OK && quote_make(&w, &o, order_today(&w, &o), &q) == OK, "its figures");
  s = (struct order_step){ .id = b.order, .row = o.id, .figures = q.figures };
  is_int(db_transaction(&w, submit, &s), OK, "it is submitted");
  return s;
}

static void is_status(const struct order_step *s, const char *status)
{
  struct order o;
  is_int(order_find(&w, s->id, &o), OK, "the order");
  is_text(o.status, status, "is %s", status);
}

static void waits_then_is_made(void)
{
  int64_t before = made();
  struct order_step s = submitted("Waits & Co", (struct date){ 0 });
  is_status(&s, "submitted");
  is_int(made(), before, "nothing is made before the worker comes");
  is_int(db_transaction(&w, submit, &s), OK, "placing it again is the same order");
  is_int(COUNT_OF("SELECT COUNT(*) FROM order_event WHERE order_id = ?", A(s.row)), 1, "submitted once");

  /* AMBITION 1.2: what was accepted is never priced anew. */
  int64_t then = COUNT_OF("SELECT total_now_minor FROM customer_order WHERE id = ?", A(s.row));
  DO("UPDATE product_price SET amount_minor = amount_minor + 777");
  DO("UPDATE price_list_item SET amount_minor = amount_minor + 777");
  is_int(as_worker(process, &s), OK, "the worker makes it");
  is_status(&s, "complete");
  is_int(COUNT_OF("SELECT SUM(total_minor) FROM invoice WHERE order_id = ?", A(s.row)), then,
         "it is invoiced at the price of the placing");
  is_int(COUNT_OF("SELECT COUNT(*) FROM customer WHERE name = 'Waits & Co'"), 1, "the customer is there");
  is_int(COUNT_OF("SELECT COUNT(*) FROM subscription s JOIN order_line l ON l.id = s.order_line_id WHERE l.order_id = ?"
                  " AND s.org_id = ? AND s.zone = ?",
                  A(s.row), A(w.org_id), A(w.zone)),
         1, "the subscription is the organisation's, in the zone where it was placed");
  is_int(COUNT_OF("SELECT COUNT(*) FROM audit WHERE noun = 'customer_order' AND noun_id = ? AND action IN"
                  " ('order.placed', 'order.completed')",
                  A(s.row)),
         2, "placed and completed stand in the trail");
  int64_t after = made();
  is_int(as_worker(process, &s), NOT_FOUND, "a second worker finds it done");
  is_int(made(), after, "and makes nothing");
  is_int(as_worker(fail, &s), NOT_FOUND, "what is complete does not fail");
  s.text = "too late";
  is_int(db_transaction(&w, cancel, &s), CONFLICT, "nor can it be cancelled");
  ok(s.problem && *s.problem, "it says why");
  DO("UPDATE product_price SET amount_minor = amount_minor - 777");
  DO("UPDATE price_list_item SET amount_minor = amount_minor - 777");
}

static void fails_whole_and_is_retried(void)
{
  struct order_step s = submitted("Fails & Co", (struct date){ 0 });
  int64_t before = made();
  DO("UPDATE org SET status = 'suspended' WHERE id = ?", A(w.org_id));
  is_int(as_worker(process, &s), CONFLICT, "a suspended organisation's order is not made");
  ok(s.problem && *s.problem, "for a reason");
  s.text = s.problem;
  is_int(as_worker(fail, &s), OK, "it fails");
  is_status(&s, "failed");
  is_int(COUNT_OF("SELECT COUNT(*) FROM outbox WHERE kind = 'mail.order_failed' AND noun_id = ?", A(s.row)), 1,
         "who ordered it will hear");
  is_int(made(), before + 1, "of that alone, and nothing half-made remains");
  struct order o;
  need(order_find(&w, s.id, &o) == OK, "it is there");
  is_text(o.failure, s.text, "with its reason");
  is_int(as_worker(process, &s), NOT_FOUND, "the worker leaves it alone until somebody retries");
  is_int(db_transaction(&w, cancel, &s), CONFLICT, "a failed order is not cancelled: only before processing");

  is_int(db_transaction(&w, retry, &s), OK, "the vendor retries");
  is_status(&s, "processing");
  is_int(db_transaction(&w, retry, &s), CONFLICT, "a second retry at once is refused");
  is_int(db_transaction(&w, cancel, &s), CONFLICT, "being worked on, it cannot be cancelled");
  is_int(as_worker(process, &s), CONFLICT, "the reason is still there");
  is_int(as_worker(fail, &s), OK, "it fails again");
  DO("UPDATE org SET status = 'active' WHERE id = ?", A(w.org_id));
  is_int(db_transaction(&w, retry, &s), OK, "retried once the reason is gone");
  is_int(as_worker(process, &s), OK, "it is made");
  is_status(&s, "complete");
  need(order_find(&w, s.id, &o) == OK, "it is there");
  is_text(o.failure, "", "without a reason to have failed");
  is_int(COUNT_OF("SELECT COUNT(*) FROM customer WHERE name = 'Fails & Co'"), 1, "one customer");
  is_int(COUNT_OF("SELECT COUNT(*) FROM audit WHERE noun_id = ? AND action = 'order.retried'", A(s.row)), 2,
         "each retry stands in the trail");
}

static void is_cancelled_before(void)
{
  struct order_step s = submitted("Cancelled & Co", (struct date){ 0 });
  int64_t before = made();
  struct work other = w;
  other.org_id = 9002;
  s.text = "ordered twice";
  is_int(db_transaction(&other, cancel, &s), NOT_FOUND, "another organisation does not find it");
  is_int(db_transaction(&w, cancel, &s), OK, "its own cancels it");
  is_status(&s, "cancelled");
  is_int(COUNT_OF(
             "SELECT COUNT(*) FROM order_event WHERE order_id = ? AND status = 'cancelled' AND note = 'ordered twice'",
             A(s.row)),
         1, "with the reason");
  is_int(as_worker(process, &s), NOT_FOUND, "the worker makes nothing of it");
  is_int(made(), before, "nothing was made");
  is_int(db_transaction(&w, cancel, &s), CONFLICT, "once is enough");
  is_int(db_transaction(&w, retry, &s), CONFLICT, "cancelled is final");
  is_int(db_transaction(&w, submit, &s), CONFLICT, "placing it again is refused");
}

/* A start in the future: still that day after waiting, and nothing due before. */
static void begins_later(void)
{
  struct date start = date_add_days(utc_date(w.now, w.zone), 40);
  struct order_step s = submitted("Later & Co", start);
  struct utc then = w.now;
  w.now = utc_add_s(w.now, 3 * 86400);
  is_int(as_worker(process, &s), OK, "made three days after it was placed");
  is_int(COUNT_OF("SELECT COUNT(*) FROM subscription s JOIN order_line l ON l.id = s.order_line_id WHERE l.order_id = ?"
                  " AND s.status = 'pending' AND s.start_on = ?",
                  A(s.row), A(start)),
         1, "it waits for its day");
  is_int(COUNT_OF("SELECT COUNT(*) FROM invoice WHERE order_id = ?", A(s.row)), 0, "nothing is invoiced");
  /* A start of today that was made late is still that day's. */
  w.now = then;
  s = submitted("Today & Co", (struct date){ 0 });
  w.now = utc_add_s(then, 3 * 86400);
  is_int(as_worker(process, &s), OK, "made three days late");
  is_int(COUNT_OF("SELECT COUNT(*) FROM subscription s JOIN order_line l ON l.id = s.order_line_id WHERE l.order_id = ?"
                  " AND s.status = 'active' AND s.start_on = ?",
                  A(s.row), A(utc_date(then, w.zone))),
         1, "it began on the day that was confirmed");
  w.now = then;
}

/* The promotion is used when it is placed, gives what it gave then, and is given back when the order is cancelled. */
static void keeps_its_promotion(void)
{
  DO("INSERT INTO promo (id, public_id, code, name, kind, all_offers, all_partners, rate_bp, periods, valid_from, uses_max, uses, active,"
     " created_at) VALUES (77, 770, 'HALF', 'Half', 'percent', 1, 1, 5000, 1, '2020-01-01', 2, 0, 1, UTC_TIMESTAMP(6))");
  struct order o;
  struct quote q;
  struct basket b = {
    .version = 9001, .quantity = 2, .company = "Half & Co", .country = "AT", .po_number = "", .promo = "HALF"
  };
  is_int(db_transaction(&w, basket_fill, &b), OK, "a basket with a promotion");
  need(order_find(&w, b.order, &o) == OK && quote_make(&w, &o, order_today(&w, &o), &q) == OK, "its figures");
  ok(q.discount.minor > 0, "something is off");
  struct order_step s = { .id = b.order, .row = o.id, .figures = q.figures };
  is_int(db_transaction(&w, submit, &s), OK, "submitted");
  is_int(COUNT_OF("SELECT uses FROM promo WHERE id = 77"), 1, "used once");
  DO("UPDATE promo SET rate_bp = 100, active = 0 WHERE id = 77");
  is_int(as_worker(process, &s), OK, "made after the promotion was changed");
  is_int(
      COUNT_OF(
          "SELECT SUM(e.discount_minor) FROM schedule_entry e JOIN subscription s ON s.id = e.subscription_id JOIN order_line l"
          " ON l.id = s.order_line_id WHERE l.order_id = ?",
          A(s.row)),
      q.discount.minor, "the discount that was shown");
  DO("UPDATE promo SET rate_bp = 5000, active = 1 WHERE id = 77");
  b = (struct basket){
    .version = 9001, .quantity = 2, .company = "Other & Co", .country = "AT", .po_number = "", .promo = "HALF"
  };
  is_int(db_transaction(&w, basket_fill, &b), OK, "another basket");
  need(order_find(&w, b.order, &o) == OK && quote_make(&w, &o, order_today(&w, &o), &q) == OK, "its figures");
  s = (struct order_step){ .id = b.order, .row = o.id, .figures = q.figures, .text = "no" };
  is_int(db_transaction(&w, submit, &s), OK, "submitted");
  is_int(COUNT_OF("SELECT uses FROM promo WHERE id = 77"), 2, "the last use");
  is_int(db_transaction(&w, cancel, &s), OK, "cancelled");
  is_int(COUNT_OF("SELECT uses FROM promo WHERE id = 77"), 1, "it can be used again");
}

int main(void)
{
  billing_open(&db, "order_state_test");
  w = billing_work(&db, 9001, "2027-01-15T10:00:00Z", "Europe/Vienna");
  waits_then_is_made();
  fails_whole_and_is_retried();
  is_cancelled_before();
  begins_later();
  keeps_its_promotion();
  test_db_close(&db);
  return tap_done();
}
