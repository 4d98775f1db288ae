/* What the kinds of files share, and the way out. The way in is import_turn.c. */
#include "lib/model/import.h"

#include "lib/base/i18n.h"
#include "lib/base/json.h"
#include <string.h>

const struct import_kind *import_kind_find(const char *name)
{
  const struct import_kind *const kinds[] = { &import_products, &import_offers, &import_prices, &import_taxes,
                                              &import_usage };
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (str_eq(kinds[i]->name, name))
      return kinds[i];
  return NULL;
}

result import_fault(struct import_row *row, const char *column, const char *sentence)
{
  if (row->what != IMPORT_FAULT) {
    row->what = IMPORT_FAULT;
    row->column = column;
    row->note = sentence;
  }
  return OK;
}

bool import_int(struct work *w, struct import_row *row, const char *column, const char *cell, int min, int max,
                int *out)
{
  int64_t n = 0;
  if (*cell && (!str_int64(cell, &n) || n < min || n > max)) {
    import_fault(row, column,
                 arena_printf(w->arena, t("“%1$s” is no whole number from %2$d to %3$d."), cell, min, max));
    return false;
  }
  *out = *cell ? (int)n : min;
  return true;
}

bool import_bool(struct import_row *row, const char *column, const char *cell, bool *out)
{
  *out = str_eq(cell, "1") || str_eq(cell, "yes");
  if (*out || !*cell || str_eq(cell, "0") || str_eq(cell, "no"))
    return true;
  import_fault(row, column, t("Enter 1 for yes or 0 for no."));
  return false;
}

const char *import_cells(struct work *w, const struct import_row *rows, int n, const int *columns, int n_columns)
{
  enum { POINTS_MAX = 250 }; /* no name or code is as long, so a longer one is found as little when it is cut */
  struct buf b = BUF(w->arena);
  struct json j = JSON(&b);
  json_array(&j, NULL);
  for (int i = 0; i < n; i++) {
    if (rows[i].what == IMPORT_FAULT)
      continue;
    json_object(&j, NULL);
    json_int(&j, "n", i);
    for (int k = 0; k < n_columns; k++)
      json_text(&j, (const char[]){ (char)('a' + k), '\0' },
                utf8_clip(w->arena, rows[i].cells[columns[k]], POINTS_MAX));
    json_end_object(&j);
  }
  json_end_array(&j);
  return buf_text(&b);
}

result import_products_lock(struct work *w, const char *asked)
{
  ROWS rows = { 0 };
  return db_query(w, &rows,
                  "SELECT p.id FROM JSON_TABLE(?, '$[*]' COLUMNS (a VARCHAR(255) PATH '$.a')) j STRAIGHT_JOIN product p"
                  " ON p.code = j.a ORDER BY p.id FOR UPDATE",
                  A(asked));
}

const char *import_part(struct work *w, char **rest, const char *between)
{
  if (!*rest || !**rest)
    return NULL;
  return str_trim(w->arena, strsep(rest, between));
}

result import_export(struct work *w, const struct import_kind *kind, struct buf *out)
{
  int64_t after = 0;
  for (int i = 0; i < kind->n; i++)
    csv_put(out, kind->columns[i], i == kind->n - 1);
  do
    TRY(kind->give(w, after, out, &after));
  while (after);
  return OK;
}
