/* Every literal of this executable, prepared against the schema and the grants. */
#include "lib/base/log.h"
#include "lib/db/internal.h"

#include <stdio.h>
#include <string.h>

/* Made by the linker around the section that SQL() fills; absent in a program without statements. */
extern const struct sql *const __start_portico_sql[] __attribute__((weak, visibility("hidden")));
extern const struct sql *const __stop_portico_sql[] __attribute__((weak, visibility("hidden")));

int db_count_statements(void)
{
  return (int)(__stop_portico_sql - __start_portico_sql);
}

static bool check(MYSQL *m, const struct sql *sql)
{
  MYSQL_STMT *s = mysql_stmt_init(m);
  bool ok = s && mysql_stmt_prepare(s, sql->text, strlen(sql->text)) == 0;
  if (!ok)
    fprintf(stderr, "%s:%d: %u %s\n  %s\n", sql->file, sql->line, s ? mysql_stmt_errno(s) : 0,
            s ? mysql_stmt_error(s) : "", sql->text);
  if (s)
    mysql_stmt_close(s);
  return ok;
}

int db_check_statements(struct work *w)
{
  int failures = 0, n = db_count_statements();
  if (n == 0)
    return 0;
  if (db_begin(w) != OK) { /* a session that only reads refuses to prepare a write */
    fprintf(stderr, "the database cannot be reached, so no statement could be checked\n");
    return n;
  }
  for (int i = 0; i < n; i++)
    if (!check(w->db->link->driver, __start_portico_sql[i]))
      failures++;
  db_rollback(w);
  return failures;
}
