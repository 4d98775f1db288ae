/* Cancelled invoices and dropped drafts (lib/model/invoice_cancel.h, X1 to X8; DOMAIN decision 58). Lives of subscriptions are lived twice:
 * by one whose first invoice is cancelled, and by a twin whose is not. Billed again, both sums must be the same whatever was done before or
 * after; not billed, the charges of that invoice and what was given back for them must be missing, and nothing else. */
#include "lib/model/change.h"
#include "lib/model/credit.h"
#include "lib/model/invoice_cancel.h"
#include "lib/model/ledger.h"
#include "lib/model/subscription.h"
#include "tests/unit/billing.h"

static struct test_db db;
enum { STEPS_MAX = 4 };
#define ZONE "Europe/Vienna"

/* ---- what may happen ---- */
struct done_at {
  const char *at;
  struct change change;
};
#define CHANGES(kind_, when_, quantity_, term_)                                                                        \
  {                                                                                                                    \
    .kind = (kind_), .when = (when_), .quantity = (quantity_), .term_months = (term_), .reason = "moved away",         \
    .source = "admin"                                                                                                  \
  }
static const struct life {
  const char *title;
  int64_t offer;
  const char *end;
  struct done_at steps[STEPS_MAX];
} lives[] = {
  { "nothing is changed, and it renews", 9001, "2027-03-11T09:00:00Z", { { NULL } } },
  { "more pieces",
    9001,
    "2026-12-01T09:00:00Z",
    { { "2026-05-20T09:00:00Z", CHANGES(CHANGE_UPDATE, WHEN_NOW, 5, -1) } } },
  { "fewer pieces, then more",
    9001,
    "2026-12-01T09:00:00Z",
    { { "2026-05-20T09:00:00Z", CHANGES(CHANGE_UPDATE, WHEN_NOW, 1, -1) },
      { "2026-07-01T09:00:00Z", CHANGES(CHANGE_UPDATE, WHEN_NOW, 3, -1) } } },
  { "fewer pieces on the day it began",
    9001,
    "2026-12-01T09:00:00Z",
    { { "2026-03-10T15:00:00Z", CHANGES(CHANGE_UPDATE, WHEN_NOW, 1, -1) } } },
  { "fewer pieces on that day, then the end of it on the same day",
    9001,
    "2026-12-01T09:00:00Z",
    { { "2026-03-10T15:00:00Z", CHANGES(CHANGE_UPDATE, WHEN_NOW, 1, -1) },
      { "2026-03-10T16:00:00Z", CHANGES(CHANGE_CANCEL, WHEN_NOW, 0, -1) } } },
  { "cancelled at once, with what is left given back",
    9001,
    "2027-04-01T09:00:00Z",
    { { "2026-08-01T09:00:00Z", CHANGES(CHANGE_CANCEL, WHEN_NOW, 0, -1) } } },
  { "cancelled on the day it began",
    9001,
    "2027-04-01T09:00:00Z",
    { { "2026-03-10T15:00:00Z", CHANGES(CHANGE_CANCEL, WHEN_NOW, 0, -1) } } },
  { "cancelled at the end of its term",
    9001,
    "2027-04-01T09:00:00Z",
    { { "2026-08-01T09:00:00Z", CHANGES(CHANGE_CANCEL, WHEN_END, 0, -1) } } },
  { "a longer term",
    9001,
    "2028-09-01T09:00:00Z",
    { { "2026-06-10T09:00:00Z", CHANGES(CHANGE_UPDATE, WHEN_NOW, 0, 24) } } },
  { "paused on its first day, resumed, and fewer pieces",
    9001,
    "2027-05-01T09:00:00Z",
    { { "2026-03-10T15:00:00Z", CHANGES(CHANGE_PAUSE, WHEN_NOW, 0, -1) },
      { "2026-03-25T09:00:00Z", CHANGES(CHANGE_RESUME, WHEN_NOW, 0, -1) },
      { "2026-06-01T09:00:00Z", CHANGES(CHANGE_UPDATE, WHEN_NOW, 1, -1) } } },
  { "paused, resumed, and it renews",
    9001,
    "2027-05-01T09:00:00Z",
    { { "2026-05-10T15:00:00Z", CHANGES(CHANGE_PAUSE, WHEN_NOW, 0, -1) },
      { "2026-05-25T09:00:00Z", CHANGES(CHANGE_RESUME, WHEN_NOW, 0, -1) } } },
  { "paused on its first day and cancelled while paused",
    9001,
    "2027-05-01T09:00:00Z",
    { { "2026-03-10T15:00:00Z", CHANGES(CHANGE_PAUSE, WHEN_NOW, 0, -1) },
      { "2026-03-20T09:00:00Z", CHANGES(CHANGE_CANCEL, WHEN_NOW, 0, -1) } } },
  { "by the month: fewer pieces within it",
    9002,
    "2026-07-20T09:00:00Z",
    { { "2026-03-20T09:00:00Z", CHANGES(CHANGE_UPDATE, WHEN_NOW, 1, -1) } } },
  { "by the month: cancelled at the end of it",
    9002,
    "2026-07-20T09:00:00Z",
    { { "2026-03-20T09:00:00Z", CHANGES(CHANGE_CANCEL, WHEN_END, 0, -1) } } },
};
#define ORDERED "2026-03-10T09:00:00Z"

/* ---- one of them, lived ---- */
struct lived {
  int64_t subscription_id, customer_id, bill_group_id, invoice_id;
  struct public_id subscription, invoice;
};

static result turn_once(struct work *w, void *arg)
{
  const struct lived *l = arg;
  bool more = true, changed;
  TRY(subscription_turn(w, l->subscription_id, &changed));
  while (more)
    TRY(invoice_draft_due(w, l->bill_group_id, l->customer_id, 0, utc_date(w->now, ZONE), &more));
  return OK;
}

static void worker(struct lived *l, const char *now)
{
  struct work w = billing_work(&db, 0, now, ZONE);
  w.actor = "system";
  need(db_transaction(&w, turn_once, l) == OK, "the worker comes by");
  billing_issue_all(&db, now);
}

static void order_it(const struct life *life, const char *who, struct lived *l)
{
  struct work w = billing_work(&db, 9002, ORDERED, ZONE);
  struct public_id order =
      billing_order(&w, life->offer, 2, arena_printf(db.arena, "%s, %s", life->title, who), (struct date){ 0 });
  billing_issue_all(&db, ORDERED);
  ROWS rows = { 0 };
  need(db_query(&db.app, &rows,
                "SELECT s.id, s.public_id, s.customer_id, s.bill_group_id, i.id, i.public_id FROM subscription s"
                " JOIN order_line l ON l.id = s.order_line_id JOIN customer_order o ON o.id = l.order_id"
                " JOIN invoice i ON i.order_id = o.id WHERE o.public_id = ?",
                A(order)) == OK &&
           rows_one(&rows, F(l->subscription_id), F(l->subscription), F(l->customer_id), F(l->bill_group_id),
                    F(l->invoice_id), F(l->invoice)) == OK,
       "an order of %s", life->title);
}

struct posting_of {
  struct public_id id;
  const struct change *change;
  const char *problem;
};

static result change_once(struct work *w, void *arg)
{
  struct posting_of *p = arg;
  return change_post(w, p->id, p->change, NULL, NULL, &p->problem);
}

/* The worker comes by before each change, but not where the invoice was cancelled a moment before the first one. */
static void live(const struct life *life, struct lived *l, bool worker_late)
{
  for (const struct done_at *s = life->steps; s->at; s++) {
    struct work w = billing_work(&db, 9002, s->at, ZONE);
    struct posting_of p = { l->subscription, &s->change, NULL };
    w.actor = "staff";
    if (!worker_late || s > life->steps)
      worker(l, s->at);
    result r = db_transaction(&w, change_once, &p);
    need(r == OK, "%s: %s (%s)", life->title, change_words[s->change.kind], p.problem ? p.problem : result_name(r));
    billing_issue_all(&db, s->at);
  }
}

/* ---- ending ---- */
static result cancel_once(struct work *w, void *arg)
{
  return invoice_cancel(w, arg);
}

static result drop_once(struct work *w, void *arg)
{
  return invoice_drop(w, arg);
}

static result end_it(result (*how)(struct work *, void *), struct public_id id, const char *now, bool again,
                     struct invoice_end *end)
{
  struct work w = billing_work(&db, 0, now, "UTC");
  w.actor = "staff";
  *end = (struct invoice_end){ .id = id, .again = again, .reason = "wrong address" };
  return db_transaction(&w, how, end);
}

static int64_t net_of(const struct lived *l)
{
  return number_of(
      &db.app,
      "SELECT CAST(COALESCE(SUM(net_minor), 0) AS SIGNED) FROM invoice WHERE customer_id = ? AND status <> 'draft'",
      A(l->customer_id));
}

static int64_t margin_of(const struct lived *l)
{
  return number_of(&db.app, "SELECT CAST(COALESCE(SUM(margin_minor), 0) AS SIGNED) FROM invoice WHERE customer_id = ?",
                   A(l->customer_id));
}

/* What the twin was billed, without its first invoice's charges and what was given back for them. */
static int64_t without_first(const struct lived *twin)
{
  return number_of(
      &db.app,
      "SELECT CAST(COALESCE(SUM(e.amount_minor), 0) AS SIGNED) FROM schedule_entry e LEFT JOIN schedule_entry c ON c.id = e.credits_id"
      " WHERE e.subscription_id = ? AND e.status = 'invoiced' AND e.invoice_id <> ? AND (c.id IS NULL OR c.invoice_id <> ?)",
      A(twin->subscription_id), A(twin->invoice_id), A(twin->invoice_id));
}

static bool given_back(const struct lived *l)
{
  return number_of(
             &db.app,
             "SELECT COUNT(*) FROM schedule_entry k JOIN schedule_entry e ON e.id = k.credits_id WHERE e.invoice_id = ?"
             " AND k.status = 'invoiced' AND k.invoice_id <> e.invoice_id",
             A(l->invoice_id)) > 0;
}

static void sound(const char *when)
{
  struct ledger_fault f;
  need(ledger_check(&db.app, &f) == OK, "the ledger is looked at");
  is_int(f.unbalanced_txns + f.wrong_invoices + f.missing_postings + f.wrong_credits + f.wrong_balances, 0,
         "%s: the ledger agrees with every document", when);
}

/* Whether the first invoice may be ended so, by X1 and X5; and that it is, or is not. */
static bool ended(const struct life *life, struct lived *l, const char *now, bool again)
{
  struct invoice_end end;
  bool open = number_of(&db.app, "SELECT due_minor > 0 FROM invoice WHERE id = ?", A(l->invoice_id)) == 1,
       may = open && (again || !given_back(l));
  result r = end_it(cancel_once, l->invoice, now, again, &end);
  is_text(result_name(r), result_name(may ? OK : CONFLICT), "%s: its invoice can %sbe cancelled (%s)", life->title,
          may ? "" : "not ",
          end.problem         ? end.problem
          : end.never_problem ? end.never_problem
                              : "no problem");
  return may && r == OK;
}

/* Of what is planned or was billed of an item, no day stands twice. */
static int64_t days_twice(const struct lived *l)
{
  return number_of(
      &db.app,
      "SELECT COUNT(*) FROM schedule_entry e JOIN schedule_entry f ON f.item_id = e.item_id AND f.id > e.id AND f.kind = 'charge'"
      " AND (f.status <> 'void' OR f.unbilled = 'never') AND f.period_from <= e.period_to AND f.period_to >= e.period_from"
      " JOIN subscription_item i ON i.id = e.item_id AND i.period_months > 0"
      " WHERE e.subscription_id = ? AND e.kind = 'charge' AND (e.status <> 'void' OR e.unbilled = 'never')",
      A(l->subscription_id));
}

/* When its payments are due, those of the twin's first invoice left out where they are not to be billed: the days, summed. */
static int64_t due_days(const struct lived *l, bool without)
{
  return number_of(
      &db.app,
      "SELECT CAST(COALESCE(SUM(TO_DAYS(e.due_on)), 0) AS SIGNED) FROM schedule_entry e LEFT JOIN schedule_entry c ON c.id = e.credits_id"
      " WHERE e.subscription_id = ? AND e.status <> 'void' AND (NOT ? OR (NOT e.invoice_id <=> ? AND NOT c.invoice_id <=> ?))",
      A(l->subscription_id), A(without), A(l->invoice_id), A(l->invoice_id));
}

enum moment { AT_LAST, AT_FIRST, BEFORE_THE_CHANGE, MOMENTS };

static void compare(const struct life *life, bool again, enum moment moment)
{
  static const char *const words[] = { "cancelled at last", "cancelled at first", "cancelled just before it" };
  struct lived twin, own;
  bool done = false, late = moment == BEFORE_THE_CHANGE;
  const char *how =
      arena_printf(db.arena, "%s, %s, %s", life->title, words[moment], again ? "billed again" : "not billed");
  order_it(life, arena_printf(db.arena, "twin of %d%d", again, (int)moment), &twin);
  order_it(life, arena_printf(db.arena, "%d%d", again, (int)moment), &own);
  if (moment != AT_LAST)
    done = ended(life, &own, late ? life->steps[0].at : "2026-03-10T10:00:00Z", again);
  live(life, &twin, late);
  live(life, &own, late);
  worker(&twin, life->end);
  worker(&own, life->end);
  if (moment == AT_LAST)
    done = ended(life, &own, life->end, again);
  worker(&own, life->end);
  is_int(net_of(&own), done && !again ? without_first(&twin) : net_of(&twin), "%s: the documents' sum", how);
  if (!done || again)
    is_int(margin_of(&own), margin_of(&twin), "%s: the margin's", how);
  is_int(
      number_of(
          &db.app,
          "SELECT COUNT(*) FROM schedule_entry e WHERE e.subscription_id = ? AND e.status = 'planned' AND e.due_on <= ?",
          A(own.subscription_id), A(life->end)),
      0, "%s: nothing due is left unbilled", how);
  is_int(due_days(&own, false), due_days(&twin, done && !again), "%s: each payment has its day", how);
  is_int(days_twice(&own), 0, "%s: no day is planned twice", how);
}

/* ---- the documents ---- */
static const char *text_of(const char *what, int64_t id)
{
  const char *text = "";
  ROWS rows = { 0 };
  if (db_query(
          &db.app, &rows,
          "SELECT CASE ? WHEN 'content' THEN s.content WHEN 'state' THEN CONCAT(i.kind, ' ', i.status, ' ', i.due_minor)"
          " ELSE i.number END FROM invoice i LEFT JOIN invoice_snapshot s ON s.invoice_id = i.id WHERE i.id = ?",
          A(what), A(id)) == OK)
    (void)rows_one(&rows, F(text));
  return text ? text : "";
}

static int64_t credit_of(int64_t invoice_id)
{
  return number_of(&db.app, "SELECT id FROM invoice WHERE corrects_id = ?", A(invoice_id));
}

/* X2, X3, X8 */
static void test_documents(void)
{
  struct lived l;
  struct invoice_end end;
  order_it(&lives[0], "documents", &l);
  int64_t last = number_of(&db.app, "SELECT last_number FROM invoice_counter WHERE legal_entity_id = 9001");
  is_text(result_name(end_it(drop_once, l.invoice, ORDERED, true, &end)), "conflict", "what is issued is not dropped");
  need(end_it(cancel_once, l.invoice, "2026-03-12T09:00:00Z", false, &end) == OK, "an invoice is cancelled");
  int64_t credit = credit_of(l.invoice_id);
  is_text(text_of("state", l.invoice_id), "invoice canceled 0", "the invoice is closed");
  is_text(text_of("state", credit), "credit_note paid 0", "and so is the credit note");
  is_int(number_of(&db.app, "SELECT last_number FROM invoice_counter WHERE legal_entity_id = 9001"), last + 1,
         "which took the next number");
  is_text(end.credit, text_of("number", credit), "and is told");
  const char *content = text_of("content", credit);
  has_text(content, "\"type\":\"381\"", "it is a credit note");
  has_text(content,
           arena_printf(db.arena, "\"corrects\":{\"number\":\"%s\",\"issued_on\":\"2026-03-10\"}",
                        text_of("number", l.invoice_id)),
           "which names the invoice and its day");
  /* Two years of storage at 123.45, 20 %, and two set-ups at 50.01, 10 %: 246.90 + 49.38 + 100.02 + 10.00 */
  has_text(content, "\"net\":\"346.92\",\"tax\":\"59.38\",\"total\":\"406.30\"", "with the sums of the invoice");
  has_text(content, "\"units\":2,\"unit\":\"123.45\",\"amount\":\"246.90\"", "and its lines");
  has_text(content,
           arena_printf(db.arena, "\"applied\":[{\"number\":\"%s\",\"amount\":\"406.30\"}],\"open\":\"0.00\"",
                        text_of("number", l.invoice_id)),
           "set against it");
  is_int(number_of(&db.app, "SELECT margin_minor FROM invoice WHERE id = ?", A(credit)),
         -number_of(&db.app, "SELECT margin_minor FROM invoice WHERE id = ?", A(l.invoice_id)),
         "the partner's margin is taken back");
  is_int(number_of(&db.app, "SELECT COUNT(*) FROM outbox WHERE kind = 'mail.invoice' AND noun_id = ?", A(credit)), 1,
         "it is mailed");
  is_text(result_name(end_it(cancel_once, l.invoice, "2026-03-12T10:00:00Z", true, &end)), "conflict",
          "whoever is second does nothing");
  is_text(end.problem, "It is cancelled already.", "and is told so");
  ok(number_of(&db.app, "SELECT COUNT(*) FROM invoice WHERE corrects_id = ?", A(l.invoice_id)) == 1,
     "there is one credit note");
  sound("after one");
}

/* X1, and decision 58: nothing to pay is paid at issue. */
static void test_refused(void)
{
  struct lived l, free;
  struct invoice_end end;
  order_it(&lives[0], "refused", &l);
  order_it(&(struct life){ .title = "nothing to pay", .offer = 9003 }, "free", &free);
  is_text(text_of("state", free.invoice_id), "invoice paid 0", "a total of zero is paid at issue");
  is_text(result_name(end_it(cancel_once, free.invoice, ORDERED, true, &end)), "conflict",
          "so there is nothing to cancel");
  need(db_exec(&db.owner, "UPDATE invoice SET status = 'pending' WHERE id = ?", A(l.invoice_id)) == OK, "a payment");
  is_text(result_name(end_it(cancel_once, l.invoice, ORDERED, true, &end)), "conflict", "not while it is being paid");
  has_text(end.problem, "payment", "which is said");
  need(db_exec(&db.owner, "UPDATE invoice SET status = 'unpaid' WHERE id = ?", A(l.invoice_id)) == OK, "it failed");
  need(end_it(cancel_once, l.invoice, ORDERED, true, &end) == OK, "then it can be");
  struct public_id credit = { 0 };
  {
    ROWS rows = { 0 };
    need(db_query(&db.app, &rows, "SELECT public_id FROM invoice WHERE corrects_id = ?", A(l.invoice_id)) == OK &&
             rows_one(&rows, F(credit)) == OK,
         "its credit note");
  }
  is_text(result_name(end_it(cancel_once, credit, ORDERED, true, &end)), "conflict", "a credit note is not cancelled");
  is_text(result_name(end_it(cancel_once, (struct public_id){ 4711 }, ORDERED, true, &end)), "not found",
          "nor what is not there");
  worker(&l, ORDERED);
}

/* X3: an older credit took a part; that part is left of the new credit note, and pays what is billed again. */
static void test_partly_credited(void)
{
  static const struct life fewer = { "an older credit",
                                     9001,
                                     "2026-04-01T09:00:00Z",
                                     { { "2026-03-10T15:00:00Z", CHANGES(CHANGE_UPDATE, WHEN_NOW, 1, -1) } } };
  struct lived l;
  struct invoice_end end;
  order_it(&fewer, "partly", &l);
  live(&fewer, &l, false);
  int64_t open = number_of(&db.app, "SELECT due_minor FROM invoice WHERE id = ?", A(l.invoice_id));
  ok(open > 0 && open < 40630, "a credit took a part of the invoice: %lld is open", (long long)open);
  need(end_it(cancel_once, l.invoice, "2026-03-11T09:00:00Z", false, &end) == CONFLICT && end.never_problem,
       "a part was given back, so it is not left unbilled");
  need(end_it(cancel_once, l.invoice, "2026-03-11T09:00:00Z", true, &end) == OK, "but it is billed again");
  is_text(text_of("state", l.invoice_id), "invoice canceled 0", "nothing is open of the invoice");
  is_text(text_of("state", credit_of(l.invoice_id)),
          arena_printf(db.arena, "credit_note unpaid %lld", (long long)(open - 40630)),
          "what older credits took of it is left of the credit note");
  worker(&l, "2026-03-11T10:00:00Z");
  is_int(
      number_of(&db.app, "SELECT CAST(SUM(due_minor) AS SIGNED) FROM invoice WHERE customer_id = ?", A(l.customer_id)),
      open, "billed again, as much is open as was before");
  sound("after a part");
}

/* X7 */
static void test_drafts(void)
{
  struct lived l;
  struct invoice_end end;
  struct work w = billing_work(&db, 9002, ORDERED, ZONE);
  for (int again = 0; again < 2; again++) {
    order_it(&lives[0], again ? "draft again" : "draft never", &l);
    int64_t net = net_of(&l);
    struct public_id order =
        billing_order(&w, 9001, 1, again ? "Draft again Example" : "Draft Example", (struct date){ 0 });
    struct public_id draft = { 0 };
    int64_t customer = 0;
    {
      ROWS rows = { 0 };
      need(
          db_query(
              &db.app, &rows,
              "SELECT i.public_id, i.customer_id FROM invoice i JOIN customer_order o ON o.id = i.order_id WHERE o.public_id = ?",
              A(order)) == OK &&
              rows_one(&rows, F(draft), F(customer)) == OK,
          "a draft");
    }
    is_text(result_name(end_it(cancel_once, draft, ORDERED, true, &end)), "conflict", "a draft is not cancelled");
    need(end_it(drop_once, draft, ORDERED, again, &end) == OK, "a draft is dropped");
    is_int(number_of(&db.app, "SELECT COUNT(*) FROM invoice WHERE public_id = ?", A(draft)), 0, "it is gone");
    is_text(result_name(end_it(drop_once, draft, ORDERED, again, &end)), "not found", "once");
    struct lived other = { .customer_id = customer };
    other.subscription_id = number_of(&db.app, "SELECT id FROM subscription WHERE customer_id = ?", A(customer));
    other.bill_group_id =
        number_of(&db.app, "SELECT bill_group_id FROM subscription WHERE customer_id = ?", A(customer));
    worker(&other, ORDERED);
    is_int(net_of(&other), again ? 12345 + 5001 : 0, "%s", again ? "it is gathered anew" : "nothing of it is billed");
    is_int(net_of(&l), net, "another customer's stay");
  }
  sound("after drafts");
}

int main(void)
{
  billing_open(&db, "portico_invoice_cancel_test");
  need(db_exec(&db.owner, "UPDATE subscription_rule SET allowed = 'partner', days_max = IF(action = 'pause', 60, 0),"
                          " credit = TRUE WHERE org_id = 0") == OK,
       "what is left is given back");
  test_documents();
  test_refused();
  test_partly_credited();
  test_drafts();
  for (size_t i = 0; i < sizeof lives / sizeof *lives; i++) {
    for (int way = 0; way < 2 * MOMENTS; way++) {
      arena_reset(db.arena);
      if (way / 2 != BEFORE_THE_CHANGE || lives[i].steps[0].at)
        compare(&lives[i], way & 1, way / 2);
    }
    sound(lives[i].title);
  }
  test_db_close(&db);
  return tap_done();
}
