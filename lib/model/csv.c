#include "lib/model/csv.h"

#include "lib/base/i18n.h"
#include <string.h>

void csv_open(struct csv *c, csv_more more, void *at)
{
  memset(c, 0, sizeof *c);
  c->more = more;
  c->at = at;
  c->next_line = 1;
}

/* The next byte; -1 at the end, -2 when reading failed. */
static int csv_byte(struct csv *c)
{
  if (c->used == c->size && !c->ended) {
    if (c->more(c->at, &c->piece, &c->size) != OK)
      return -2;
    c->used = 0;
    c->ended = c->size == 0;
  }
  if (c->ended)
    return -1;
  c->bytes++;
  return (unsigned char)c->piece[c->used++];
}

static int csv_peek(struct csv *c)
{
  int b = csv_byte(c);
  if (b >= 0) {
    c->used--;
    c->bytes--;
  }
  return b;
}

struct record { /* being read */
  size_t at;
  int n;
  bool quoted, open, full;
  const char **cells;
};

static void cell_end(struct csv *c, struct record *r)
{
  char *cell = (char *)r->cells[r->n];
  c->record[r->at++] = '\0';
  /* an apostrophe before what a spreadsheet would run is ours */
  if (cell[0] == '\'' && cell[1] && strchr("=+-@\t", cell[1]))
    r->cells[r->n] = cell + 1;
  r->n++;
  r->full = r->n == CSV_CELLS_MAX;
  if (!r->full)
    r->cells[r->n] = c->record + r->at;
}

static void sign_put(struct csv *c, struct record *r, int b)
{
  if (r->at + 2 < sizeof c->record)
    c->record[r->at++] = (char)b;
  else
    r->full = true;
}

/* One byte of a record; true at the record's end. */
static bool record_step(struct csv *c, struct record *r, int b)
{
  if (r->quoted) {
    if (b == '"' && csv_peek(c) == '"')
      sign_put(c, r, csv_byte(c));
    else if (b == '"')
      r->quoted = false;
    else
      sign_put(c, r, b);
    c->next_line += b == '\n';
    return false;
  }
  if (b == '\n') {
    c->next_line++;
    return true;
  }
  if (b == '"' && c->record + r->at == r->cells[r->n])
    r->quoted = true;
  else if (b == ',')
    cell_end(c, r);
  else if (b != '\r')
    sign_put(c, r, b);
  return false;
}

static result record_read(struct csv *c, struct record *r, const char **problem)
{
  int b = 0;
  r->cells[0] = c->record;
  c->line = c->next_line;
  while (!r->full && (b = csv_byte(c)) >= 0)
    if (record_step(c, r, b))
      break;
  if (b == -2)
    return FAILED;
  if (r->full)
    *problem = t("This line has too many or too long cells.");
  else if (r->quoted)
    *problem = t("A quotation mark is opened here and never closed.");
  else if (b == -1 && !r->at && !r->n)
    return NOT_FOUND;
  if (*problem)
    return INVALID;
  cell_end(c, r);
  for (int i = 0; i < r->n; i++)
    if (!utf8_valid(r->cells[i], strlen(r->cells[i])))
      *problem = t("This line is not UTF-8 text.");
  return *problem ? INVALID : OK;
}

result csv_next(struct csv *c, const char *cells[CSV_CELLS_MAX], int *n, const char **problem)
{
  static const char mark[] = "\xef\xbb\xbf"; /* some programs begin a file with it */
  for (;;) {
    struct record r = { .cells = cells };
    *problem = NULL;
    result found = record_read(c, &r, problem);
    if (found != OK)
      return found;
    if (c->line == 1 && str_starts(cells[0], mark))
      cells[0] += strlen(mark);
    *n = r.n;
    if (r.n > 1 || *cells[0])
      return OK;
  }
}

void csv_put(struct buf *out, const char *cell, bool last)
{
  bool runs = *cell && strchr("=+-@\t\r", *cell), quoted = runs || strpbrk(cell, ",\"\r\n") != NULL;
  if (quoted)
    buf_putc(out, '"');
  if (runs)
    buf_putc(out, '\'');
  for (const char *s = cell; *s; s++) {
    if (*s == '"')
      buf_putc(out, '"');
    buf_putc(out, *s);
  }
  if (quoted)
    buf_putc(out, '"');
  buf_puts(out, last ? "\r\n" : ",");
}
