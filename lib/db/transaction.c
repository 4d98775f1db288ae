/* Transactions: begin, commit, roll back, and running a whole one again after a deadlock. */
#include "lib/base/log.h"
#include "lib/db/internal.h"

#include <unistd.h>

enum { TRIES = 5, TRY_S = 12 };

/* For the log: where the house itself speaks to the server. */
static const struct sql begin_sql = { "START TRANSACTION READ WRITE", __FILE__, __LINE__ };
static const struct sql commit_sql = { "COMMIT", __FILE__, __LINE__ };
static const struct sql rollback_sql = { "ROLLBACK", __FILE__, __LINE__ };

result db_begin(struct work *w)
{
  struct db *db = w->db;
  if (db->in_transaction)
    return FAIL("database: a transaction is open already");
  result r = OK;
  for (int i = 0; i < 2; i++) { /* nothing is lost when an idle connection turns out to be dead here */
    TRY(db_connect(db));
    r = db_simple(db, begin_sql.text, &begin_sql);
    if (r == OK || db->link)
      break;
  }
  db->in_transaction = r == OK;
  return r;
}

result db_commit(struct work *w)
{
  struct db *db = w->db;
  if (!db->in_transaction)
    return FAIL("database: no transaction is open");
  if (!db->link) { /* lost on the way: the server has rolled back */
    db->in_transaction = false;
    return UNAVAILABLE;
  }
  result r = db_simple(db, commit_sql.text, &commit_sql);
  if (r != OK)
    db_rollback(w);
  db->in_transaction = false;
  return r;
}

static void rollback(struct db *db)
{
  if (!db->in_transaction)
    return;
  if (db->link && db_simple(db, rollback_sql.text, &rollback_sql) != OK)
    link_retire(db); /* whatever state it is in, nobody goes on in it */
  db->in_transaction = false;
}

void db_rollback(struct work *w)
{
  rollback(w->db);
}

bool db_in_transaction(const struct work *w)
{
  return w->db->in_transaction;
}

static void close_left_open(struct statement *s)
{
  if (s && s->open)
    statement_give_back(s);
}

void db_reset(struct db *db)
{
  rollback(db);
  struct link *link = db->link;
  if (!link || link->open == 0)
    return;
  for (size_t i = 0; i < link->room; i++)
    close_left_open(link->cache[i]);
  while (link->extras) /* gives itself back, which takes it off the list */
    close_left_open(link->extras);
}

/* Longer with each try, and never the same for two processes that met in a deadlock. */
static void wait_before_try(int n)
{
  unsigned random;
  random_bytes(&random, sizeof random);
  usleep((useconds_t)(random % (unsigned)(5000 << n)) + 1000);
}

result db_transaction(struct work *w, result (*work)(struct work *w, void *arg), void *arg)
{
  int64_t start = monotonic_s();
  for (int n = 1;; n++) {
    TRY(db_begin(w));
    result r = work(w, arg);
    if (r == OK)
      r = db_commit(w);
    else
      db_rollback(w); /* after 1213 too: the driver still believes in the transaction that the server gave up */
    if (r != RETRY)
      return r;
    if (n == TRIES || monotonic_s() - start > TRY_S) {
      log_warn("database: gave up after %d tries", n);
      return UNAVAILABLE;
    }
    wait_before_try(n);
  }
}
