/* Comma-separated values (RFC 4180) read piece by piece, in the memory of one record; and cells written so that no spreadsheet runs them. */
#ifndef PORTICO_MODEL_CSV_H
#define PORTICO_MODEL_CSV_H

#include "lib/base/str.h"

enum { CSV_CELLS_MAX = 24, CSV_RECORD_BYTES_MAX = 48 * 1024 };

/* The next piece of the text: its bytes, *size 0 at the end. */
typedef result (*csv_more)(void *at, const char **piece, size_t *size);

struct csv {
  csv_more more;
  void *at;
  const char *piece;
  size_t size, used;
  int64_t bytes; /* read so far */
  int line;      /* of the text, from 1: where the record that was read began */
  int next_line;
  bool ended;
  char record[CSV_RECORD_BYTES_MAX];
};

/* Begins; more and at must live as long as it is read. */
void csv_open(struct csv *c, csv_more more, void *at);
/* The next record that is not empty: its cells lie in c->record until the next call. NOT_FOUND at the end; INVALID with *problem, a
 * sentence (through t()): an open quotation mark, too many or too long cells, no UTF-8. A mark against formulas ("'=") is taken off. */
result csv_next(struct csv *c, const char *cells[CSV_CELLS_MAX], int *n, const char **problem);
/* A cell: quoted where needed, with a mark before what a spreadsheet would run (= + - @ tab). */
void csv_put(struct buf *out, const char *cell, bool last);

#endif
