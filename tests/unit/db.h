/* A database of one's own for a unit test: on the server at $PORTICO_TEST_SOCKET, dropped and made anew, named after the test. */
#ifndef PORTICO_TESTS_DB_H
#define PORTICO_TESTS_DB_H

#include "lib/base/log.h"
#include "lib/db/internal.h"
#include "lib/db/migrate.h"
#include "tests/unit/tap.h"
#include <unistd.h>

struct test_db {
  struct config config;
  struct work owner, app; /* two connections: the one that may change tables, and one like a web program's */
  struct arena *arena;
};

static inline struct work test_work(struct test_db *t, bool owner)
{
  return (struct work){ .db = db_new(&t->config, owner),
                        .arena = t->arena,
                        .now = utc_now(),
                        .actor = "system",
                        .request_id = "test",
                        .zone = "UTC" };
}

/* Ends the program with a skipped test when there is no server. */
static inline void test_db_open(struct test_db *t, const char *name)
{
  const char *socket = getenv("PORTICO_TEST_SOCKET");
  if (!socket || !*socket) {
    puts("ok 1 - no database # SKIP PORTICO_TEST_SOCKET names no server\n1..1");
    exit(0);
  }
  log_open("test", getenv("PORTICO_TEST_LOG") ? LOG_DEBUG : LOG_ERROR + 1);
  t->arena = arena_new((size_t)256 << 20, NULL, NULL);
  t->config = (struct config){ .db_host = "",
                               .db_socket = socket,
                               .db_user = "root",
                               .db_password = "",
                               .db_name = name,
                               .db_owner_user = "root",
                               .db_owner_password = "" };
  t->owner = test_work(t, true);
  static const struct sql drop = { "DROP DATABASE", __FILE__, __LINE__ };
  if (db_connect(t->owner.db) == OK)
    (void)db_simple(t->owner.db, arena_printf(t->arena, "DROP DATABASE `%s`", name), &drop);
  db_free(t->owner.db);
  t->owner = test_work(t, true); /* makes it */
  need(db_alive(&t->owner), "a fresh database %s", name);
  t->app = test_work(t, false);
}

static inline void test_db_close(struct test_db *t)
{
  db_free(t->app.db);
  db_free(t->owner.db);
  arena_free(t->arena);
}

#endif
