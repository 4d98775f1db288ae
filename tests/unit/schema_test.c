/* Migrations against a real server: from nothing to schema/current.sql, twice, interrupted at any moment, changed afterwards. */
#include "tests/unit/db.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

static const char *file_text(struct arena *a, const char *path)
{
  struct buf b = BUF(a);
  FILE *f = fopen(path, "re");
  if (!f)
    return NULL;
  for (int c; (c = getc(f)) != EOF;)
    buf_putc(&b, (char)c);
  fclose(f);
  return buf_text(&b);
}

static void file_write(const char *folder, const char *name, const char *text)
{
  char path[300];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *f = fopen(path, "we");
  need(f && fputs(text, f) >= 0 && fclose(f) == 0, "%s is written", name);
}

static const char *dump(struct work *w)
{
  const char *text = NULL;
  is_int(migrate_dump(w, &text), OK, "the schema as text");
  return text ? text : "";
}

/* Says the first line that differs; the texts are too long to print. */
static void same_schema(struct arena *a, const char *got, const char *want, const char *what)
{
  int line = 1;
  const char *g = got, *s = want, *g_line = g, *s_line = s;
  while (*g && *g == *s) {
    if (*g == '\n') {
      line++;
      g_line = g + 1;
      s_line = s + 1;
    }
    g++;
    s++;
  }
  if (!ok(*g == *s, "%s", what))
    printf("# line %d is\n#   %s\n# and should be\n#   %s\n", line, arena_dupn(a, g_line, strcspn(g_line, "\n")),
           arena_dupn(a, s_line, strcspn(s_line, "\n")));
}

static void from_nothing(struct test_db *t)
{
  int behind = 0;
  is_int(migrate_state(&t->owner, "schema", &behind), CONFLICT, "an empty database is behind");
  ok(behind >= 3, "by every file");
  is_int(migrate_run(&t->owner, "schema"), OK, "all migrations run");
  is_int(migrate_state(&t->owner, "schema", &behind), OK, "then nothing is missing");
  is_int(behind, 0, "not one");
  if (getenv("PORTICO_SCHEMA_WRITE"))
    file_write("schema", "current.sql", dump(&t->owner));
  const char *current = file_text(t->arena, "schema/current.sql");
  need(current, "schema/current.sql is there");
  same_schema(t->arena, dump(&t->owner), current,
              "the schema is schema/current.sql (PORTICO_SCHEMA_WRITE=1 makes this test write it)");
  is_int(migrate_run(&t->owner, "schema"), OK, "a second run");
  same_schema(t->arena, dump(&t->owner), current, "changes nothing");
}

/* Runs the migrations in a process that is killed shortly after it finished a file; false when it had none to finish. */
static bool run_and_die(struct test_db *t, useconds_t after_us)
{
  int ends[2];
  char c;
  need(pipe(ends) == 0, "a pipe");
  pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    struct work w = test_work(t, true);
    _exit(migrate_run(&w, "schema") == OK ? 0 : 1);
  }
  close(ends[1]);
  bool began = read(ends[0], &c, 1) == 1;
  usleep(after_us);
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  close(ends[0]);
  return began;
}

static void interrupted(void)
{
  struct test_db t;
  int kills = 0;
  test_db_open(&t, "portico_unit_schema_killed");
  while (kills < 100 && run_and_die(&t, (useconds_t)(kills % 4) * 900))
    kills++;
  ok(kills >= 3, "%d runs were killed on the way", kills);
  is_int(migrate_run(&t.owner, "schema"), OK, "a run after them");
  same_schema(t.arena, dump(&t.owner), file_text(t.arena, "schema/current.sql"), "ends at the same schema");
  test_db_close(&t);
}

/* The moment between a DDL statement and its note cannot be hit by chance: it is put there by hand. */
static void interrupted_before_note(struct work *w)
{
  is_int(db_exec(w, "UPDATE schema_step SET done_at = NULL WHERE file = '0003-customers.sql' AND step = 1"), OK,
         "a step without its note");
  is_int(db_exec(w, "DELETE FROM schema_step WHERE file = '0003-customers.sql' AND step = 0"), OK,
         "in a file that was not finished");
  is_int(migrate_run(w, "schema"), OK, "is seen to be done already");
}

static void changed_and_newer(struct test_db *t, const char *folder)
{
  struct work *w = &t->owner;
  int behind = 0;
  file_write(folder, "0001-a.sql",
             "-- a comment; with a semicolon;\nCREATE TABLE a (id INT NOT NULL, -- inner;\n  s VARCHAR(20) "
             "NOT NULL DEFAULT 'x;\ny') ENGINE=InnoDB;\n/* block;\n */ INSERT INTO a (id, s) VALUES (1, 'it''s;');\n");
  is_int(migrate_run(w, folder), OK, "semicolons within quotes and comments divide nothing");
  ROWS rows = { 0 };
  const char *s = NULL;
  need(db_query(w, &rows, "SELECT s FROM a") == OK && rows_next(&rows, F(s)), "the row");
  is_text(s, "it's;", "is as it was written");
  rows_close(&rows);
  file_write(folder, "0001-a.sql",
             "CREATE TABLE a (id BIGINT NOT NULL) ENGINE=InnoDB;\nINSERT INTO a (id) VALUES (1);\n");
  is_int(migrate_run(w, folder), FAILED, "a file that was changed after it was run is refused");
  file_write(folder, "0001-a.sql",
             "CREATE TABLE a (id INT NOT NULL,   s VARCHAR(20) NOT NULL DEFAULT 'x;\ny') ENGINE=InnoDB;\n"
             "INSERT INTO a (id, s) VALUES (1, 'it''s;');\nINSERT INTO a VALUES (2, '');\n");
  is_int(migrate_run(w, folder), FAILED, "and one that grew");
  is_int(migrate_state(w, "schema", &behind), CONFLICT, "a folder that lacks what the database has is older than it");
}

static void data_steps(struct test_db *t, const char *folder)
{
  struct work *w = &t->owner;
  int64_t n = 0;
  file_write(folder, "0002-b.sql",
             "CREATE TABLE b (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB;\nINSERT INTO b VALUES (1), (2), (2);\n");
  is_int(migrate_run(w, folder), FAILED, "a step that fails stops the run");
  file_write(folder, "0002-b.sql",
             "CREATE TABLE b (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB;\nINSERT INTO b VALUES (1), (2), (3);\n");
  is_int(migrate_run(w, folder), OK, "once mended it goes on there");
  ROWS rows = { 0 };
  ok(db_query(w, &rows, "SELECT COUNT(*) FROM b") == OK && rows_next(&rows, F(n)) && n == 3, "each row once");
  rows_close(&rows);
  file_write(folder, "demo.sql", "INSERT INTO b VALUES (10);\nINSERT INTO b VALUES (11);\n");
  const char *demo = arena_printf(t->arena, "%s/demo.sql", folder);
  is_int(migrate_load(w, demo), OK, "a file of data");
  is_int(migrate_load(w, demo), OK, "a second time");
  ok(db_query(w, &rows, "SELECT COUNT(*) FROM b") == OK && rows_next(&rows, F(n)) && n == 5, "is loaded once");
}

static void remove_folder(const char *folder)
{
  static const char *const names[] = { "0001-a.sql", "0002-b.sql", "demo.sql" };
  char path[300];
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    snprintf(path, sizeof path, "%s/%s", folder, names[i]);
    unlink(path);
  }
  rmdir(folder);
}

int main(void)
{
  char folder[] = "/tmp/portico-XXXXXX";
  struct test_db t;
  test_db_open(&t, "portico_unit_schema");
  from_nothing(&t);
  interrupted_before_note(&t.owner);
  is_int(db_check_statements(&t.owner), 3,
         "every statement of this program fits the schema, but for this test's own tables");
  test_db_close(&t);
  interrupted();
  need(mkdtemp(folder), "a folder");
  test_db_open(&t, "portico_unit_schema_small");
  file_write(folder, "0001-a.sql", "");
  changed_and_newer(&t, folder);
  test_db_close(&t);
  test_db_open(&t, "portico_unit_schema_data");
  unlink(arena_printf(t.arena, "%s/0001-a.sql", folder));
  data_steps(&t, folder);
  test_db_close(&t);
  remove_folder(folder);
  return tap_done();
}
