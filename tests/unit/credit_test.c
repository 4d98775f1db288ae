/* Credit notes and invoices of one payer meet (lib/model/credit.h; DOMAIN invariant 7, decision 58): the oldest first, as much as both have
 * open, never what is being paid; the frozen document says what it was issued with, and a preview says it before. */
#include "lib/model/change.h"
#include "lib/model/credit.h"
#include "lib/model/ledger.h"
#include "tests/unit/billing.h"

static struct test_db db;
enum { PIECE = 2 * 999 }; /* the offer "Support" has two of 9.99 a month; northwind owes no tax */

static struct public_id subscription_of(struct public_id order)
{
  struct public_id id = { 0 };
  ROWS rows = { 0 };
  need(db_query(
           &db.app, &rows,
           "SELECT s.public_id FROM subscription s JOIN order_line l ON l.id = s.order_line_id JOIN customer_order o"
           " ON o.id = l.order_id WHERE o.public_id = ?",
           A(order)) == OK &&
           rows_one(&rows, F(id)) == OK,
       "the order's subscription");
  return id;
}

struct fewer {
  struct public_id id;
  const char *problem;
};

static const struct change to_one = {
  .kind = CHANGE_UPDATE, .when = WHEN_NOW, .quantity = 1, .term_months = -1, .source = "admin"
};

static result fewer_post(struct work *w, void *arg)
{
  struct fewer *f = arg;
  return change_post(w, f->id, &to_one, NULL, NULL, &f->problem);
}

static void to_one_now(int64_t org_id, const char *now, struct public_id order)
{
  struct work w = billing_work(&db, org_id, now, "Europe/Vienna");
  struct fewer f = { .id = subscription_of(order) };
  w.actor = "staff";
  result r = db_transaction(&w, fewer_post, &f);
  need(r == OK, "one piece from now on (%s)", f.problem ? f.problem : result_name(r));
}

static int64_t open_of(struct public_id order)
{
  return number_of(&db.app,
                   "SELECT i.due_minor FROM invoice i JOIN customer_order o ON o.id = i.order_id WHERE o.public_id = ?"
                   " AND i.kind = 'invoice'",
                   A(order));
}

static const char *status_of(struct public_id order)
{
  const char *status = "?";
  ROWS rows = { 0 };
  if (db_query(&db.app, &rows,
               "SELECT i.status FROM invoice i JOIN customer_order o ON o.id = i.order_id WHERE o.public_id = ?"
               " AND i.kind = 'invoice'",
               A(order)) == OK)
    (void)rows_one(&rows, F(status));
  return status;
}

static const char *last_content(void)
{
  const char *content = "";
  ROWS rows = { 0 };
  if (db_query(&db.app, &rows, "SELECT content FROM invoice_snapshot ORDER BY invoice_id DESC LIMIT 1") == OK)
    (void)rows_one(&rows, F(content));
  return content;
}

static void sound(const char *when)
{
  struct ledger_fault f;
  need(ledger_check(&db.app, &f) == OK, "the ledger is looked at");
  is_int(f.unbalanced_txns + f.wrong_invoices + f.missing_postings + f.wrong_credits + f.wrong_balances, 0,
         "%s the ledger agrees with every document", when);
}

static struct public_id order_at(int64_t org_id, const char *now, int64_t quantity, const char *company)
{
  struct work w = billing_work(&db, org_id, now, "Europe/Vienna");
  struct public_id order = billing_order(&w, 9002, quantity, company, (struct date){ 0 });
  billing_issue_all(&db, now);
  return order;
}

static void preview_is(const char *what, int64_t minor, int n, int64_t first, int64_t rest)
{
  struct work w = billing_work(&db, 9001, "2026-11-20T11:00:00Z", "UTC");
  struct credit_use *uses;
  struct money left;
  int got;
  int64_t group = number_of(&db.app, "SELECT id FROM bill_group WHERE party_id = 9002 AND currency = 'EUR'");
  need(credit_preview(&w, group, money_of(minor, "EUR"), &uses, &got, &left) == OK, "%s is foreseen", what);
  is_int(got, n, "%s meets so many documents", what);
  is_int(got ? uses[0].amount.minor : 0, first, "%s takes so much of the first", what);
  is_int(left.minor, rest, "and so much is left of it");
}

/* The older invoice first, though the credit is of the younger one. */
static void test_oldest_first(struct public_id *older, struct public_id *younger)
{
  *older = order_at(9001, "2026-11-10T09:00:00Z", 1, "Older Example");
  *younger = order_at(9001, "2026-11-20T09:00:00Z", 4, "Younger Example");
  preview_is("a credit of three pieces", -3 * PIECE, 2, PIECE, 0);
  to_one_now(9001, "2026-11-20T10:00:00Z", *younger);
  billing_issue_all(&db, "2026-11-20T10:00:00Z");
  is_int(open_of(*older), 0, "the oldest invoice is covered");
  is_text(status_of(*older), "paid", "and done with");
  is_int(open_of(*younger), 2 * PIECE, "the rest of the credit is set against the next: four less two");
  is_text(status_of(*younger), "unpaid", "which stays open");
  is_int(number_of(&db.app,
                   "SELECT COUNT(*) FROM invoice WHERE kind = 'credit_note' AND status = 'paid' AND due_minor = 0"),
         1, "the credit note is used up");
  has_text(last_content(),
           "\"applied\":[{\"number\":\"TX-2026-000002\",\"amount\":\"19.98\"},{\"number\":\"TX-2026-000003\","
           "\"amount\":\"39.96\"}],\"open\":\"0.00\"",
           "the credit note says what it was set against, and what is left");
  sound("after a credit note,");
}

/* What is being paid is left alone, and another payer's documents are nothing to it. */
static void test_waits(struct public_id younger, struct public_id others)
{
  need(db_exec(&db.owner, "UPDATE invoice SET status = 'pending' WHERE bill_group_id = (SELECT id FROM bill_group"
                          " WHERE party_id = 9002 AND currency = 'EUR') AND status = 'unpaid'") == OK,
       "a payment is under way");
  struct public_id order = order_at(9001, "2026-11-20T11:00:00Z", 2, "Third Example");
  need(db_exec(&db.owner,
               "UPDATE invoice i JOIN customer_order o ON o.id = i.order_id SET i.status = 'pending'"
               " WHERE o.public_id = ?",
               A(order)) == OK,
       "and another");
  to_one_now(9001, "2026-11-20T11:10:00Z", order);
  billing_issue_all(&db, "2026-11-20T11:10:00Z");
  is_int(open_of(younger), 2 * PIECE, "what is being paid stays as it is");
  is_int(open_of(others), PIECE + 400, "another payer's invoice, too: with its 20 %% of tax");
  ok(!strstr(last_content(), "\"applied\""), "the credit note was set against nothing");
  preview_is("an invoice of three pieces", 3 * PIECE, 1, PIECE, 2 * PIECE);
  sound("while a credit waits,");
}

/* The next invoice is issued with the credit that waits. */
static void test_next_invoice(void)
{
  struct public_id order = order_at(9001, "2026-11-20T12:00:00Z", 3, "Fourth Example");
  is_int(open_of(order), 2 * PIECE, "three pieces less the credit of one");
  has_text(last_content(),
           "\"total\":\"59.94\",\"applied\":[{\"number\":\"TX-2026-000006\",\"amount\":\"19.98\"}],"
           "\"open\":\"39.96\"",
           "the invoice says so: its total, the credit, what is to be paid");
  is_int(number_of(&db.app, "SELECT COUNT(*) FROM invoice WHERE kind = 'credit_note' AND due_minor <> 0"), 0,
         "nothing is left of any credit");
  sound("after the next invoice,");
}

struct settling {
  int64_t group;
  int n;
};

static result settle(struct work *w, void *arg)
{
  struct settling *s = arg;
  struct credit_use *uses;
  return credit_settle(w, s->group, &uses, &s->n);
}

/* A payment that failed opens an invoice again: the worker's turn. Twice does nothing more. */
static void test_worker(struct public_id younger)
{
  struct work w = billing_work(&db, 0, "2026-11-20T13:00:00Z", "UTC");
  struct settling s = { .n = -1 };
  int64_t ids[100];
  int n;
  struct public_id order = order_at(9001, "2026-11-20T12:30:00Z", 2, "Fifth Example");
  need(db_exec(&db.owner,
               "UPDATE invoice SET status = 'pending' WHERE status = 'unpaid' AND bill_group_id IN (SELECT id FROM"
               " bill_group WHERE party_id = 9002)") == OK,
       "all is being paid");
  to_one_now(9001, "2026-11-20T12:40:00Z", order);
  billing_issue_all(&db, "2026-11-20T12:40:00Z");
  need(credit_waiting(&w, 0, ids, &n) == OK, "who waits");
  is_int(n, 0, "nobody: there is nothing open to set it against");
  need(db_exec(&db.owner, "UPDATE invoice SET status = 'unpaid' WHERE status = 'pending'") == OK,
       "the payments failed");
  need(credit_waiting(&w, 0, ids, &n) == OK, "who waits now");
  is_int(n, 1, "one payer");
  s.group = ids[0];
  need(db_transaction(&w, settle, &s) == OK, "the worker settles");
  is_int(s.n, 1, "one pair");
  is_int(open_of(younger), PIECE, "with the oldest that is open");
  need(db_transaction(&w, settle, &s) == OK, "and again");
  is_int(s.n, 0, "nothing more");
  sound("after the worker,");
}

int main(void)
{
  struct public_id older, younger, others;
  billing_open(&db, "portico_credit_test");
  others = order_at(9003, "2026-10-01T09:00:00Z", 1, "Others Example");
  test_oldest_first(&older, &younger);
  test_waits(younger, others);
  test_next_invoice();
  test_worker(younger);
  test_db_close(&db);
  return tap_done();
}
