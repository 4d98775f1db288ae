/* Products, offers, prices, tax rules and uses as CSV: the same columns out and in. A file is worked through in turns of a few hundred lines, each a
 * transaction of its own that keeps where the next begins: other jobs run between them, and one that died is done again from there.
 *
 * The promise: what was shown is what happens. The check writes nothing of the catalogue and says of each line what it would do. Once
 * accepted, every line is looked at again before the first is written; where one would do anything else by now, nothing is written and
 * those lines are named. A line that changes even while the file is being written is left out and named. What a line says already is left
 * alone, so that a second run changes nothing. */
#ifndef PORTICO_MODEL_IMPORT_H
#define PORTICO_MODEL_IMPORT_H

#include "lib/db/db.h"
#include "lib/model/csv.h"

enum { IMPORT_LINES_MAX = 50000 };

enum import_what { IMPORT_SAME, IMPORT_ADD, IMPORT_CHANGE, IMPORT_FAULT };

struct import_row { /* one line: its cells in the order of the kind's columns; NULL: the file has no such column */
  const char *cells[CSV_CELLS_MAX];
  int line;
  void *found; /* what look() made of it: the kind's own */
  enum import_what what;
  const char *column, *note; /* of a fault: where, and a sentence; else what changes */
  const char *key;           /* what may stand in a file once; codes are told apart as the database does */
  const char *said;          /* the key as the line writes it, where that differs; NULL: the same */
  const char *was;           /* what stands there now, of that which it would change; NULL: nothing */
  const char *
      was_movable; /* and what an earlier line of the file may move: compared before the first is written; NULL: nothing */
  const char
      *place; /* what a line says holds from first to last (no last: on and on), once a day; NULL: no such thing */
  struct date first, last;
  struct date open; /* where another line holds before, it can begin on this day at the earliest */
};

struct import_kind {
  const char *name; /* "products" ... */
  const char *const *columns;
  int n,
      needed; /* a file may lack those after the first so many: their cells are NULL, which leaves things as they are */
  /* Checks the cells of a turn's lines and reads by set what they need; lock: what they would change stays so until the turn's end. Rows
   * that are faults already are passed over. */
  result (*look)(struct work *w, struct import_row *rows, int n, bool lock);
  result (*take)(struct work *w, struct import_row *row); /* says what it would do */
  result (*put)(struct work *w, struct import_row *row);  /* does it; a fault then has written nothing */
  /* up to 500 rows after this id, into out; *last is the last one's id, 0 when there are no more */
  result (*give)(struct work *w, int64_t after, struct buf *out, int64_t *last);
};
extern const struct import_kind import_products, import_offers, import_prices, import_taxes, import_usage;
const struct import_kind *import_kind_find(const char *name); /* NULL */

/* The whole of a kind as CSV, headings first. */
result import_export(struct work *w, const struct import_kind *kind, struct buf *out);

/* One turn of a file that waits for its check or was accepted. *more: it needs another. OK also when the file has faults. */
result import_turn(struct work *w, int64_t id, bool *more);

/* ---- for the kinds ---- */
/* A fault in a column; answers OK, for the line is read. */
result import_fault(struct import_row *row, const char *column, const char *sentence);
/* A whole number from a cell, empty is min; false and a fault when it is none or out of bounds. */
bool import_int(struct work *w, struct import_row *row, const char *column, const char *cell, int min, int max,
                int *out);
bool import_bool(struct import_row *row, const char *column, const char *cell, bool *out); /* 1, 0, yes, no, "" is no */
/* Which of these lines and those before them hold for one place on the same day: a fault of the later one, which names the other. */
result import_spans_check(struct work *w, int64_t import_id, struct import_row *rows, int n);
result import_spans_drop(struct work *w, int64_t import_id);
/* Cells of the rows without a fault as JSON, to join with: [{"n":0,"a":"core-seat"}, ...], n the row's index, a, b ... these columns. */
const char *import_cells(struct work *w, const struct import_row *rows, int n, const int *columns, int n_columns);
/* Until the turn's end the products whose codes stand in import_cells' first column stay as they are. */
result import_products_lock(struct work *w, const char *asked);
/* The next part of a list, blanks off, *rest moved on; NULL at its end. */
const char *import_part(struct work *w, char **rest, const char *between);

#endif
