/* Products, offers and prices as CSV: the same columns out and in. A file is checked line by line first, which writes nothing of the
 * catalogue; applied, it is one transaction: all of it or nothing. What a line says already is left alone, so that a second run
 * changes nothing. */
#ifndef PORTICO_MODEL_IMPORT_H
#define PORTICO_MODEL_IMPORT_H

#include "lib/db/db.h"
#include "lib/model/csv.h"

enum { IMPORT_LINES_MAX = 50000 };

enum import_what { IMPORT_SAME, IMPORT_ADD, IMPORT_CHANGE, IMPORT_FAULT };

struct import_row { /* one line: its cells in the order of the kind's columns; NULL: the file has no such column */
  const char *cells[CSV_CELLS_MAX];
  bool write; /* false: only say what would be */
  enum import_what what;
  const char *column, *note; /* of a fault: where, and a sentence; else what changes */
  const char *key;           /* what may stand in a file once */
};

struct import_kind {
  const char *name; /* "products" ... */
  const char *const *columns;
  int n,
      needed; /* a file may lack those after the first so many: their cells are NULL, which leaves things as they are */
  result (*take)(struct work *w, struct import_row *row);
  /* up to 500 rows after this id, into out; *last is the last one's id, 0 when there are no more */
  result (*give)(struct work *w, int64_t after, struct buf *out, int64_t *last);
};
extern const struct import_kind import_products, import_offers, import_prices, import_usage;
const struct import_kind *import_kind_find(const char *name); /* NULL */

/* The whole of a kind as CSV, headings first. */
result import_export(struct work *w, const struct import_kind *kind, struct buf *out);

/* Checks a waiting file, or applies an accepted one. reports is a second connection, on which progress is told while w works; its
 * arena and w's are reset line by line. OK also when the file has faults. */
result import_run(struct work *w, struct work *reports, int64_t id);

/* ---- for the kinds ---- */
/* A fault in a column; answers OK, for the line is read. */
result import_fault(struct import_row *row, const char *column, const char *sentence);
/* A whole number from a cell, empty is min; false and a fault when it is none or out of bounds. */
bool import_int(struct work *w, struct import_row *row, const char *column, const char *cell, int min, int max,
                int *out);
bool import_bool(struct import_row *row, const char *column, const char *cell, bool *out); /* 1, 0, yes, no, "" is no */

#endif
