/* Lists: every kind of column as the page and as CSV shows it, more rows than a page holds, keys that come back whole, and cells
 * that a spreadsheet would run. */
#include "lib/base/i18n.h"
#include "lib/view/view.h"
#include "tests/unit/tap.h"
#include "tests/unit/view_rows.h"
#include <time.h>

static struct arena *arena;

static const struct option states[] = { { "paid", "Paid" }, { "past_due", "Past due" }, { NULL, NULL } };
static const struct column columns[] = {
  { "number", "Number", COLUMN_LINK, .href = "/invoices/", .id = "public_id", .main = true },
  { "customer", "Customer", COLUMN_TEXT, .sort = "customer" },
  { "email", "E-mail", COLUMN_EMAIL },
  { "lines", "Lines", COLUMN_NUMBER },
  { "total", "Total", COLUMN_MONEY, .currency = "currency" },
  { "due", "Due", COLUMN_DATE, .sort = "due" },
  { "made", "Made", COLUMN_TIME },
  { "status", "State", COLUMN_STATE, .words = states },
};
enum { N_COLUMNS = sizeof columns / sizeof *columns };
static const char *const names[] = { "number",   "customer", "email", "lines",  "total",
                                     "currency", "due",      "made",  "status", "public_id" };
enum { N_NAMES = sizeof names / sizeof *names };
static const char *const cells[] = {
  "INV-1",
  "Example & <Sons>",
  "billing@example.com",
  "1234567",
  "-120050",
  "EUR",
  "2026-11-20",
  "2026-11-20T10:00:00Z",
  "paid",
  "0000000000001", /* next */
  "INV-2",
  "=HYPERLINK(\"x\")",
  "a?bcc=x@example.com",
  "0",
  "1000",
  "JPY",
  NULL,
  NULL,
  "unheard_of",
  NULL, /* next */
  "INV-3",
  "third",
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  "2026-11-18T10:00:00Z",
  NULL,
  NULL,
};

static const char *page(struct given *given, int rows_max, struct table_page *found)
{
  struct table table = { columns, N_COLUMNS, NULL, 0 };
  struct rows rows = ROWS_GIVEN(arena, given);
  struct view *v = view_new(arena, "en", "UTC");
  struct buf out = BUF(arena);
  *found = view_table(v, "List", &table, &rows, rows_max);
  result r = view_render(v, "list", &out);
  view_end(v);
  return r == OK ? buf_text(&out) : "";
}

static void kinds(void)
{
  struct given given = { names, cells, N_NAMES, 3, 0 };
  struct table_page found;
  const char *html = page(&given, 2, &found);
  is_int(found.rows, 2, "a page's rows");
  ok(found.more, "one more row says that there is an older page");
  has_text(html, "<a href=\"/invoices/0000000000001\">INV-1</a>", "a link by public id");
  has_text(html, "Example &amp; &lt;Sons&gt;", "a hostile name is text");
  has_text(html, "href=\"mailto:billing@example.com\"", "an address is a link");
  has_text(html, "href=\"mailto:a%3Fbcc%3Dx@example.com\"", "an address cannot add a header");
  has_text(html, ">1,234,567<", "a number is grouped");
  has_text(html, money_text(arena, money_of(-120050, "EUR"), "en"), "money with its currency");
  has_text(html, "class=\"money\"", "money is right-aligned by its class");
  has_text(html, "<time datetime=\"2026-11-20\">20 Nov 2026</time>", "a day in words and for machines");
  has_text(html, "<time datetime=\"2026-11-20T10:00:00Z\">", "an instant for machines");
  has_text(html, "<span class=\"state\" data-state=\"paid\">Paid</span>", "a state is a word with a shape");
  has_text(html, "data-state=\"unheard_of\">unheard_of<", "a state without a word shows itself");
  has_text(html, "<span class=\"quiet\">\u2013</span>", "nothing is a dash");
  has_text(html, "data-label=\"Customer\"", "a cell carries its heading for the card");
  ok(!strstr(html, "INV-3"), "the row beyond the page is not shown");
}

/* What a flag and an id are drawn as; a country by its name; several words, comma between. */
static void words(void)
{
  static const struct option named[] = { { "AT", "Austria" }, { "DE", "Germany" }, { NULL, NULL } };
  static const struct column some[] = { { "open", "Open", COLUMN_FLAG },
                                        { "id", "Id", COLUMN_ID },
                                        { "country", "Country", COLUMN_TEXT, .words = named } };
  static const char *const some_names[] = { "open", "id", "country" };
  static const char *const some_cells[] = { "1", "0000000000001", "AT,DE", "0", "0000000000002", "XX" };
  struct table table = { some, 3, NULL, 0 };
  struct given given = { some_names, some_cells, 3, 2, 0 };
  struct rows rows = ROWS_GIVEN(arena, &given);
  struct view *v = view_new(arena, "en", "UTC");
  struct buf out = BUF(arena);
  view_table(v, "List", &table, &rows, 2);
  ok(view_render(v, "list", &out) == OK, "rendered");
  view_end(v);
  const char *html = buf_text(&out);
  has_text(html, "class=\"text\" data-label=\"Open\"", "a flag is a text");
  has_text(html, ">yes<", "a flag that is set");
  has_text(html, ">no<", "a flag that is not");
  has_text(html, ">Austria, Germany<", "words of several values");
  has_text(html, ">XX<", "a value without a word shows itself");
}

static void keys(void)
{
  static const char *const key_names[] = { "number", "list_key", "list_id" };
  static const char *const key_cells[] = { "INV-1", "2026-11-20 10:00:00.000001", "7", "INV-2", NULL, "5" };
  struct given given = { key_names, key_cells, 3, 2, 0 };
  struct table_page found;
  const char *parts[3] = { 0 };
  page(&given, 2, &found);
  ok(table_key(arena, found.first_key, parts, 2), "a key is read");
  is_text(parts[0], "2026-11-20 10:00:00.000001", "its first part");
  is_text(parts[1], "7", "its second part");
  ok(table_key(arena, found.last_key, parts, 2) && !strcmp(parts[0], "") && !strcmp(parts[1], "5"),
     "the last row's, with NULL");
  ok(!table_key(arena, found.first_key, parts, 3), "too few parts");
  ok(!table_key(arena, found.first_key, parts, 1), "too many parts");
  ok(!table_key(arena, "***", parts, 2) && !table_key(arena, "", parts, 2) && !table_key(arena, NULL, parts, 2),
     "not a key");
  ok(!table_key(arena,
                base64url_encode(arena,
                                 "a\0b\x1f"
                                 "c",
                                 5),
                parts, 2),
     "no NUL inside");
  ok(!table_key(arena,
                base64url_encode(arena,
                                 "\xff\x1f"
                                 "c",
                                 3),
                parts, 2),
     "UTF-8 only");
}

static void csv(void)
{
  struct given given = { names, cells, N_NAMES, 3, 0 };
  struct table table = { columns, N_COLUMNS, NULL, 0 };
  struct rows rows = ROWS_GIVEN(arena, &given);
  struct buf out = BUF(arena);
  table_csv(&table, &rows, &out, true, 50);
  is_text(buf_text(&out),
          "Number,Customer,E-mail,Lines,Total,Currency,Due,Made,State\r\n"
          "INV-1,Example & <Sons>,billing@example.com,1234567,-1200.50,EUR,2026-11-20,2026-11-20T10:00:00Z,Paid\r\n"
          "INV-2,\"'=HYPERLINK(\"\"x\"\")\",a?bcc=x@example.com,0,1000,JPY,,,unheard_of\r\n"
          "INV-3,third,,,,,,2026-11-18T10:00:00Z,\r\n",
          "a list as CSV");
}

static void csv_cells(void)
{
  static const struct column one[] = { { "x", "X", COLUMN_TEXT } };
  static const char *const name[] = { "x" };
  static const char *const texts[] = { "+1",         "-1.5", "@sum", "-cmd", "\tx", "\rx",    "a,b",     "say \"no\"",
                                       "two\nlines", " x",   "+",    "1e5",  "=1",  "a;=1;b", "a;-1\t@x" };
  struct given given = { name, texts, 1, sizeof texts / sizeof *texts, 0 };
  struct table table = { one, 1, NULL, 0 };
  struct rows rows = ROWS_GIVEN(arena, &given);
  struct buf out = BUF(arena);
  table_csv(&table, &rows, &out, false, 50);
  is_text(
      buf_text(&out),
      "+1\r\n-1.5\r\n'@sum\r\n'-cmd\r\n\"'\tx\"\r\n\"'\rx\"\r\n\"a,b\"\r\n\"say \"\"no\"\"\"\r\n\"two\nlines\"\r\n\" "
      "x\"\r\n'+\r\n1e5\r\n'=1\r\n\"a;'=1;b\"\r\n\"a;'-1\t'@x\"\r\n",
      "cells that a spreadsheet would run are plain, figures stay figures");
}

static double now_ms(void)
{
  struct timespec ts;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
  return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

/* 50 rows of 8 columns are to cost less than a millisecond of processor time, built and rendered; the bound leaves room for
 * slow machines and sanitizers, the figure is printed. */
static void speed(void)
{
  enum { PAGES = 50, ROWS_A_PAGE = 50 };
  const char **many = arena_array(arena, ROWS_A_PAGE * N_NAMES, sizeof *many);
  for (int i = 0; i < ROWS_A_PAGE * N_NAMES; i++)
    many[i] = cells[i % N_NAMES];
  struct arena *keep = arena;
  arena = arena_new(1 << 22, NULL, NULL);
  struct table_page found;
  double start = now_ms();
  for (int i = 0; i < PAGES; i++) {
    struct given given = { names, many, N_NAMES, ROWS_A_PAGE, 0 };
    page(&given, ROWS_A_PAGE, &found);
    arena_reset(arena);
  }
  double each = (now_ms() - start) / PAGES;
  arena_free(arena);
  arena = keep;
  printf("# a page of %d rows and 8 columns: %.2f ms\n", ROWS_A_PAGE, each);
  ok(each < 25, "a list page is quick");
}

int main(void)
{
  arena = arena_new(1 << 22, NULL, NULL);
  view_setup("lib/view", "tests/unit/templates");
  kinds();
  words();
  keys();
  csv();
  csv_cells();
  speed();
  return tap_done();
}
