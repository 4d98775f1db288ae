/* List pages against a real database: what may be asked for, pages by key in both directions without a gap or a double, filters kept in
 * every link, CSV of all rows. The template here prints what list_page put. */
#include "lib/app/frame.h"
#include "tests/unit/db.h"

#include <sys/stat.h>

enum { ROWS_N = 120, MORE_N = 2500 }; /* two pages and a bit; two and a half of a file's */

LIST_UP(by_name, "m.name, m.n", "thing r WHERE r.name LIKE ?", "r.name", "JOIN thing m ON m.id = l.id");
LIST_DOWN(by_n, "m.name, m.n", "thing r WHERE r.name LIKE ?", "r.n", "JOIN thing m ON m.id = l.id");

static const struct column columns[] = {
  { "name", N_("Name"), COLUMN_TEXT, .sort = "name", .main = true },
  { "n", N_("Number"), COLUMN_NUMBER, .sort = "n" },
};
static const struct list_order orders[] = { ORDER("name", by_name), ORDER("n", by_n) };
static const struct table table = TABLE(columns, orders);

static struct test_db base;
static struct app app;
static struct turn turn;
static struct param params[8];
static struct request in;

/* "q", "a", "sort", "n" ... NULL */
static void ask(const char *const *pairs)
{
  in = (struct request){ .method = GET, .path = "/things", .raw_path = "/things", .params = params, .cookies = "" };
  for (; pairs[0]; pairs += 2)
    params[in.n_params++] = (struct param){ .name = pairs[0], .value = pairs[1], .size = strlen(pairs[1]) };
}

static result show(const char *const *pairs)
{
  if (turn.rq.view)
    view_end(turn.rq.view);
  ask(pairs);
  turn = (struct turn){ .app = &app };
  turn.rq = (struct req){
    .arena = base.arena, .w = &base.app, .config = &app.config, .in = &in, .out = &turn.out, .key = app.key
  };
  turn.rq.view = view_new(base.arena, "en", "UTC");
  reply_reset(&turn.out, base.arena);
  return list_page(&turn.rq, "Things", &table, "t/list", "Things", A(list_like(&turn.rq)));
}
#define SHOW(...) show((const char *const[]){ __VA_ARGS__, NULL })

static const char *body(void)
{
  return buf_text(&turn.out.body);
}

/* The text behind "label=" in what the template printed, to the end of the line. */
static const char *line_of(const char *label)
{
  const char *at = strstr(body(), arena_printf(base.arena, "\n%s=", label));
  at = at ? at + strlen(label) + 2 : "";
  return arena_dupn(base.arena, at, strcspn(at, "\n"));
}

/* The key within a pager's link. */
static const char *key_of(const char *label)
{
  const char *key = strstr(line_of(label), "key=");
  return key ? arena_dupn(base.arena, key + 4, strcspn(key + 4, "&")) : "";
}

static void make_things(void)
{
  struct work *w = &base.owner;
  int good =
      db_exec(w, "CREATE TABLE thing (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(100) NOT NULL, "
                 "n INT NOT NULL, KEY thing_name (name, id), KEY thing_n (n, id)) ENGINE=InnoDB") == OK;
  need(db_begin(w) == OK, "rows");
  for (int i = 0; i < ROWS_N; i++) {
    /* names and numbers that are equal in runs, so that only the id tells the rows apart */
    good += db_exec(w, "INSERT INTO thing (name, n) VALUES (?, ?)", A(arena_printf(base.arena, "thing %d", i % 2)),
                    A(i % 3)) == OK;
  }
  good += db_exec(w, "INSERT INTO thing (name, n) VALUES ('=1+1', 9)") == OK;
  need(db_commit(w) == OK && good == ROWS_N + 2, "things");
}

static void make_template(void)
{
  char folder[] = "/tmp/app_list_XXXXXX";
  need(mkdtemp(folder) != NULL, "a folder");
  char *area = arena_printf(base.arena, "%s/t", folder), *name = arena_printf(base.arena, "%s/list.cs", area);
  need(mkdir(area, 0700) == 0, "for templates");
  FILE *file = fopen(name, "w");
  need(file != NULL, "and one");
  fputs(
      "rows <?cs each:row = Things.Rows ?>[<?cs var:row.Cells.0.Text ?>]<?cs /each ?>\n"
      "count=<?cs var:Things.Count ?>\nnewer=<?cs var:Things.NewerHref ?>\nolder=<?cs var:Things.OlderHref ?>\n"
      "first=<?cs var:Things.FirstHref ?>\ncsv=<?cs var:Things.CsvHref ?>\nsort=<?cs var:Things.Columns.1.SortHref ?>\n"
      "searched=<?cs var:Things.Searched ?>\nsearch=<?cs var:Things.Search ?>\n",
      file);
  fclose(file);
  view_setup(folder, "");
  need(view_check("t/list") == OK, "it parses");
  unlink(name);
  rmdir(area);
  rmdir(folder);
}

static void refused(void)
{
  is_int(SHOW("sort", "id DESC"), INVALID, "an order that is none");
  is_int(SHOW("sort", "N"), INVALID, "nor in capitals");
  is_int(SHOW("dir", "sideways"), INVALID, "a direction that is none");
  is_int(SHOW("dir", "newer"), INVALID, "a direction from nowhere");
  is_int(SHOW("format", "exe"), INVALID, "a format that is none");
  is_int(SHOW("key", "!"), INVALID, "a key that is no key");
  is_int(SHOW("key", "YQ"), INVALID, "a key with one part");
  is_int(SHOW("key", "YR9i"), INVALID, "a key whose second part is no number");
  is_int(SHOW("key", "YR8xHzI"), INVALID, "a key with three parts");
}

static void walk(const char *sort)
{
  const char *pages[4], *key = "";
  int n = 0, rows = 0;
  is_int(SHOW("sort", sort), OK, "the first page by %s", sort);
  is_text(line_of("newer"), "", "nothing before it");
  for (; n < 4; n++) {
    pages[n] = body();
    rows += atoi(line_of("count"));
    key = key_of("older");
    if (!*key)
      break;
    need(SHOW("sort", sort, "key", key) == OK, "page %d", n + 2);
  }
  is_int(rows, ROWS_N + 1, "every row comes once");
  is_int(n, 2, "on three pages");
  for (int i = n - 1; i >= 0; i--) {
    key = key_of("newer");
    need(SHOW("sort", sort, "key", key, "dir", "newer") == OK, "back");
    is_text(arena_dupn(base.arena, body(), strcspn(body(), "\n")),
            arena_dupn(base.arena, pages[i], strcspn(pages[i], "\n")), "shows the same rows as page %d before", i + 1);
  }
  is_text(line_of("newer"), "", "and nothing before the first");
}

static void links(void)
{
  need(SHOW("q", " thing 1 ", "state", "open & shut", "sort", "n") == OK, "a search");
  is_text(line_of("search"), "thing 1", "its words, trimmed");
  is_text(line_of("searched"), "1", "it is one");
  has_text(line_of("older"),
           "/things?q=%20thing%201%20&amp;state=open%20%26%20shut&amp;sort=n&amp;key=", "the pager keeps everything");
  is_text(line_of("csv"), "/things?q=%20thing%201%20&amp;state=open%20%26%20shut&amp;sort=n&amp;format=csv",
          "so does the file");
  is_text(line_of("sort"), "/things?q=%20thing%201%20&amp;state=open%20%26%20shut&amp;sort=n",
          "a heading changes the order only");
  need(SHOW("q", "100%_") == OK, "a search for signs");
  is_text(line_of("count"), "0", "takes them literally");
  char *name = arena_alloc(base.arena, 2 * LIMIT_SEARCH_CHARS + 1);
  for (int i = 0; i < LIMIT_SEARCH_CHARS; i++)
    memcpy(name + 2 * i, "é", 2);
  need(utf8_length(name) == LIMIT_SEARCH_CHARS &&
           db_exec(&base.owner, "INSERT INTO thing (name, n) VALUES (?, 1)", A(name)) == OK,
       "a long name");
  need(SHOW("q", arena_printf(base.arena, "%s and more", name)) == OK, "a search for more than is looked for");
  is_text(line_of("count"), "1", "finds by its beginning");
  need(db_exec(&base.owner, "DELETE FROM thing WHERE name = ?", A(name)) == OK, "gone again");
  need(SHOW("sort", "n") == OK, "an order alone");
  is_text(line_of("searched"), "", "is no search");
}

static void files(void)
{
  need(db_exec(&base.owner, "INSERT INTO thing (name, n) SELECT CONCAT('more ', seq DIV 700), 5 FROM seq_1_to_2500") ==
           OK,
       "more things");
  need(SHOW("format", "csv", "q", "") == OK, "the file");
  int lines = 0;
  for (const char *s = body(); (s = strstr(s, "\r\n")); s += 2)
    lines++;
  is_int(lines, ROWS_N + MORE_N + 2, "has a header and every row");
  ok(str_starts(body(), "\xEF\xBB\xBFName,Number\r\n"), "begins with its mark and headings");
  has_text(buf_text(&turn.out.headers), "Content-Disposition: attachment; filename=\"things-", "is to be saved");
  ok(!strstr(body(), "\n=1+1") && !strstr(body(), ",=1+1"), "and holds nothing that a spreadsheet would run");
}

int main(void)
{
  test_db_open(&base, "app_list_test");
  app = (struct app){ .config = base.config, .assets = "1" };
  app.config.site_name = "Example";
  i18n_language("en");
  make_things();
  make_template();
  refused();
  walk("name");
  walk("n");
  links();
  files();
  view_end(turn.rq.view);
  test_db_close(&base);
  return tap_done();
}
