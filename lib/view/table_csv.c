/* A list as CSV: RFC 4180 quoting; figures and days as machines write them; the currency in a column of its own; text that a
 * spreadsheet would run as a formula is made plain by an apostrophe (OWASP, CSV injection), also behind a sign that another country's
 * spreadsheet takes for the end of a cell. */
#include "lib/base/i18n.h"
#include "lib/view/table_cell.h"
#include <inttypes.h>
#include <string.h>

#define FORMULA_SIGNS "=+-@"
#define CELL_ENDS     ";\t\r\n"

static bool is_figure(const char *s)
{
  if (*s == '-' || *s == '+')
    s++;
  size_t whole = strspn(s, "0123456789");
  if (whole == 0)
    return false;
  s += whole;
  if (*s == '.') {
    size_t part = strspn(++s, "0123456789");
    if (part == 0)
      return false;
    s += part;
  }
  return *s == '\0';
}

static void put_cell(struct buf *out, const char *text, bool first)
{
  if (!first)
    buf_putc(out, ',');
  bool runs = *text && strchr(FORMULA_SIGNS "\t\r\n", *text) && !is_figure(text);
  bool quoted = text[strcspn(text, ",\"" CELL_ENDS)] || (*text && (*text == ' ' || text[strlen(text) - 1] == ' '));
  if (!quoted) {
    buf_printf(out, "%s%s", runs ? "'" : "", text);
    return;
  }
  buf_puts(out, runs ? "\"'" : "\"");
  for (const char *s = text; *s; s++) {
    if (*s == '"')
      buf_putc(out, '"');
    buf_putc(out, *s);
    if (strchr(CELL_ENDS, *s) && s[1] && strchr(FORMULA_SIGNS, s[1]))
      buf_putc(out, '\'');
  }
  buf_putc(out, '"');
}

static const char *cell_text(struct arena *a, const struct column *c, const struct column_at *at,
                             const struct rows *rows)
{
  if (at->value < 0 || rows_null(rows, at->value))
    return "";
  switch (c->kind) {
  case COLUMN_NUMBER: return arena_printf(a, "%" PRId64, rows_int(rows, at->value));
  case COLUMN_MONEY:
    return at->currency < 0 ? "" : money_plain(a, money_of(rows_int(rows, at->value), rows_text(rows, at->currency)));
  case COLUMN_DATE: return date_iso(a, rows_date(rows, at->value));
  case COLUMN_TIME: return utc_iso(a, rows_utc(rows, at->value));
  case COLUMN_STATE: return state_word(c, rows_text(rows, at->value));
  case COLUMN_ID: return public_id_text(a, rows_public(rows, at->value));
  case COLUMN_FLAG: return rows_int(rows, at->value) ? t("yes") : t("no");
  default: return column_text(a, c, rows_text(rows, at->value));
  }
}

static void put_header(const struct table *table, struct buf *out)
{
  bool first = true;
  for (int i = 0; i < table->n_columns; i++) {
    const struct column *c = &table->columns[i];
    put_cell(out, str_empty(c->label) ? c->alias : t(c->label), first);
    first = false;
    if (c->kind == COLUMN_MONEY)
      put_cell(out, t("Currency"), false);
  }
  buf_puts(out, "\r\n");
}

const char *table_csv(const struct table *table, struct rows *rows, struct buf *out, bool header, int rows_max)
{
  struct arena *a = out->arena;
  struct column_at *at = table_columns(a, table, rows);
  struct row_place last = { NULL, NULL };
  struct place_at place = table_place(rows);
  if (header)
    put_header(table, out);
  for (int n = 0; n < rows_max && rows_step(rows); n++) {
    bool first = true;
    for (int i = 0; i < table->n_columns; i++) {
      const struct column *c = &table->columns[i];
      put_cell(out, cell_text(a, c, &at[i], rows), first);
      first = false;
      if (c->kind == COLUMN_MONEY)
        put_cell(out, at[i].currency < 0 ? "" : rows_text(rows, at[i].currency), false);
    }
    buf_puts(out, "\r\n");
    last = table_row_place(rows, place);
  }
  return table_place_key(a, last);
}
