/* Rows without a database: the view reads them by the same questions as a statement's result. A test that includes this
 * answers for lib/db's reading functions itself. */
#ifndef PORTICO_TESTS_VIEW_ROWS_H
#define PORTICO_TESTS_VIEW_ROWS_H

#include "lib/db/db.h"
#include <string.h>

struct given {
  const char *const *names, *const *cells; /* n_rows x n_columns texts; NULL is SQL's NULL */
  int n_columns, n_rows, at;               /* at: the current row + 1 */
};

#define ROWS_GIVEN(arena_, given_)                                                                                     \
  ((struct rows){ .arena = (arena_), .columns = (given_)->n_columns, .cells = (given_) })

void rows_close(struct rows *rows)
{
  rows->cells = NULL;
}

bool rows_step(struct rows *rows)
{
  struct given *g = rows->cells;
  return g->at++ < g->n_rows;
}

int rows_find(const struct rows *rows, const char *column)
{
  const struct given *g = rows->cells;
  for (int i = 0; i < g->n_columns; i++)
    if (!strcmp(g->names[i], column))
      return i;
  return -1;
}

static const char *given_cell(const struct rows *rows, int column)
{
  const struct given *g = rows->cells;
  return g->cells[(g->at - 1) * g->n_columns + column];
}

bool rows_null(const struct rows *rows, int column)
{
  return !given_cell(rows, column);
}

const char *rows_text(const struct rows *rows, int column)
{
  const char *text = given_cell(rows, column);
  return text ? text : "";
}

int64_t rows_int(const struct rows *rows, int column)
{
  int64_t n = 0;
  str_int64(rows_text(rows, column), &n);
  return n;
}

struct date rows_date(const struct rows *rows, int column)
{
  struct date d = { 0 };
  date_parse(rows_text(rows, column), &d);
  return d;
}

struct utc rows_utc(const struct rows *rows, int column)
{
  struct utc t = { 0 };
  utc_parse(rows_text(rows, column), &t);
  return t;
}

struct public_id rows_public(const struct rows *rows, int column)
{
  struct public_id id = { 0 };
  public_id_parse(rows_text(rows, column), &id);
  return id;
}

#endif
