/* Inside view only: what table_view.c and table_csv.c share. */
#ifndef PORTICO_VIEW_TABLE_CELL_H
#define PORTICO_VIEW_TABLE_CELL_H

#include "lib/view/template.h"

enum { KEY_SEPARATOR = 0x1f };

struct column_at { /* indexes in the result; -1: none */
  int value, currency, id;
  const char *label;  /* in the person's language */
  const char *number; /* its place, as a name */
  HDF *same;          /* its children are what all cells of the column say */
};

/* One for each column of the table; an alias that the statement lacks is logged and has index -1. Arena. */
struct column_at *table_columns(struct arena *a, const struct table *table, const struct rows *rows);
/* Where a row stands in the list's order; NULL when the statement is not a list's. And the same as a page's link carries it. */
struct place_at { /* the two columns that say it; -1: none */
  int key, id;
};
struct row_place {
  const char *key, *id;
};
struct place_at table_place(const struct rows *rows);
struct row_place table_row_place(const struct rows *rows, struct place_at at);
const char *table_place_key(struct arena *a, struct row_place place);
/* A text's words: "sales,finance" is "Sales, Finance" when the column has them. */
const char *column_text(struct arena *a, const struct column *c, const char *text);
const char *state_word(const struct column *c, const char *value);

#endif
