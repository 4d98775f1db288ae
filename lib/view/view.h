/* Pages: values go into a flat HDF tree, a template makes HTML of it, escaped by default. The only user of ClearSilver.h.
 * Templates are named "area/page" and found in the theme folder first, then in the templates folder; parsed once per process.
 * Names given to view_put are literals of ours, never text from a request. Amounts, dates and ids are formatted in C before. */
#ifndef PORTICO_VIEW_VIEW_H
#define PORTICO_VIEW_VIEW_H

#include "lib/base/arena.h"
#include "lib/base/date.h"
#include "lib/base/money.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/form/form.h"

struct view; /* the values of one page */

void view_setup(const char *templates, const char *theme); /* once per process */
struct view *view_new(struct arena *a, const char *language, const char *zone);
void view_end(struct view *v);
void view_put(struct view *v, const char *name, const char *text); /* NULL is "" */
void view_put_int(struct view *v, const char *name, int64_t n);
void view_put_bool(struct view *v, const char *name, bool b);
void view_put_money(struct view *v, const char *name, struct money m);
void view_put_date(struct view *v, const char *name, struct date d); /* name (words), name.Iso */
void view_put_utc(struct view *v, const char *name, struct utc t);
void view_putf(struct view *v, const char *name, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* name.N.sub of a list: view_item(v, "Cards", n, "Title", text) */
void view_item(struct view *v, const char *list, int n, const char *sub, const char *text);
/* A small drawing of a card: name.Line and name.Area, points in a box of 120 x 36 from the first value to the last. */
void view_spark(struct view *v, const char *name, const int64_t *values, int n);
/* An organisation's colours ("#rrggbb") as a style sheet: the accent of both themes, moved until it can be read there. colour_dark "": made
 * from colour. */
bool view_brand(const char *colour, const char *colour_dark, struct buf *out);
/* How well a colour can be read in a theme: the least contrast in percent (450 is 4.5 to 1), and the nearest colour that reaches 450; itself
 * when it does. False: not a colour. */
bool view_colour(const char *colour, bool dark, int *percent, char nearest[8]);
void view_form(struct view *v, const char *name, const struct form *f); /* what form.cs draws */

/* Renders into out; FAILED with the template's file and line in the log. */
result view_render(struct view *v, const char *template_name, struct buf *out);
result view_check(const char *template_name); /* parses it; for --check */

/* ---- lists: a statement's columns by a table ---- */
enum column_kind {
  COLUMN_TEXT,
  COLUMN_NUMBER,
  COLUMN_MONEY,
  COLUMN_DATE,
  COLUMN_TIME,
  COLUMN_STATE,
  COLUMN_LINK,
  COLUMN_EMAIL,
  COLUMN_ID,
  COLUMN_FLAG
};
struct column {
  const char *alias, *label;
  enum column_kind kind;
  const char *currency; /* COLUMN_MONEY: alias of the column with its code */
  const char *href;     /* COLUMN_LINK: "/customers/" + the public id in the column named by .id */
  const char *id;
  const char *tail; /* COLUMN_LINK: what follows the id ("/pdf"); NULL: nothing */
  const struct option *
      words; /* COLUMN_STATE: value -> word; the value is also the shape's name. COLUMN_TEXT: of each of several, comma between */
  const char *sort; /* name of the order that this heading asks for; NULL: not sortable */
  bool main;        /* the card's title on a phone */
  int shown;        /* enum shown_field: the vendor may hide it; 0 never */
  bool optional;    /* said to programs: it may be null */
};
/* One way to order a list: what ?sort= says and its three statements (db.h, LIST_UP and LIST_DOWN). */
struct list_order {
  const char *name;
  const struct sql *first, *older, *newer;
};
#define ORDER(name_, list)                                                                                             \
  {                                                                                                                    \
    (name_), &list##_first, &list##_older, &list##_newer                                                               \
  }
struct table {
  const struct column *columns;
  int n_columns;
  const struct list_order *orders; /* the first is the default */
  int n_orders;
};
#define TABLE(columns_, orders_)                                                                                       \
  {                                                                                                                    \
    (columns_), (int)(sizeof(columns_) / sizeof *(columns_)), (orders_), (int)(sizeof(orders_) / sizeof *(orders_))    \
  }
struct table_page { /* what view_table found, for the pager and the totals */
  int rows;
  bool more; /* the result has more rows than a page shows */
  const char *first_key,
      *last_key; /* list_key and list_id of the first and last row, base64url-encoded; NULL without */
};
/* Puts at most rows_max rows into name.Rows.N.Cells.M and the headings into name.Columns; what table.cs draws. */
struct table_page view_table(struct view *v, const char *name, const struct table *t, struct rows *rows, int rows_max);
/* The same rows as CSV: header in the person's language, cells that a spreadsheet would run neutralised. Answers the last row's key. */
const char *table_csv(const struct table *t, struct rows *rows, struct buf *out, bool header, int rows_max);
/* Splits a key made by view_table into n texts; false when it is not one. */
bool table_key(struct arena *a, const char *key, const char **parts, int n);
/* And makes one of a row's place. */
const char *table_key_text(struct arena *a, const char *key, const char *id);

#endif
