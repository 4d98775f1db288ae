/* Lists: a statement's rows through a column table into what table.cs draws. Column and cell numbers are the column's place in
 * the table, so that the pager can name a heading. Neighbour: table_csv.c. */
#include "lib/base/i18n.h"
#include "lib/base/limits.h"
#include "lib/base/log.h"
#include "lib/view/table_cell.h"
#include <stdio.h>
#include <string.h>

static const char *const kind_names[] = {
  [COLUMN_TEXT] = "text", [COLUMN_NUMBER] = "number", [COLUMN_MONEY] = "money", [COLUMN_DATE] = "date",
  [COLUMN_TIME] = "time", [COLUMN_STATE] = "state",   [COLUMN_LINK] = "link",   [COLUMN_EMAIL] = "email",
  [COLUMN_ID] = "text",   [COLUMN_FLAG] = "text",
};

static int column_find(const struct rows *rows, const char *alias)
{
  if (!alias)
    return -1;
  int at = rows_find(rows, alias);
  if (at < 0)
    log_error("the list's statement has no column %s", alias);
  return at;
}

struct column_at *table_columns(struct arena *a, const struct table *table, const struct rows *rows)
{
  struct column_at *at = arena_array(a, (size_t)table->n_columns, sizeof *at);
  for (int i = 0; i < table->n_columns; i++) {
    const struct column *c = &table->columns[i];
    at[i].value = column_find(rows, c->alias);
    at[i].currency = column_find(rows, c->currency);
    at[i].id = column_find(rows, c->id);
    at[i].label = str_empty(c->label) ? "" : t(c->label);
  }
  return at;
}

const char *state_word(const struct column *c, const char *value)
{
  for (const struct option *o = c->words; o && o->value; o++)
    if (str_eq(o->value, value))
      return str_empty(o->label) ? "" : t(o->label);
  return value;
}

const char *column_text(struct arena *a, const struct column *c, const char *text)
{
  struct buf b = BUF(a);
  if (!c->words)
    return text;
  for (size_t n; *text; text += n + (text[n] == ',')) {
    n = strcspn(text, ",");
    buf_printf(&b, "%s%s", b.size ? ", " : "", state_word(c, arena_dupn(a, text, n)));
  }
  return buf_text(&b);
}

/* mailto: with everything encoded that could add a header or another address. */
static const char *email_href(struct arena *a, const char *email)
{
  struct buf out = BUF(a);
  buf_puts(&out, "mailto:");
  for (const char *s = email; *s; s++)
    if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@.-_+", *s))
      buf_putc(&out, *s);
    else
      buf_printf(&out, "%%%02X", (unsigned char)*s);
  return buf_text(&out);
}

/* 0, 1, 2 ... as names of children. */
static const char *number_name(struct arena *a, int n)
{
  char *name = arena_alloc(a, 12), *at = name + 11;
  do {
    *--at = (char)('0' + n % 10);
    n /= 10;
  } while (n);
  return at;
}

/* A value of a cell, which has none of this name yet. */
#define CELL_ADD(v, cell, name, text) tree_add((v)->arena, (cell), (name), sizeof(name) - 1, (text))

/* The cell's words, and beside them what its kind needs. */
static const char *cell_text(struct view *v, HDF *cell, const struct column *c, const struct column_at *at,
                             const struct rows *rows)
{
  struct arena *a = v->arena;
  const char *text = "";
  switch (c->kind) {
  case COLUMN_NUMBER: return number_text(a, rows_int(rows, at->value), v->language);
  case COLUMN_MONEY:
    return at->currency < 0
               ? ""
               : money_text(a, money_of(rows_int(rows, at->value), rows_text(rows, at->currency)), v->language);
  case COLUMN_DATE: {
    struct date d = rows_date(rows, at->value);
    CELL_ADD(v, cell, "Iso", date_iso(a, d));
    return date_brief(a, d, v->language);
  }
  case COLUMN_TIME: {
    struct utc when = rows_utc(rows, at->value);
    CELL_ADD(v, cell, "Iso", utc_iso(a, when));
    return utc_brief(a, when, v->zone, v->language);
  }
  case COLUMN_STATE:
    text = rows_text(rows, at->value);
    CELL_ADD(v, cell, "State", text);
    return state_word(c, text);
  case COLUMN_EMAIL:
    text = rows_text(rows, at->value);
    if (*text)
      CELL_ADD(v, cell, "Href", email_href(a, text));
    return text;
  case COLUMN_ID: return public_id_text(a, rows_public(rows, at->value));
  case COLUMN_FLAG: return rows_int(rows, at->value) ? t("yes") : t("no");
  default: return column_text(a, c, rows_text(rows, at->value));
  }
}

/* What does not change from row to row is made once; the cells share it as the end of their children. */
static HDF *same_make(struct view *v, const struct column *c, const char *label)
{
  HDF *same = tree_root(v->arena);
  CELL_ADD(v, same, "Class", c->main ? arena_printf(v->arena, "%s main", kind_names[c->kind]) : kind_names[c->kind]);
  CELL_ADD(v, same, "Label", label);
  return same;
}

static void put_cell(struct view *v, HDF *cell, const struct column *c, const struct column_at *at,
                     const struct rows *rows)
{
  bool empty = at->value < 0 || rows_null(rows, at->value);
  const char *text = empty ? "" : cell_text(v, cell, c, at, rows);
  CELL_ADD(v, cell, "Text", *text ? text : "\u2013");
  if (!*text)
    CELL_ADD(v, cell, "Absent", "1");
  if (c->href && at->id >= 0 && !rows_null(rows, at->id)) {
    const char *id = public_id_text(v->arena, rows_public(rows, at->id));
    struct buf href = BUF(v->arena);
    buf_puts(&href, c->href);
    buf_puts(&href, id);
    if (c->tail)
      buf_puts(&href, c->tail);
    CELL_ADD(v, cell, "Href", buf_text(&href));
  }
  if (cell->child == cell->last_child)
    CELL_ADD(v, cell, "Plain", "1");
  cell->last_child->next = at->same->child;
  cell->last_child = at->same->last_child;
}

static void put_row(struct view *v, HDF *lines, int n, const struct table *table, const struct column_at *at,
                    const struct rows *rows)
{
  const char *number = number_name(v->arena, n);
  HDF *cells = CELL_ADD(v, tree_add(v->arena, lines, number, strlen(number), NULL), "Cells", NULL);
  for (int i = 0; i < table->n_columns; i++)
    put_cell(v, tree_add(v->arena, cells, at[i].number, strlen(at[i].number), NULL), &table->columns[i], &at[i], rows);
}

static void put_columns(struct view *v, HDF *list, const struct table *table)
{
  HDF *columns = view_child(v, list, "Columns");
  for (int i = 0; i < table->n_columns; i++) {
    const struct column *c = &table->columns[i];
    HDF *heading = view_child_n(v, columns, i);
    view_set(v, heading, "Label", str_empty(c->label) ? "" : t(c->label));
    view_set(v, heading, "Kind", kind_names[c->kind]);
    if (c->sort)
      view_set(v, heading, "Sort", c->sort);
    if (c->main)
      view_set(v, heading, "Main", "1");
  }
}

struct place_at table_place(const struct rows *rows)
{
  return (struct place_at){ rows_find(rows, "list_key"), rows_find(rows, "list_id") };
}

struct row_place table_row_place(const struct rows *rows, struct place_at at)
{
  return at.key < 0 || at.id < 0 ? (struct row_place){ NULL, NULL }
                                 : (struct row_place){ rows_text(rows, at.key), rows_text(rows, at.id) };
}

const char *table_place_key(struct arena *a, struct row_place place)
{
  if (!place.key)
    return NULL;
  const char *text = arena_printf(a, "%s%c%s", place.key, KEY_SEPARATOR, place.id);
  return base64url_encode(a, text, strlen(text));
}

const char *table_key_text(struct arena *a, const char *key, const char *id)
{
  return table_place_key(a, (struct row_place){ key, id });
}

struct table_page view_table(struct view *v, const char *name, const struct table *table, struct rows *rows,
                             int rows_max)
{
  struct table_page found = { 0 };
  struct row_place last = { NULL, NULL };
  struct place_at place = table_place(rows);
  view_put(v, name, "");
  HDF *list = view_child(v, v->hdf, name);
  put_columns(v, list, table);
  HDF *lines = view_child(v, list, "Rows");
  struct column_at *at = table_columns(v->arena, table, rows);
  lines->child = lines->last_child = NULL; /* a list put a second time replaces the first */
  tree_close(lines);
  for (int i = 0; i < table->n_columns; i++) {
    at[i].number = number_name(v->arena, i);
    at[i].same = same_make(v, &table->columns[i], at[i].label);
  }
  while (rows_step(rows)) {
    if (found.rows == rows_max) {
      found.more = true;
      break;
    }
    put_row(v, lines, found.rows, table, at, rows);
    last = table_row_place(rows, place);
    if (found.rows++ == 0)
      found.first_key = table_place_key(v->arena, last);
  }
  found.last_key = table_place_key(v->arena, last);
  char count[16];
  snprintf(count, sizeof count, "%d", found.rows);
  view_set(v, list, "Count", count);
  return found;
}

bool table_key(struct arena *a, const char *key, const char **parts, int n)
{
  if (str_empty(key) || n < 1)
    return false;
  size_t room = strlen(key), size = 0;
  char *text = arena_alloc(a, room + 1);
  if (!base64url_decode(key, (unsigned char *)text, room, &size) || !utf8_valid(text, size))
    return false;
  text[size] = '\0';
  for (int i = 0; i < n; i++) {
    char *separator = strchr(text, KEY_SEPARATOR);
    if ((separator == NULL) != (i == n - 1))
      return false;
    if (separator)
      *separator = '\0';
    parts[i] = text;
    text = separator + 1;
  }
  return true;
}
