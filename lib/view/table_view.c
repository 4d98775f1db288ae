/* Lists: a statement's rows through a column table into what table.cs draws. Column and cell numbers are the column's place in
 * the table, so that the pager can name a heading. Neighbour: table_csv.c. */
#include "lib/base/i18n.h"
#include "lib/base/limits.h"
#include "lib/base/log.h"
#include "lib/view/table_cell.h"
#include <stdio.h>
#include <string.h>

static const char *const kind_names[] = { "text", "number", "money", "date", "time", "state", "link", "email", "text" };

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
  for (const char *s = email; *s; s++) {
    if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@.-_+", *s))
      buf_putc(&out, *s);
    else
      buf_printf(&out, "%%%02X", (unsigned char)*s);
  }
  return buf_text(&out);
}

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
    view_set(v, cell, "Iso", date_iso(a, d));
    return date_text(a, d, v->language);
  }
  case COLUMN_TIME: {
    struct utc when = rows_utc(rows, at->value);
    view_set(v, cell, "Iso", utc_iso(a, when));
    return utc_text(a, when, v->zone, v->language);
  }
  case COLUMN_STATE:
    text = rows_text(rows, at->value);
    view_set(v, cell, "State", text);
    return state_word(c, text);
  case COLUMN_EMAIL:
    text = rows_text(rows, at->value);
    if (*text)
      view_set(v, cell, "Href", email_href(a, text));
    return text;
  case COLUMN_ID: return public_id_text(a, rows_public(rows, at->value));
  default: return column_text(a, c, rows_text(rows, at->value));
  }
}

static void put_cell(struct view *v, HDF *cell, const struct column *c, const struct column_at *at,
                     const struct rows *rows)
{
  view_set(v, cell, "Kind", kind_names[c->kind]);
  view_set(v, cell, "Label", at->label);
  if (c->main)
    view_set(v, cell, "Main", "1");
  bool empty = at->value < 0 || rows_null(rows, at->value);
  const char *text = empty ? "" : cell_text(v, cell, c, at, rows);
  view_set(v, cell, "Text", *text ? text : "\u2013");
  if (!*text)
    view_set(v, cell, "Absent", "1");
  if (c->href && at->id >= 0 && !rows_null(rows, at->id)) {
    const char *id = public_id_text(v->arena, rows_public(rows, at->id));
    view_set(v, cell, "Href", arena_printf(v->arena, "%s%s", c->href, id));
  }
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

const char *table_row_key(struct arena *a, const struct rows *rows)
{
  int key = rows_find(rows, "list_key"), id = rows_find(rows, "list_id");
  if (key < 0 || id < 0)
    return NULL;
  const char *text = arena_printf(a, "%s%c%s", rows_text(rows, key), KEY_SEPARATOR, rows_text(rows, id));
  return base64url_encode(a, text, strlen(text));
}

struct table_page view_table(struct view *v, const char *name, const struct table *table, struct rows *rows,
                             int rows_max)
{
  struct table_page found = { 0 };
  view_put(v, name, "");
  HDF *list = view_child(v, v->hdf, name);
  put_columns(v, list, table);
  HDF *lines = view_child(v, list, "Rows");
  struct column_at *at = table_columns(v->arena, table, rows);
  while (rows_step(rows)) {
    if (found.rows == rows_max) {
      found.more = true;
      break;
    }
    HDF *cells = view_child(v, view_child_n(v, lines, found.rows), "Cells");
    for (int i = 0; i < table->n_columns; i++)
      put_cell(v, view_child_n(v, cells, i), &table->columns[i], &at[i], rows);
    found.last_key = table_row_key(v->arena, rows);
    if (found.rows++ == 0)
      found.first_key = found.last_key;
  }
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
