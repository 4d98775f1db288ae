/* What the database holds: which migrations, and the schema as text. Reads only, so the web programs may link it. */
#include "lib/base/log.h"
#include "lib/db/internal.h"
#include "lib/db/migrate.h"

#include <string.h>

bool migrate_table_exists(struct work *w, result *r)
{
  ROWS rows = { 0 };
  *r = db_query(
      w, &rows,
      "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'schema_step'");
  return *r == OK && rows_step(&rows);
}

static bool listed(const char *const *names, int n, const char *name)
{
  for (int i = 0; i < n; i++)
    if (strcmp(names[i], name) == 0)
      return true;
  return false;
}

result migrate_state(struct work *w, const char *folder, int *behind)
{
  const char **names, *name;
  int n = 0, known = 0, unknown = 0;
  result r = OK;
  TRY(script_list(w->arena, folder, &names, &n));
  *behind = n;
  if (!migrate_table_exists(w, &r))
    return r != OK ? r : n > 0 ? CONFLICT : OK;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT file FROM schema_step WHERE step = 0 AND file NOT LIKE '%/%' ORDER BY file"));
  while (rows_next(&rows, F(name))) {
    bool ours = listed(names, n, name);
    known += ours;
    unknown += !ours;
  }
  *behind = n - known;
  return *behind == 0 && unknown == 0 ? OK : CONFLICT;
}

/* A counter depends on what was inserted, not on the schema. */
static void put_without_counter(struct buf *out, const char *create)
{
  const char *counter = strstr(create, " AUTO_INCREMENT=");
  if (!counter) {
    buf_puts(out, create);
  } else {
    buf_put(out, create, (size_t)(counter - create));
    const char *rest = counter + strlen(" AUTO_INCREMENT=");
    buf_puts(out, rest + strspn(rest, "0123456789"));
  }
  buf_puts(out, ";\n\n");
}

static result dump_table(struct work *w, const char *name, struct buf *out)
{
  static const struct sql where = { "SHOW CREATE TABLE", __FILE__, __LINE__ };
  MYSQL *m = w->db->link->driver;
  const char *text = arena_printf(w->arena, "SHOW CREATE TABLE `%s`", name);
  MYSQL_RES *res = mysql_real_query(m, text, strlen(text)) == 0 ? mysql_store_result(m) : NULL;
  MYSQL_ROW row = res ? mysql_fetch_row(res) : NULL;
  if (!row) {
    result r = error_result(&where, mysql_errno(m), mysql_sqlstate(m), mysql_error(m));
    mysql_free_result(res);
    return r == OK ? FAILED : r;
  }
  put_without_counter(out, row[1]);
  mysql_free_result(res);
  return OK;
}

result migrate_dump(struct work *w, const char **text)
{
  ROWS rows = { 0 };
  const char *name;
  struct buf out = BUF(w->arena);
  TRY(db_query(w, &rows,
               "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() "
               "ORDER BY CAST(table_name AS BINARY)"));
  while (rows_next(&rows, F(name)))
    TRY(dump_table(w, name, &out));
  *text = buf_text(&out);
  return OK;
}
