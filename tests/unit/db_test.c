/* Values in and out, errors, transactions and lost connections, against a real server. */
#include "tests/unit/db.h"

#include <sys/wait.h>

static void make_tables(struct work *w)
{
  int good = 0;
  good +=
      db_exec(
          w,
          "CREATE TABLE v (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, public_id BIGINT UNSIGNED NULL, i INT NULL, "
          "b BOOLEAN NULL, s VARCHAR(200) NULL, c CHAR(3) NULL, h BINARY(4) NULL, big MEDIUMTEXT NULL, "
          "d DATE NULL, t DATETIME(6) NULL, e ENUM('x','y') NULL, UNIQUE KEY v_public (public_id)) ENGINE=InnoDB") ==
      OK;
  good +=
      db_exec(
          w, "CREATE TABLE child (id BIGINT NOT NULL PRIMARY KEY, v_id BIGINT NOT NULL, "
             "CONSTRAINT child_v FOREIGN KEY (v_id) REFERENCES v (id), n INT NOT NULL, CHECK (n > 0)) ENGINE=InnoDB") ==
      OK;
  good += db_exec(w, "CREATE TABLE two (id INT NOT NULL PRIMARY KEY, n INT NOT NULL) ENGINE=InnoDB") == OK;
  good += db_exec(w, "INSERT INTO two VALUES (1, 0), (2, 0)") == OK;
  is_int(good, 4, "tables for the test");
}

struct all {
  struct public_id id;
  int i;
  bool b;
  const char *s;
  char c[4];
  struct bytes h;
  const char *big;
  struct date d;
  struct utc t;
  const char *e;
};

static result all_insert(struct work *w, const struct all *a)
{
  return db_exec(w, "INSERT INTO v (public_id, i, b, s, c, h, big, d, t, e) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 A(a->id), A(a->i), A(a->b), A(a->s), A((const char *)a->c), A(a->h), A(a->big), A(a->d), A(a->t),
                 A(a->e));
}

static result all_find(struct work *w, int64_t id, struct all *a)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT public_id, i, b, s, c, h, big, d, t, e FROM v WHERE id = ?", A(id)));
  return rows_one(&rows, F(a->id), F(a->i), F(a->b), F(a->s), F(a->c), F(a->h), F(a->big), F(a->d), F(a->t), F(a->e));
}

static void types_round(struct work *w, struct arena *arena)
{
  char *big = arena_alloc(arena, 70001);
  memset(big, 'x', 70000);
  struct all in = { .id = { 0xfedcba9876543210 },
                    .i = -7,
                    .b = true,
                    .s = "\xf0\x9f\x98\x80 Ω \x27;--",
                    .c = "KWD",
                    .h = { (const unsigned char *)"\0\1\xff\0", 4 },
                    .big = big,
                    .d = { 2024, 2, 29 },
                    .t = { 1731974400123456 },
                    .e = "y" };
  struct all out;
  is_int(db_begin(w), OK, "begin");
  is_int(all_insert(w, &in), OK, "every type is stored");
  int64_t id = db_insert_id(w);
  is_int(db_commit(w), OK, "commit");
  is_int(all_find(w, id, &out), OK, "and found");
  ok(out.id.bits == in.id.bits, "an id above 2^63");
  is_int(out.i, -7, "a negative number");
  ok(out.b, "true");
  is_text(out.s, in.s, "text of four-byte characters");
  is_text(out.c, "KWD", "a currency");
  ok(out.h.size == 4 && memcmp(out.h.at, in.h.at, 4) == 0, "bytes with zeros");
  is_text(out.big, big, "a text longer than the scratch");
  ok(date_compare(out.d, in.d) == 0, "a leap day");
  is_int(out.t.us, in.t.us, "microseconds");
  is_text(out.e, "y", "an enumeration");
}

static void nulls_round(struct work *w)
{
  struct all out = { .i = 5, .s = "left" };
  is_int(db_begin(w), OK, "begin");
  is_int(db_exec(w, "INSERT INTO v (public_id, s, d, t, i) VALUES (?, ?, ?, ?, ?)", A((struct public_id){ 0 }),
                 A((const char *)NULL), A((struct date){ 0 }), A((struct utc){ 0 }), A_REF((int64_t)0)),
         OK, "nothing of every kind is stored");
  int64_t id = db_insert_id(w);
  is_int(db_commit(w), OK, "commit");
  is_int(all_find(w, id, &out), OK, "and found");
  ok(out.id.bits == 0 && out.i == 0 && !out.b && !out.s && !out.c[0] && !out.h.at && !out.big && !out.d.year &&
         !out.t.us,
     "SQL's NULL is NULL, 0, no date");
  is_int(all_find(w, id + 1000, &out), NOT_FOUND, "no row is NOT_FOUND");
}

static void reading_untyped(struct work *w)
{
  ROWS rows = { 0 };
  is_int(db_query(w, &rows, "SELECT public_id AS p, i, s, d, t, SUM(i) OVER () AS total, h FROM v ORDER BY id"), OK,
         "untyped");
  ok(rows_step(&rows), "a row");
  is_int(rows_find(&rows, "t"), 4, "a column by its alias");
  is_int(rows_find(&rows, "nope"), -1, "an unknown alias");
  is_text(rows_text(&rows, 0), "18364758544493064720", "an unsigned id as text");
  is_text(rows_text(&rows, 3), "2024-02-29", "a date as text");
  is_text(rows_text(&rows, 4), "2024-11-19 00:00:00.123456", "an instant as text");
  is_int(rows_int(&rows, 5), -7, "a sum, which the server sends as a decimal");
  ok(rows_public(&rows, 0).bits == 0xfedcba9876543210, "an id");
  is_int(rows_utc(&rows, 4).us, 1731974400123456, "an instant");
  ok(rows_step(&rows) && rows_null(&rows, 2), "NULL is seen");
  is_text(rows_text(&rows, 2), "", "and reads as nothing");
  ok(!rows_step(&rows) && !rows_step(&rows), "the end stays the end");
}

static int64_t depth_sum(struct work *w, int depth)
{
  int n, sum = 0;
  ROWS rows = { 0 };
  if (db_query(w, &rows, "SELECT id FROM two ORDER BY id") != OK)
    return -1;
  while (rows_next(&rows, F(n)))
    sum += n + (depth > 0 ? (int)depth_sum(w, depth - 1) : 0);
  return sum;
}

static void rows_within_rows(struct work *w)
{
  int id, n, pairs = 0;
  ROWS outer = { 0 };
  is_int(db_query(w, &outer, "SELECT id FROM two ORDER BY id"), OK, "the outer rows");
  while (rows_next(&outer, F(id))) {
    ROWS inner = { 0 };
    if (db_query(w, &inner, "SELECT n FROM two WHERE id >= ?", A(id)) != OK)
      break;
    while (rows_next(&inner, F(n)))
      pairs++;
  }
  is_int(pairs, 3, "a second statement runs while rows of the first are open");
  is_int(depth_sum(w, 2), 21, "the same statement runs within its own rows");
}

static void refusals(struct work *w)
{
  is_int(db_exec(w, "UPDATE two SET n = 1"), FAILED, "a session outside a transaction cannot write");
  is_int(db_begin(w), OK, "begin");
  ok(db_in_transaction(w), "a transaction is open");
  is_int(db_exec(w, "INSERT INTO v (public_id) VALUES (?)", A((struct public_id){ 77 })), OK, "a first");
  is_int(db_exec(w, "INSERT INTO v (public_id) VALUES (?)", A((struct public_id){ 77 })), CONFLICT,
         "a duplicate is CONFLICT");
  is_int(db_exec(w, "INSERT INTO v (s) VALUES (REPEAT(?, 201))", A("x")), INVALID, "too long a text is INVALID");
  is_int(db_exec(w, "INSERT INTO v (i) VALUES (?)", A((int64_t)1 << 40)), INVALID, "too large a number is INVALID");
  is_int(db_exec(w, "INSERT INTO v (d) VALUES (?)", A("2023-02-29")), INVALID, "no such day is INVALID");
  is_int(db_exec(w, "INSERT INTO v (e) VALUES (?)", A("z")), INVALID, "an unknown word of an enumeration is INVALID");
  is_int(db_exec(w, "INSERT INTO child VALUES (1, 1, ?)", A(0)), INVALID, "a broken check is INVALID");
  is_int(db_exec(w, "INSERT INTO child VALUES (1, 999999, 1)"), INVALID, "a missing parent is INVALID");
  is_int(db_exec(w, "INSERT INTO child VALUES (1, 1, 1)"), OK, "a child");
  is_int(db_exec(w, "DELETE FROM v WHERE id = 1"), CONFLICT, "a row still referred to is CONFLICT");
  is_int(db_exec(w, "UPDATE two SET n = 0 WHERE id = ?", A(1)), OK, "an update that changes nothing");
  is_int(db_changed(w), 1, "counts the rows found");
  db_rollback(w);
  ok(!db_in_transaction(w), "rolled back");
  is_int(db_begin(w), OK, "begin");
  is_int(db_begin(w), FAILED, "no second transaction within");
  db_rollback(w);
  is_int(db_commit(w), FAILED, "no commit without one");
}

static result session_kill(struct work *killer, struct work *w)
{
  ROWS rows = { 0 };
  int64_t id = 0;
  TRY(db_query(w, &rows, "SELECT CONNECTION_ID()"));
  TRY(rows_one(&rows, F(id)));
  rows_close(&rows);
  TRY(db_exec(killer, "KILL ?", A(id)));
  usleep(100000);
  return OK;
}

static void lost_connections(struct work *w, struct work *killer)
{
  struct all out;
  int id, seen = 0;
  is_int(session_kill(killer, w), OK, "the connection is killed");
  is_int(all_find(w, 1, &out), OK, "a read outside a transaction runs again by itself");
  is_int(session_kill(killer, w), OK, "killed again");
  is_int(db_begin(w), OK, "a transaction begins on a new connection");
  is_int(session_kill(killer, w), OK, "killed inside");
  is_int(db_exec(w, "UPDATE two SET n = 9"), UNAVAILABLE, "inside a transaction it is UNAVAILABLE");
  is_int(all_find(w, 1, &out), UNAVAILABLE, "and stays so until the transaction is over");
  is_int(db_commit(w), UNAVAILABLE, "its commit too");
  is_int(all_find(w, 1, &out), OK, "afterwards all is well");
  ROWS rows = { 0 };
  is_int(db_query(w, &rows, "SELECT id FROM two ORDER BY id"), OK, "rows that are open");
  is_int(session_kill(killer, w), OK, "survive a killed connection");
  while (rows_next(&rows, F(id))) {
    seen++;
    is_int(all_find(w, 1, &out), OK, "and so do others beside them");
  }
  is_int(seen, 2, "both rows were read");
  ok(db_alive(w), "alive");
}

/* Read, then somebody else writes, then write: InnoDB alone would lose the other's change without a word. */
static void stale_read(struct test_db *t)
{
  struct work other = test_work(t, false), *w = &t->app;
  ROWS rows = { 0 };
  int n = 0;
  is_int(db_begin(w), OK, "begin");
  ok(db_query(w, &rows, "SELECT n FROM two WHERE id = 1") == OK && rows_next(&rows, F(n)), "a read in a transaction");
  rows_close(&rows);
  is_int(db_begin(&other), OK, "meanwhile another");
  is_int(db_exec(&other, "UPDATE two SET n = n + 10 WHERE id = 1"), OK, "changes the row");
  is_int(db_commit(&other), OK, "and commits");
  is_int(db_exec(w, "UPDATE two SET n = ? WHERE id = 1", A(n)), RETRY,
         "a write that rests on the read is to be tried again");
  db_rollback(w);
  is_int(db_begin(&other), OK, "begin");
  is_int(db_exec(&other, "UPDATE two SET n = 0"), OK, "as before");
  is_int(db_commit(&other), OK, "commit");
  db_free(other.db);
}

/* ---- deadlock ---- */

struct meeting {
  int first, second, runs;
  int ready, go; /* pipes: tell the other side that the first row is held, and wait for it */
};

static result cross(struct work *w, void *arg)
{
  struct meeting *m = arg;
  char c = 0;
  m->runs++;
  TRY(db_exec(w, "UPDATE two SET n = n + 1 WHERE id = ?", A(m->first)));
  if (m->runs == 1 && (write(m->ready, "x", 1) != 1 || read(m->go, &c, 1) != 1))
    return FAILED;
  return db_exec(w, "UPDATE two SET n = n + 1 WHERE id = ?", A(m->second));
}

static int other_process(struct test_db *t, struct meeting m)
{
  struct work w = test_work(t, false);
  result r = db_transaction(&w, cross, &m);
  db_free(w.db);
  return r == OK ? m.runs : 100;
}

static void deadlock(struct test_db *t)
{
  int a[2], b[2], status = 0, sum = 0;
  need(pipe(a) == 0 && pipe(b) == 0, "pipes");
  pid_t child = fork();
  if (child == 0)
    _exit(other_process(t, (struct meeting){ .first = 2, .second = 1, .ready = b[1], .go = a[0] }));
  struct work w = test_work(t, false);
  struct meeting m = { .first = 1, .second = 2, .ready = a[1], .go = b[0] };
  is_int(db_transaction(&w, cross, &m), OK, "a transaction that met a deadlock ends well");
  waitpid(child, &status, 0);
  ok(WIFEXITED(status) && WEXITSTATUS(status) < 100, "and so does the other");
  ok(m.runs + WEXITSTATUS(status) >= 3, "one of the two ran again");
  ROWS rows = { 0 };
  is_int(db_query(&w, &rows, "SELECT SUM(n) FROM two"), OK, "the sum");
  ok(rows_next(&rows, F(sum)) && sum == 4, "each counted once (%d)", sum);
  rows_close(&rows);
  db_free(w.db);
}

static result always_retry(struct work *w, void *arg)
{
  (void)w;
  ++*(int *)arg;
  return RETRY;
}

static void counting(struct work *w)
{
  struct all out;
  int runs = 0;
  int64_t before = db_statements(w->db);
  all_find(w, 1, &out);
  all_find(w, 1, &out);
  is_int(db_statements(w->db) - before, 2, "statements are counted");
  is_int(db_transaction(w, always_retry, &runs), UNAVAILABLE, "a transaction is not tried for ever");
  is_int(runs, 5, "but five times");
  ROWS rows = { 0 };
  is_int(db_query(w, &rows, "SELECT id FROM two WHERE id < 0"), OK, "an empty result");
  int id;
  ok(!rows_next(&rows, F(id)), "has no row");
  rows_close(&rows);
}

static void left_behind(struct work *w)
{
  struct rows rows = { 0 };
  int id;
  is_int(db_query(w, &rows, "SELECT id FROM two ORDER BY id DESC"), OK, "rows left open, as after a jump");
  is_int(db_begin(w), OK, "in a transaction");
  db_reset(w->db);
  ok(!db_in_transaction(w), "reset rolls back");
  is_int(db_query(w, &rows, "SELECT id FROM two ORDER BY id DESC"), OK, "and the connection goes on");
  ok(rows_next(&rows, F(id)) && id == 2, "with fresh rows");
  rows_close(&rows);
}

static void server_away(struct test_db *t)
{
  struct config gone = t->config;
  gone.db_socket = "/nonexistent/socket";
  struct work w = t->app;
  w.db = db_new(&gone, false);
  ROWS rows = { 0 };
  is_int(db_query(&w, &rows, "SELECT 1"), UNAVAILABLE, "no server is UNAVAILABLE");
  is_int(db_begin(&w), UNAVAILABLE, "for a transaction too");
  ok(!db_alive(&w), "and not alive");
  db_free(w.db);
}

int main(void)
{
  struct test_db t;
  char folder[] = "/tmp/portico-XXXXXX";
  test_db_open(&t, "portico_unit_db");
  make_tables(&t.owner);
  types_round(&t.app, t.arena);
  nulls_round(&t.app);
  reading_untyped(&t.app);
  rows_within_rows(&t.app);
  refusals(&t.app);
  lost_connections(&t.app, &t.owner);
  stale_read(&t);
  deadlock(&t);
  counting(&t.app);
  left_behind(&t.app);
  server_away(&t);
  is_int(migrate_run(&t.owner, mkdtemp(folder)), OK, "an empty folder of migrations");
  ok(db_count_statements() > 30, "the literals of this program are known");
  is_int(db_check_statements(&t.owner), 0, "and prepare");
  rmdir(folder);
  test_db_close(&t);
  return tap_done();
}
