/* Drafts, numbers and the ledger, against a database: no number is missing or doubled whatever dies, sums are what the rules say
 * (EN 16931 BG-23: tax once a rate, half up), and every posting balances. */
#include "lib/base/crypto.h"
#include "lib/model/invoice_snapshot.h"
#include "lib/model/ledger.h"
#include "tests/unit/billing.h"
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static struct test_db db;
static const char noon[] = "2026-11-20T11:00:00Z";

static void ledger_sound(const char *when)
{
  struct ledger_fault f;
  struct work w = db.app;
  need(ledger_check(&w, &f) == OK, "the ledger is checked %s", when);
  is_int(f.unbalanced_txns, 0, "%s every transaction balances", when);
  is_int(f.wrong_invoices, 0, "%s every invoice is its lines, taxes and posting", when);
  is_int(f.missing_postings, 0, "%s every issued invoice is posted", when);
  is_int(f.wrong_balances, 0, "%s what is open of each is what is posted to it", when);
}

struct invoice_row {
  int64_t id, net, tax, total, due, margin;
  const char *number, *status, *owner, *po_number;
  struct date issued, due_on;
};

static struct invoice_row invoice_of(struct public_id order)
{
  struct invoice_row r = { 0 };
  ROWS rows = { 0 };
  need(
      db_query(
          &db.app, &rows,
          "SELECT i.id, i.net_minor, i.tax_minor, i.total_minor, i.due_minor, i.margin_minor, i.number, i.status, i.owner, i.po_number,"
          " i.issued_on, i.due_on FROM invoice i JOIN customer_order o ON o.id = i.order_id WHERE o.public_id = ?",
          A(order)) == OK,
      "the invoice is looked for");
  need(rows_one(&rows, F(r.id), F(r.net), F(r.tax), F(r.total), F(r.due), F(r.margin), F(r.number), F(r.status),
                F(r.owner), F(r.po_number), F(r.issued), F(r.due_on)) == OK,
       "the order has an invoice");
  return r;
}

/* The partner pays: its own price, reverse charge where it has a tax number in another country. */
static void test_partner_pays(void)
{
  struct work w = billing_work(&db, 9001, noon, "Europe/Vienna");
  struct public_id order = billing_order(&w, 9001, 3, "Garden Example KG", (struct date){ 0 });
  struct invoice_row r = invoice_of(order);
  is_text(r.status, "draft", "an order makes a draft");
  ok(r.number == NULL, "which has no number");
  billing_issue_all(&db, noon);
  r = invoice_of(order);
  is_text(r.number, "TX-2026-000001", "the first number");
  is_text(r.status, "unpaid", "then it is to be paid");
  is_text(r.owner, "partner", "by the partner");
  is_text(r.po_number, "PO-1", "with its reference");
  is_int(r.net, 3 * 12345 + 3 * 5001, "three of each");
  /* standard is reverse charge for DE with a number; reduced has no such rule: 10 % of 15003 = 1500.3 */
  is_int(r.tax, 1500, "tax once a rate, half up");
  is_int(r.total, r.net + r.tax, "the total");
  is_int(r.due, r.total, "all of it is open");
  is_int(date_days(r.due_on) - date_days(r.issued), 30, "30 days");
  ledger_sound("after one invoice,");
}

/* The end customer pays the list price; what the partner's price is below it is its margin, and stands in no snapshot. */
static void test_customer_pays(void)
{
  struct work w = billing_work(&db, 9002, noon, "Europe/Vienna");
  struct public_id order = billing_order(&w, 9001, 2, "Lake Example AG", (struct date){ 0 });
  billing_issue_all(&db, noon);
  struct invoice_row r = invoice_of(order);
  is_text(r.owner, "end_customer", "the end customer's invoice");
  is_int(r.net, 2 * 12345 + 2 * 5001, "at the list price");
  is_int(r.tax, 4938 + 1000, "20 %% of 246.90 and 10 %% of 100.02");
  is_int(r.margin, 2 * 2345, "the margin is kept");
  const char *content;
  struct bytes hash;
  unsigned char is[32];
  ROWS rows = { 0 };
  need(db_query(&db.app, &rows, "SELECT content, hash FROM invoice_snapshot WHERE invoice_id = ?", A(r.id)) == OK &&
           rows_one(&rows, F(content), F(hash)) == OK,
       "the snapshot");
  sha256(content, strlen(content), is);
  ok(hash.size == 32 && !memcmp(is, hash.at, 32), "its hash is its content's");
  ok(!strstr(content, "100.00") && !strstr(content, "200.00"), "the buy price is not in it");
  has_text(content, "\"customer\":null", "payer and customer are one");
}

static void test_zero_total(void)
{
  struct work w = billing_work(&db, 9001, noon, "Europe/Vienna");
  struct public_id order = billing_order(&w, 9003, 1, "Free Example", (struct date){ 0 });
  billing_issue_all(&db, noon);
  struct invoice_row r = invoice_of(order);
  is_int(r.total, 0, "an invoice of nothing");
  is_text(r.status, "paid", "is paid at issue");
  is_int(number_of(&db.app, "SELECT COUNT(*) FROM ledger_txn WHERE kind = 'invoice.issued' AND noun_id = ?", A(r.id)),
         1, "and posted, with no entry");
}

static void test_currencies(void)
{
  struct work yen = billing_work(&db, 9004, noon, "Asia/Tokyo"), dinar = billing_work(&db, 9005, noon, "Asia/Kuwait");
  struct public_id a = billing_order(&yen, 9001, 1, "円例", (struct date){ 0 });
  struct public_id b = billing_order(&dinar, 9001, 1, "Gulf Example", (struct date){ 0 });
  billing_issue_all(&db, noon);
  struct invoice_row r = invoice_of(a);
  is_int(r.net, 12345 + 5001, "yen have no decimals");
  is_int(r.tax, 1235 + 500, "10 %% of 12345 is 1234.5: half up; 10 %% of 5001");
  r = invoice_of(b);
  is_int(r.tax, 2469 + 500, "20 %% of 12.345 is 2.469; 10 %% of 5.001 is 0.500");
  ledger_sound("in yen and dinars,");
}

/* The issuer's midnight dates the invoice: in Vienna it is already the 1st of January. */
static void test_new_year(void)
{
  struct work w = billing_work(&db, 9001, "2026-12-31T23:30:00Z", "Europe/Vienna");
  struct public_id order = billing_order(&w, 9001, 1, "Midnight Example", (struct date){ 0 });
  billing_issue_all(&db, "2026-12-31T23:30:00Z");
  struct invoice_row r = invoice_of(order);
  is_text(r.number, "TX-2027-000001", "numbers begin anew each year");
  is_int(r.issued.day, 1, "on the issuer's day");
}

/* 200 drafts without the cost of 200 orders: what matters here is the numbering. */
static void drafts_put(int n)
{
  need(db_begin(&db.owner) == OK, "drafts begin");
  need(
      db_exec(
          &db.owner,
          "INSERT INTO invoice (public_id, legal_entity_id, bill_group_id, org_id, customer_id, owner, currency, net_minor, tax_minor,"
          " total_minor, due_minor, created_at) SELECT 700000 + s.seq, 9001, g.id, 9001, c.id, 'partner', 'EUR', 1000 + s.seq, 0,"
          " 1000 + s.seq, 1000 + s.seq, UTC_TIMESTAMP(6) FROM seq_1_to_1000 s JOIN (SELECT MIN(id) AS id FROM bill_group) g"
          " JOIN (SELECT MIN(id) AS id FROM customer) c WHERE s.seq <= ?",
          A(n)) == OK &&
          db_exec(
              &db.owner,
              "INSERT INTO invoice_line (invoice_id, org_id, position, name, units, unit_minor, amount_minor, tax_rule_id, tax_category,"
              " tax_rate_bp) SELECT i.id, 9001, 1, 'One', 1, i.net_minor, i.net_minor, r.id, 'Z', 0 FROM invoice i"
              " JOIN (SELECT MIN(id) AS id FROM tax_rule) r WHERE i.public_id BETWEEN 700001 AND 701000") == OK &&
          db_commit(&db.owner) == OK,
      "%d drafts", n);
}

/* What a numbering process does until nothing waits. */
static void numberer(void)
{
  struct test_db own = db;
  own.arena = arena_new((size_t)64 << 20, NULL, NULL);
  struct work w = test_work(&own, false);
  int issued = 1, idle = 0;
  utc_parse(noon, &w.now);
  while (idle < 3) {
    result r = db_transaction(&w, billing_issue_once, &issued);
    idle = r == OK && !issued ? idle + 1 : 0;
    if (r != OK && r != RETRY)
      _exit(1);
    arena_reset(own.arena);
  }
  _exit(0);
}

static void test_parallel(void)
{
  pid_t pids[4];
  int64_t before =
      number_of(&db.app, "SELECT last_number FROM invoice_counter WHERE legal_entity_id = 9001 AND year = 2026");
  drafts_put(200);
  for (int i = 0; i < 4; i++)
    if ((pids[i] = fork()) == 0)
      numberer();
  unsigned char random[2];
  random_bytes(random, sizeof random);
  usleep(1000 + (random[1] * 256u) % 60000);
  kill(pids[random[0] % 4], SIGKILL);
  int good = 0, killed = 0;
  for (int i = 0; i < 4; i++) {
    int status;
    waitpid(pids[i], &status, 0);
    good += WIFEXITED(status) && WEXITSTATUS(status) == 0;
    killed += WIFSIGNALED(status);
  }
  ok(good + killed == 4 && good >= 3, "one of four was killed, the others went on");
  is_int(number_of(&db.app, "SELECT COUNT(*) FROM invoice WHERE status = 'draft'"), 0, "nothing waits");
  is_int(number_of(&db.app,
                   "SELECT COUNT(*) FROM invoice WHERE public_id BETWEEN 700001 AND 701000 AND number IS NOT NULL"),
         200, "200 numbers");
  is_int(number_of(&db.app, "SELECT COUNT(DISTINCT number) FROM invoice WHERE number LIKE 'TX-2026-%'"), before + 200,
         "each once");
  is_int(number_of(&db.app, "SELECT CAST(MAX(RIGHT(number, 6)) AS SIGNED) FROM invoice WHERE number LIKE 'TX-2026-%'"),
         before + 200, "without a gap");
  is_int(number_of(&db.app, "SELECT last_number FROM invoice_counter WHERE legal_entity_id = 9001 AND year = 2026"),
         before + 200, "the counter agrees");
  is_int(
      number_of(
          &db.app,
          "SELECT COUNT(*) FROM invoice i LEFT JOIN invoice_snapshot s ON s.invoice_id = i.id WHERE i.number IS NOT NULL AND s.hash IS NULL"),
      0, "each is frozen");
  is_int(number_of(&db.app, "SELECT COUNT(*) - COUNT(DISTINCT noun_id) FROM outbox WHERE kind = 'mail.invoice'"), 0,
         "each is mailed once");
  ledger_sound("after the numbering,");
}

static result post_badly(struct work *w, void *arg)
{
  struct posting p[] = { { "receivable", 0, 0, money_of(100, "EUR") },
                         { "revenue", 0, 0, money_of(-99, "EUR") },
                         { "tax", 0, 0, money_of(-1, "USD") } };
  (void)arg;
  return ledger_post(w, "test", 1, 0, 0, p, 3);
}

static result post_well(struct work *w, void *arg)
{
  struct posting p[] = { { "receivable", 0, 0, money_of(100, "EUR") },
                         { "revenue", 0, 0, money_of(-100, "EUR") },
                         { "tax", 0, 0, money_of(0, "EUR") } };
  (void)arg;
  return ledger_post(w, "test", 1, 0, 0, p, 3);
}

static void test_ledger(void)
{
  struct work w = billing_work(&db, 0, noon, "UTC");
  is_int(db_transaction(&w, post_badly, NULL), FAILED, "a posting that balances only across currencies is refused");
  is_int(db_transaction(&w, post_well, NULL), OK, "a balanced one is kept");
  is_int(db_transaction(&w, post_well, NULL), CONFLICT, "once");
  is_int(
      number_of(&w, "SELECT COUNT(*) FROM ledger_entry e JOIN ledger_txn t ON t.id = e.txn_id WHERE t.kind = 'test'"),
      2, "nothing of nothing is left out");
}

int main(void)
{
  billing_open(&db, "portico_invoice_test");
  test_partner_pays();
  test_customer_pays();
  test_zero_total();
  test_currencies();
  test_parallel();
  test_new_year();
  test_ledger();
  ledger_sound("at the end,");
  test_db_close(&db);
  return tap_done();
}
