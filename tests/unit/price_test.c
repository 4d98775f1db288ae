/* Prices and their periods, against a real server: what was stays, periods never overlap, and what was set is what a day finds. */
#include "lib/model/price.h"
#include "tests/unit/db.h"

static const struct date no_day = { 0 };

static result one(struct work *w, const char **out)
{
  struct date from, until;
  int64_t amount;
  struct buf b = BUF(w->arena);
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT amount_minor, valid_from, valid_until FROM product_price WHERE product_id = 1 AND currency = 'EUR'"
      " ORDER BY valid_from"));
  while (rows_next(&rows, F(amount), F(from), F(until)))
    buf_printf(&b, "%s%lld %s..%s", b.size ? " | " : "", (long long)amount, date_iso(w->arena, from),
               date_iso(w->arena, until));
  *out = buf_text(&b);
  return OK;
}

/* Sets a price of product 1 in its own transaction; what it answers. */
static result set(struct work *w, int64_t list_id, int64_t minor, const char *from, const char *until,
                  const char **problem)
{
  struct date f = { 0 }, u = { 0 };
  const struct price_place place = { list_id, 1 };
  need(date_parse(from, &f) && (!*until || date_parse(until, &u)), "the test's days");
  need(db_begin(w) == OK, "begin");
  result r = price_set(w, &place, money_of(minor, "EUR"), f, u, problem);
  if (r == OK)
    need(db_commit(w) == OK, "commit");
  else
    db_rollback(w);
  return r;
}

static void sets(struct work *w, int64_t minor, const char *from, const char *until, const char *after, const char *why)
{
  const char *problem = "", *now = "";
  is_int(set(w, 0, minor, from, until, &problem), OK, "%s", why);
  need(one(w, &now) == OK, "read");
  is_text(now, after, "%s: the periods", why);
}

static void refuses(struct work *w, const char *from, const char *until, const char *why)
{
  const char *problem = NULL, *before = "", *now = "";
  need(one(w, &before) == OK, "read");
  is_int(set(w, 0, 999, from, until, &problem), INVALID, "%s is refused", why);
  ok(problem && *problem, "%s: with a sentence", why);
  need(one(w, &now) == OK, "read");
  is_text(now, before, "%s: nothing changed", why);
}

/* It is 10:00 UTC on 20 November 2026; on the line of dates the 21st has begun, so the 22nd is the first day that is open. */
static void periods(struct work *w)
{
  ok(date_compare(price_first_open_day(w), (struct date){ 2026, 11, 22 }) == 0,
     "a day that has begun anywhere is closed");
  refuses(w, "2026-11-19", "", "a price in the past");
  refuses(w, "2026-12-10", "2026-12-09", "an end before the beginning");
  sets(w, 1000, "2026-11-20", "", "1000 2026-11-20..", "the first price may begin today");
  refuses(w, "2026-11-20", "", "today's price once more");
  refuses(w, "2026-11-21", "", "a day that has begun elsewhere");
  sets(w, 1100, "2026-11-22", "", "1000 2026-11-20..2026-11-21 | 1100 2026-11-22..", "a new price ends the one before");
  sets(w, 1150, "2026-11-22", "", "1000 2026-11-20..2026-11-21 | 1150 2026-11-22..", "a coming price is replaced");
  sets(w, 2000, "2027-01-01", "", "1000 2026-11-20..2026-11-21 | 1150 2026-11-22..2026-12-31 | 2000 2027-01-01..",
       "one far ahead");
  sets(w, 1500, "2026-12-10", "",
       "1000 2026-11-20..2026-11-21 | 1150 2026-11-22..2026-12-09 | 1500 2026-12-10..2026-12-31 | 2000 2027-01-01..",
       "one between two ends before the later");
  refuses(w, "2026-12-20", "2027-01-01", "an end that reaches into the next price");
  sets(w, 900, "2026-12-10", "2026-12-24",
       "1000 2026-11-20..2026-11-21 | 1150 2026-11-22..2026-12-09 | 900 2026-12-10..2026-12-24 | 2000 2027-01-01..",
       "an end of its own leaves a gap");
  sets(w, 950, "2026-12-28", "",
       "1000 2026-11-20..2026-11-21 | 1150 2026-11-22..2026-12-09 | 900 2026-12-10..2026-12-24 | 950 "
       "2026-12-28..2026-12-31"
       " | 2000 2027-01-01..",
       "the gap is filled up to the next");
}

/* A band has periods of its own, and does not end those of another. */
static void bands(struct work *w)
{
  const char *problem = NULL;
  int64_t ten = 0, open = 0;
  struct date from = { 2026, 12, 1 }, until = { 0 };
  const struct price_place place = { 0, 1, 10 };
  for (int minor = 900; minor <= 950; minor += 50) {
    need(db_begin(w) == OK, "begin");
    is_int(price_set(w, &place, money_of(minor, "CHF"), from, until, &problem), OK, "from 10 pieces on %d", minor);
    need(db_commit(w) == OK, "commit");
  }
  const struct price_place one_piece = { 0, 1, 1 };
  need(db_begin(w) == OK, "begin");
  is_int(price_set(w, &one_piece, money_of(1000, "CHF"), from, until, &problem), OK, "for any number, on the same day");
  need(db_commit(w) == OK, "commit");
  ROWS rows = { 0 };
  need(db_query(
           w, &rows,
           "SELECT COALESCE(SUM(IF(from_units = 10, amount_minor, 0)), 0), SUM(valid_until IS NULL) FROM product_price"
           " WHERE product_id = 1 AND currency = 'CHF'") == OK,
       "read");
  need(rows_next(&rows, F(ten), F(open)), "row");
  is_int(ten, 950, "the band's coming price was replaced, not doubled");
  is_int(open, 2, "and both bands stay open");
}

/* Many days in no order: whatever was answered, no day has two prices. */
static void never_two(struct work *w)
{
  int64_t overlaps = -1, made = 0;
  uint32_t seed = 7;
  for (int i = 0; i < 120; i++) {
    const char *problem;
    seed = seed * 1664525u + 1013904223u;
    struct date from = date_add_days((struct date){ 2026, 11, 20 }, (int32_t)(seed >> 16) % 200);
    struct date until = seed & 64 ? date_add_days(from, (int32_t)(seed >> 24) % 40) : no_day;
    made += set(w, 1, i, date_iso(w->arena, from), date_iso(w->arena, until), &problem) == OK;
  }
  ROWS rows = { 0 };
  need(db_query(w, &rows,
                "SELECT COUNT(*) FROM price_list_item a JOIN price_list_item b ON b.id > a.id AND a.valid_from <= "
                "COALESCE(b.valid_until,"
                " '2999-01-01') AND b.valid_from <= COALESCE(a.valid_until, '2999-01-01')") == OK,
       "read");
  need(rows_next(&rows, F(overlaps)), "row");
  ok(made > 20, "%lld prices were set", (long long)made);
  is_int(overlaps, 0, "no two periods overlap");
}

static void traces(struct work *w)
{
  int64_t n = 0;
  const char *detail = "";
  ROWS rows = { 0 };
  need(
      db_query(
          w, &rows,
          "SELECT COUNT(*), MIN(v.detail) FROM audit a JOIN audit_value v ON v.audit_id = a.id WHERE a.noun = 'product'"
          " AND a.action = 'price.set'") == OK,
      "read");
  need(rows_next(&rows, F(n), F(detail)), "row");
  is_int(n, 10, "every price that was set left its trace, and none that was refused");
  is_text(detail, "SEAT: 10.00 CHF, 2026-12-01", "with the amount");
}

int main(void)
{
  struct test_db t = { 0 };
  test_db_open(&t, "price_test");
  need(migrate_run(&t.owner, "schema") == OK, "the schema");
  struct work *w = &t.app;
  need(utc_parse("2026-11-20T10:00:00Z", &w->now), "the clock");
  need(db_begin(w) == OK &&
           db_exec(w,
                   "INSERT INTO product (id, public_id, code, name, charge, period_months, created_at)"
                   " VALUES (1, 1, 'SEAT', 'Seat', 'recurring', 1, ?)",
                   A(w->now)) == OK &&
           db_exec(w, "INSERT INTO price_list (id, public_id, name, created_at) VALUES (1, 1, 'List', ?)", A(w->now)) ==
               OK &&
           db_commit(w) == OK,
       "a product and a list");
  periods(w);
  bands(w);
  never_two(w);
  traces(w);
  test_db_close(&t);
  return tap_done();
}
