/* Running migrations. A step is noted as begun, run, then noted as done: when a run was killed in between, the next one
 * knows which step may have happened already, for MariaDB makes each DDL statement whole or not at all. */
#include "lib/db/migrate.h"
#include "lib/base/log.h"
#include "lib/db/internal.h"

#include <mysqld_error.h>
#include <stdio.h>
#include <string.h>

static const struct sql migrate_sql = { "migrate", __FILE__, __LINE__ };

/* Step 0 stands for the whole file, and is written last. */
static result step_note(struct work *w, const char *file, int step, const char *hash, bool done)
{
  return db_exec(w,
                 "INSERT INTO schema_step (file, step, hash, done_at) VALUES (?, ?, ?, IF(?, UTC_TIMESTAMP(6), NULL)) "
                 "ON DUPLICATE KEY UPDATE hash = VALUES(hash), done_at = VALUES(done_at)",
                 A(file), A(step), A(hash), A(done));
}

enum step_state { STEP_NEW, STEP_BEGUN, STEP_DONE };

static result step_find(struct work *w, const char *file, int step, enum step_state *state, const char **hash)
{
  ROWS rows = { 0 };
  bool done = false;
  TRY(db_query(w, &rows, "SELECT hash, done_at IS NOT NULL FROM schema_step WHERE file = ? AND step = ?", A(file),
               A(step)));
  *state = STEP_NEW;
  if (rows_next(&rows, F(*hash), F(done)))
    *state = done ? STEP_DONE : STEP_BEGUN;
  return OK;
}

/* The server hashes: db knows no cryptography. */
static result text_hash(struct work *w, const char *text, const char **hash)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT SHA2(?, 256)", A(text)));
  return rows_one(&rows, F(*hash));
}

static result script_hash(struct work *w, const struct script *s, const char **hash)
{
  struct buf all = BUF(w->arena);
  for (int i = 0; i < s->n; i++)
    buf_printf(&all, "%s;\n", s->steps[i].text);
  return text_hash(w, buf_text(&all), hash);
}

static bool says_done_already(unsigned number)
{
  switch (number) {
  case ER_TABLE_EXISTS_ERROR:
  case ER_DUP_FIELDNAME:
  case ER_DUP_KEYNAME:
  case ER_DUP_CONSTRAINT_NAME:
  case ER_CANT_DROP_FIELD_OR_KEY:
  case ER_BAD_TABLE_ERROR: return true;
  default: return false;
  }
}

static result step_run(struct work *w, const struct script *s, int i, bool begun)
{
  const struct sql where = { s->steps[i].text, s->path, s->steps[i].line };
  struct db *db = w->db;
  result r = db_simple(db, where.text, &where);
  if (r != OK && begun && db->link && says_done_already(mysql_errno(db->link->driver))) {
    log_info("%s: step %d was done already when the last run was interrupted", s->name, i + 1);
    return OK;
  }
  if (r != OK)
    log_error("%s: step %d failed: %s", s->name, i + 1, utf8_clip(w->arena, where.text, 200));
  return r == OK ? OK : FAILED;
}

static result step_do(struct work *w, const struct script *s, int i)
{
  enum step_state state;
  const char *hash = NULL, *old = NULL;
  TRY(text_hash(w, s->steps[i].text, &hash));
  TRY(step_find(w, s->name, i + 1, &state, &old));
  if (state == STEP_DONE && !str_eq(hash, old))
    return FAIL("%s: step %d (line %d) was changed after it was run; undo the change and put it into a new file",
                s->name, i + 1, s->steps[i].line);
  if (state == STEP_DONE)
    return OK;
  TRY(step_note(w, s->name, i + 1, hash, false));
  TRY(db_begin(w)); /* a data step and its note are one; a DDL statement ends this transaction by itself */
  result r = step_run(w, s, i, state == STEP_BEGUN);
  if (r == OK)
    r = step_note(w, s->name, i + 1, hash, true);
  if (r == OK)
    return db_commit(w);
  db_rollback(w);
  return r;
}

static result script_run(struct work *w, const char *folder, const char *name)
{
  struct script s;
  enum step_state state;
  const char *hash = NULL, *old = NULL;
  TRY(script_read(w->arena, arena_printf(w->arena, "%s/%s", folder, name), &s));
  TRY(script_hash(w, &s, &hash));
  TRY(step_find(w, s.name, 0, &state, &old));
  if (state == STEP_DONE && !str_eq(hash, old))
    return FAIL("%s was changed after it was run; undo the change and put it into a new file", s.name);
  if (state == STEP_DONE)
    return OK;
  for (int i = 0; i < s.n; i++)
    TRY(step_do(w, &s, i));
  TRY(step_note(w, s.name, 0, hash, true));
  printf("%s: %d steps\n", s.name, s.n);
  fflush(stdout);
  return OK;
}

static result book_open(struct work *w)
{
  result r = OK;
  if (migrate_table_exists(w, &r) || r != OK)
    return r;
  const char *alter =
      arena_printf(w->arena, "ALTER DATABASE CHARACTER SET utf8mb4 COLLATE %s", db_collation(w->db->link));
  TRY(db_simple(w->db, alter, &migrate_sql));
  return db_simple(w->db,
                   "CREATE TABLE IF NOT EXISTS schema_step (file VARCHAR(100) NOT NULL, step INT NOT NULL, "
                   "hash CHAR(64) NOT NULL, done_at DATETIME(6) NULL, PRIMARY KEY (file, step)) ENGINE=InnoDB",
                   &migrate_sql);
}

static result run_all(struct work *w, const char *folder)
{
  const char **names;
  int n = 0, behind = 0;
  TRY(script_list(w->arena, folder, &names, &n));
  TRY(book_open(w));
  if (migrate_state(w, folder, &behind) == CONFLICT && behind == 0)
    return FAIL("the database holds migrations that %s does not: this program is older than the database", folder);
  for (int i = 0; i < n; i++)
    TRY(script_run(w, folder, names[i]));
  return OK;
}

static result lock(struct work *w)
{
  ROWS rows = { 0 };
  int got = 0;
  TRY(db_query(w, &rows, "SELECT COALESCE(GET_LOCK(CONCAT('portico:', LEFT(SHA2(DATABASE(), 256), 40)), 10), 0)"));
  TRY(rows_one(&rows, F(got)));
  return got ? OK : FAIL("another migration is at work on this database");
}

static result under_lock(struct work *w, const char *path, result (*job)(struct work *, const char *))
{
  TRY(lock(w));
  result r = job(w, path);
  if (w->db->link)
    (void)db_simple(w->db, "DO RELEASE_ALL_LOCKS()", &migrate_sql);
  return r;
}

result migrate_run(struct work *w, const char *folder)
{
  return under_lock(w, folder, run_all);
}

static result load_steps(struct work *w, const struct script *s)
{
  for (int i = 0; i < s->n; i++)
    TRY(step_run(w, s, i, false));
  return OK;
}

static result load(struct work *w, const char *file)
{
  struct script s;
  enum step_state state;
  const char *hash = NULL, *old = NULL;
  TRY(script_read(w->arena, file, &s));
  TRY(script_hash(w, &s, &hash));
  TRY(book_open(w));
  const char *name = arena_printf(w->arena, "demo/%s", s.name); /* the "/" keeps it apart from migrations */
  TRY(step_find(w, name, 0, &state, &old));
  if (state == STEP_DONE)
    return OK;
  TRY(db_begin(w));
  result r = load_steps(w, &s);
  if (r == OK)
    r = step_note(w, name, 0, hash, true);
  if (r == OK)
    r = db_commit(w);
  db_rollback(w);
  return r;
}

result migrate_load(struct work *w, const char *file)
{
  return under_lock(w, file, load);
}
