/* Lives of subscriptions against an oracle: change_oracle.mjs tells them step by step, written from the rule's text in another language.
 * After each step three things are compared: the preview (what is due now, and every coming payment by day), what was booked (every row of
 * the schedule, every draft with its tax), and the subscription itself; at the end the documents and the ledger.
 * PORTICO_ORACLE_CHANGES asks for another number of generated changes. */
#include "lib/model/change.h"
#include "lib/model/ledger.h"
#include "lib/model/subscription.h"
#include "lib/model/usage.h"
#include "tests/unit/billing.h"

enum { OFFERS_MAX = 8, COMPLAINTS = 8, LIVES_A_COMMIT = 100 };

static struct test_db db;
static struct {
  char title[200], zone[64], currency[4], promo[40];
  int64_t org_id, offers[OFFERS_MAX], subscription_id, customer_id, bill_group_id;
  struct public_id subscription;
  struct work used; /* when a use came last */
  int n_offers, products, uses, wrong;
} now;
static struct plan shown; /* the last preview */
static struct sub shown_of;
static long lives, changes, compared, wrong, complaints, next_id = 100000;

static void complain(const char *what, const char *got, const char *want)
{
  wrong++;
  if (now.wrong++ || complaints++ >= COMPLAINTS)
    return;
  printf("# %s: %s\n#    got %s\n#   want %s\n", now.title, what, got, want);
}

static void compare(const char *what, const char *got, const char *want)
{
  compared++;
  if (strcmp(got, want) != 0)
    complain(what, got, want);
}

static struct work work_at(const char *instant, const char *actor)
{
  struct work w = db.app;
  w.org_id = w.person_id = now.org_id;
  w.zone = now.zone;
  w.actor = actor;
  if (!utc_parse(instant, &w.now))
    complain("a time", instant, "another");
  return w;
}

static const char *word(char **at)
{
  char *start = *at, *space = strchr(start, ' ');
  *at = space ? space + 1 : start + strlen(start);
  if (space)
    *space = '\0';
  return start;
}

static int64_t number(char **at)
{
  return atoll(word(at));
}

#include "tests/unit/change_shop.h"

static void rules_set(char *at)
{
  int64_t pause = number(&at), credit = number(&at);
  if (db_exec(
          &db.app,
          "UPDATE subscription_rule SET allowed = 'partner', days_max = IF(action = 'pause', ?, 0), credit = ? WHERE org_id = 0",
          A(pause), A(credit)) != OK)
    complain("rules", "not set", "set");
}

/* ---- the order ---- */
static void order_make(char *at)
{
  snprintf(now.zone, sizeof now.zone, "%s", word(&at));
  const char *instant = word(&at), *start = word(&at);
  struct basket b = {
    .version = now.offers[0], .company = "Life Example", .country = "AT", .po_number = "", .promo = now.promo
  };
  struct work w;
  b.quantity = number(&at);
  if (*start != '-')
    (void)date_parse(start, &b.start);
  w = work_at(instant, "partner");
  result r = basket_place(&w, &b);
  if (r != OK)
    complain("the order", b.problem ? b.problem : result_name(r), "placed");
  ROWS rows = { 0 };
  if (db_query(
          &w, &rows,
          "SELECT s.id, s.public_id, s.customer_id, s.bill_group_id FROM subscription s JOIN order_line l ON l.id = s.order_line_id"
          " JOIN customer_order o ON o.id = l.order_id WHERE o.public_id = ?",
          A(b.order)) != OK ||
      rows_one(&rows, F(now.subscription_id), F(now.subscription), F(now.customer_id), F(now.bill_group_id)) != OK)
    complain("the subscription", "none", "one");
}

/* ---- steps ---- */
static result worker_step(struct work *w, void *arg)
{
  bool *more = arg, changed;
  struct work own = *w;
  own.zone = now.zone;
  TRY(subscription_turn(w, now.subscription_id, &changed));
  TRY(usage_bill(w, now.subscription_id, &changed));
  *more = true;
  while (*more)
    TRY(invoice_draft_due(&own, now.bill_group_id, now.customer_id, 0, utc_date(w->now, now.zone), more));
  return OK;
}

static void worker_run(char *at)
{
  struct work w = work_at(word(&at), "system");
  bool more;
  result r = worker_step(&w, &more);
  if (r != OK)
    complain("the worker", result_name(r), "OK");
}

/* Before it is billed usage_sums must say the same of it. */
static void use_add(char *at)
{
  struct work w = work_at(word(&at), "system");
  const char *on = word(&at), *problem = "";
  struct usage u = { .subscription = now.subscription, .source = "api", .quantity = number(&at) };
  u.key = arena_printf(db.arena, "u%d", ++now.uses);
  if (!date_parse(on, &u.on) || usage_add(&w, &u, NULL, &problem) != OK)
    complain("a use", problem ? problem : "not taken", "taken");
  now.used = w;
}

struct posting_of {
  const struct change *change;
  const char *figures, *problem;
};

static result post(struct work *w, void *arg)
{
  struct posting_of *p = arg;
  int64_t order;
  return change_post(w, now.subscription, p->change, p->figures, &order, &p->problem);
}

static void operate(char *at)
{
  const char *instant = word(&at), *actor = word(&at);
  struct work w = work_at(instant, actor);
  struct change c = { .source = "ui" };
  const char *kind = word(&at), *when = word(&at);
  struct posting_of p = { .change = &c };
  changes++;
  (void)change_of(strcmp(kind, "offer") == 0 ? "change_offer" : kind, &c.kind);
  c.when = strcmp(when, "now") == 0 ? WHEN_NOW : strcmp(when, "end") == 0 ? WHEN_END : WHEN_RULE;
  c.quantity = number(&at);
  c.term_months = (int)number(&at);
  int64_t offer = number(&at);
  c.version.bits = offer < 0 ? 0 : (uint64_t)now.offers[offer];
  c.n_addons = (int)number(&at);
  for (int i = 0; i < c.n_addons; i++) {
    c.addons[i].version.bits = (uint64_t)now.offers[number(&at)];
    c.addons[i].quantity = number(&at);
    if (db_exec(
            &w,
            "UPDATE offer_version SET addon_of = (SELECT v.offer_id FROM subscription s JOIN offer_version v ON v.id = s.version_id"
            " WHERE s.id = ?) WHERE public_id = ?",
            A(now.subscription_id), A(c.addons[i].version)) != OK)
      complain("an add-on", "hangs on nothing", "hangs on the offer");
  }
  c.reason = c.kind == CHANGE_CANCEL ? "moved away" : NULL;
  shown = (struct plan){ 0 };
  if (sub_find(&w, now.subscription, &shown_of) != OK || change_plan(&w, &shown_of, &c, &shown) != OK) {
    complain(kind, "cannot be planned", "planned");
    return;
  }
  p.figures = shown.figures;
  result r = shown.problem ? CONFLICT : post(&w, &p);
  if (r != OK)
    complain(kind, shown.problem ? shown.problem : p.problem ? p.problem : result_name(r), "done");
}

/* ---- comparing ---- */
static const char *due_now_text(void)
{
  return arena_printf(db.arena, "%lld %lld", (long long)shown.now_net.minor, (long long)shown.now_tax.minor);
}

static const char *dues_text(void)
{
  struct buf b = BUF(db.arena);
  for (int i = 0; i < shown.n_dues; i++)
    buf_printf(&b, "%s%s %lld %lld", i ? ";" : "", date_iso(db.arena, shown.dues[i].on),
               (long long)shown.dues[i].net.minor, (long long)shown.dues[i].tax.minor);
  return buf_text(&b);
}

static int by_text(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *rows_written(void)
{
  enum { ROWS_MAX = 4000 };
  static const char *lines[ROWS_MAX];
  struct buf b = BUF(db.arena);
  int n = 0;
  ROWS rows = { 0 };
  if (db_query(
          &db.app, &rows,
          "SELECT CONCAT(p.name, IF(i.addon, '+', ''), ' ', e.kind, ' ', e.period_from, ' ', e.period_to, ' ', e.due_on, ' ',"
          " e.amount_minor, ' ', e.margin_minor, ' ', ELT(FIELD(e.status, 'planned', 'invoiced', 'void'), 'P', 'I', 'V'))"
          " FROM schedule_entry e JOIN subscription_item i ON i.id = e.item_id JOIN product p ON p.id = i.product_id"
          " WHERE e.subscription_id = ?",
          A(now.subscription_id)) != OK)
    return "?";
  while (n < ROWS_MAX && rows_next(&rows, F(lines[n])))
    n++;
  qsort(lines, (size_t)n, sizeof *lines, by_text);
  for (int i = 0; i < n; i++)
    buf_printf(&b, "%s%s", i ? ";" : "", lines[i]);
  return buf_text(&b);
}

/* Each draft: its own net and tax; its lines sum to the net, and its taxes to the tax. */
static const char *bills_written(void)
{
  struct buf b = BUF(db.arena);
  int64_t net, tax, lines, taxes;
  ROWS rows = { 0 };
  if (db_query(
          &db.app, &rows,
          "SELECT i.net_minor, i.tax_minor, (SELECT CAST(SUM(l.amount_minor) AS SIGNED) FROM invoice_line l WHERE l.invoice_id = i.id),"
          " (SELECT CAST(SUM(x.tax_minor) AS SIGNED) FROM invoice_tax x WHERE x.invoice_id = i.id)"
          " FROM invoice i WHERE i.customer_id = ? ORDER BY i.id",
          A(now.customer_id)) != OK)
    return "?";
  for (int i = 0; rows_next(&rows, F(net), F(tax), F(lines), F(taxes)); i++)
    buf_printf(&b, "%s%lld %lld%s", i ? ";" : "", (long long)net, (long long)tax,
               lines == net && taxes == tax ? "" : " but not its lines");
  return buf_text(&b);
}

/* U7: before it is billed, as the page says it. */
static const char *uses_told(void)
{
  struct buf b = BUF(db.arena);
  struct sub s;
  struct usage_sum *sums;
  int n;
  if (sub_find(&now.used, now.subscription, &s) != OK || usage_sums(&now.used, &s, &sums, &n) != OK)
    return "?";
  for (int i = 0; i < n; i++)
    buf_printf(&b, "%s%s %s %lld %lld %lld", i ? ";" : "", date_iso(db.arena, sums[i].from),
               date_iso(db.arena, sums[i].to), (long long)sums[i].units, (long long)sums[i].amount.minor,
               (long long)sums[i].buy.minor);
  return buf_text(&b);
}

static const char *head_written(void)
{
  const char *text = "?";
  ROWS rows = { 0 };
  if (db_query(
          &db.app, &rows,
          "SELECT CONCAT(status, ' ', term_start_on, ' ', COALESCE(term_end_on, '-'), ' ', COALESCE(cancel_on, '-'), ' ', quantity)"
          " FROM subscription WHERE id = ?",
          A(now.subscription_id)) == OK)
    (void)rows_one(&rows, F(text));
  return text;
}

static void life_begin(const char *title)
{
  arena_reset(db.arena);
  memset(&now, 0, sizeof now);
  snprintf(now.title, sizeof now.title, "%s", title);
  now.products = (int)(next_id += 20) - 20;
  lives++;
  db.app.now = utc_now();
  /* One at a time and nobody else there: a transaction of many lives is as good as many, and quicker. */
  if (lives % LIVES_A_COMMIT == 1 && ((lives > 1 && db_commit(&db.app) != OK) || db_begin(&db.app) != OK))
    complain("a transaction", "none", "one");
}

static void org_set(char *at)
{
  static const char *const currencies[] = { "EUR", "EUR", "EUR", "JPY", "KWD", "EUR" };
  now.org_id = number(&at);
  snprintf(now.currency, sizeof now.currency, "%s", currencies[now.org_id - 9001]);
}

static void line_do(char *line)
{
  char *at = line;
  const char *what = word(&at);
  static const struct {
    const char *word;
    void (*act)(char *at);
  } acts[] = {
    { "org", org_set },          { "rules", rules_set },   { "offer", offer_make }, { "item", item_make },
    { "counted", counted_make }, { "use", use_add },       { "promo", promo_make }, { "price", price_change },
    { "order", order_make },     { "worker", worker_run }, { "op", operate }
  };
  static const struct {
    const char *word, *what;
    const char *(*text)(void);
  } wants[] = { { "now", "the preview: due now, net and tax", due_now_text },
                { "dues", "the preview: coming payments", dues_text },
                { "rows", "booked: the schedule", rows_written },
                { "bills", "booked: drafts, net and tax", bills_written },
                { "head", "the subscription", head_written },
                { "uses", "what is used and not billed yet", uses_told } };
  if (strcmp(what, "case") == 0)
    life_begin(at);
  for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
    if (strcmp(what, acts[i].word) == 0)
      acts[i].act(at);
  for (size_t i = 0; i < sizeof wants / sizeof *wants; i++)
    if (strcmp(what, wants[i].word) == 0)
      compare(wants[i].what, wants[i].text(), at);
}

/* ---- at the end: every draft becomes a document, posted ---- */
static result issue(struct work *w, void *arg)
{
  return invoice_issue_waiting(w, 9001, arg);
}

static void books_check(void)
{
  struct work w = billing_work(&db, 0, "2040-01-01T00:00:00Z", "UTC");
  struct ledger_fault faults;
  int issued = 1;
  while (issued && db_transaction(&w, issue, &issued) == OK)
    arena_reset(db.arena);
  is_int(number_of(&db.app, "SELECT COUNT(*) FROM invoice WHERE status = 'draft'"), 0, "every draft is issued");
  ok(number_of(&db.app, "SELECT COUNT(*) FROM invoice WHERE kind = 'credit_note' AND total_minor < 0") > 5,
     "credit notes are among them");
  need(ledger_check(&db.app, &faults) == OK, "the ledger is looked at");
  is_int(faults.unbalanced_txns + faults.wrong_invoices + faults.missing_postings + faults.wrong_credits +
             faults.wrong_balances,
         0, "and balances, credits included");
  is_int(number_of(
             &db.app,
             "SELECT CAST(SUM(e.amount_minor) AS SIGNED) - (SELECT CAST(SUM(i.total_minor) AS SIGNED) FROM invoice i)"
             " FROM ledger_entry e WHERE e.account = 'receivable'"),
         0, "what is owed is the sum of what was issued");
}

int main(void)
{
  static const char *const folders[] = { ".", "..", "../.." };
  const char *asked = getenv("PORTICO_ORACLE_CHANGES"), *source = getenv("srcdir");
  long generated = asked ? atol(asked) : 2000;
  char command[4096], path[2048] = "", *line = NULL;
  size_t room = 0;
  ssize_t size;
  for (size_t i = 0; i < 3 && access(path, R_OK) != 0; i++)
    snprintf(path, sizeof path, "%s/tests/unit/change_oracle.mjs", i == 0 && source != NULL ? source : folders[i]);
  if (system("command -v node >/dev/null") != 0 || access(path, R_OK) != 0) {
    ok(true, "the oracle needs node and the source tree: not here # SKIP");
    return tap_done();
  }
  billing_open(&db, "portico_change_oracle_test");
  snprintf(command, sizeof command, "node '%s' %ld", path, generated);
  FILE *f = popen(command, "re");
  need(f != NULL, "the oracle starts");
  while ((size = getline(&line, &room, f)) > 0) {
    line[size - 1] = '\0';
    line_do(line);
  }
  free(line);
  need(db_commit(&db.app) == OK, "everything is kept");
  is_int(pclose(f), 0, "the oracle agrees with what was computed by hand");
  ok(changes >= generated + 40, "%ld changes in %ld lives, 40 and more of them by hand", changes, lives);
  is_int(wrong, 0, "%ld previews, schedules and bills are to the cent as the oracle says", compared);
  books_check();
  test_db_close(&db);
  return tap_done();
}
