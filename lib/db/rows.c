/* Results: the driver holds the whole of one; each row passes through the statement's cells into the arena.
 * Text goes by way of a scratch buffer as wide as the column (to a bound), which was measured to be faster than asking
 * for each text's size first, and than the driver's pass over all rows for the widest. */
#include "lib/base/log.h"
#include "lib/db/internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void cell_kind(struct cell *c, const MYSQL_FIELD *f)
{
  switch (f->type) {
  case MYSQL_TYPE_TINY:
  case MYSQL_TYPE_SHORT:
  case MYSQL_TYPE_INT24:
  case MYSQL_TYPE_LONG:
  case MYSQL_TYPE_LONGLONG:
  case MYSQL_TYPE_YEAR: c->kind = CELL_INT; return;
  case MYSQL_TYPE_DATE:
  case MYSQL_TYPE_NEWDATE:
  case MYSQL_TYPE_DATETIME:
  case MYSQL_TYPE_TIMESTAMP: c->kind = CELL_TIME; return;
  default:
    c->kind = CELL_TEXT;
    c->room = f->length < DB_SCRATCH_BYTES ? f->length + 1 : DB_SCRATCH_BYTES;
    return;
  }
}

static void cell_bind(MYSQL_BIND *b, struct cell *c, const MYSQL_FIELD *f)
{
  b->is_null = &c->is_null;
  b->error = &c->is_cut;
  b->length = &c->length;
  if (c->kind == CELL_INT) {
    b->buffer_type = MYSQL_TYPE_LONGLONG;
    b->buffer = &c->n;
    b->buffer_length = sizeof c->n;
    b->is_unsigned = (f->flags & UNSIGNED_FLAG) != 0;
  } else if (c->kind == CELL_TIME) {
    b->buffer_type = f->type;
    b->buffer = &c->time;
    b->buffer_length = sizeof c->time;
  } else {
    b->buffer_type = MYSQL_TYPE_STRING;
    b->buffer = c->text;
    b->buffer_length = c->room;
  }
}

bool statement_bind_columns(struct statement *s)
{
  s->columns = (int)mysql_stmt_field_count(s->driver);
  if (s->columns == 0)
    return true;
  size_t n = (size_t)s->columns, bytes = 0;
  s->columns_of = mysql_stmt_result_metadata(s->driver);
  s->binds = calloc(n, sizeof *s->binds);
  s->cells = calloc(n, sizeof *s->cells);
  if (!s->columns_of || !s->binds || !s->cells)
    abort();
  const MYSQL_FIELD *fields = mysql_fetch_fields(s->columns_of);
  for (size_t i = 0; i < n; i++) {
    cell_kind(&s->cells[i], &fields[i]);
    bytes += s->cells[i].room;
  }
  if (!(s->scratch = malloc(bytes + 1)))
    abort();
  char *at = s->scratch;
  for (size_t i = 0; i < n; i++) {
    s->cells[i].text = at;
    at += s->cells[i].room;
    cell_bind(&s->binds[i], &s->cells[i], &fields[i]);
  }
  return mysql_stmt_bind_result(s->driver, s->binds) == 0;
}

void rows_close(struct rows *rows)
{
  if (rows->statement)
    statement_give_back(rows->statement);
  *rows = (struct rows){ 0 };
}

bool rows_step(struct rows *rows)
{
  struct statement *s = rows->statement;
  if (!s)
    return false;
  int r = mysql_stmt_fetch(s->driver);
  if (r == 0 || r == MYSQL_DATA_TRUNCATED)
    return true;
  if (r == MYSQL_NO_DATA)
    return false;
  error_result(s->sql, mysql_stmt_errno(s->driver), mysql_stmt_sqlstate(s->driver), mysql_stmt_error(s->driver));
  abort(); /* the result is stored: only a fault of ours leads here, and half a list must not pass for a whole one */
}

/* A column asked for as what it is not is a fault of the code, found the first time the statement runs. */
static _Noreturn void misuse(const struct rows *rows, int column, const char *what)
{
  const struct statement *s = rows->statement;
  log_put(LOG_ERROR, s ? s->sql->file : __FILE__, s ? s->sql->line : __LINE__, "database: column %d %s", column + 1,
          what);
  abort();
}

static const struct cell *cell_at(const struct rows *rows, int column)
{
  if (column < 0 || column >= rows->columns)
    misuse(rows, column, "is not in the result");
  return &((const struct cell *)rows->cells)[column];
}

/* Text and bytes of any length, with a NUL behind. */
static char *cell_copy(const struct rows *rows, int column, const struct cell *c)
{
  if (c->length <= c->room)
    return arena_dupn(rows->arena, c->text, c->length);
  const struct statement *s = rows->statement;
  char *whole = arena_alloc(rows->arena, c->length + 1);
  unsigned long length;
  my_bool is_null, is_cut;
  MYSQL_BIND b = { .buffer_type = MYSQL_TYPE_STRING,
                   .buffer = whole,
                   .buffer_length = c->length,
                   .length = &length,
                   .is_null = &is_null,
                   .error = &is_cut };
  if (mysql_stmt_fetch_column(s->driver, &b, (unsigned)column, 0))
    misuse(rows, column, "cannot be fetched");
  return whole;
}

/* Sums and decimals without a fraction come as text. */
static int64_t cell_int(const struct rows *rows, int column, const struct cell *c)
{
  if (c->is_null)
    return 0;
  if (c->kind == CELL_INT)
    return c->n;
  char digits[32];
  int64_t n;
  if (c->kind != CELL_TEXT || c->length >= sizeof digits)
    misuse(rows, column, "is not a number");
  memcpy(digits, c->text, c->length);
  digits[c->length] = 0;
  if (!str_int64(digits, &n))
    misuse(rows, column, "is not a whole number of 64 bits");
  return n;
}

static struct date cell_date(const struct rows *rows, int column, const struct cell *c)
{
  if (c->is_null)
    return (struct date){ 0 };
  if (c->kind != CELL_TIME)
    misuse(rows, column, "is not a date");
  return (struct date){ (int16_t)c->time.year, (int8_t)c->time.month, (int8_t)c->time.day };
}

static struct utc cell_utc(const struct rows *rows, int column, const struct cell *c)
{
  if (c->is_null)
    return (struct utc){ 0 };
  int64_t s = (int64_t)date_days(cell_date(rows, column, c)) * 86400 + c->time.hour * 3600 + c->time.minute * 60 +
              c->time.second;
  return (struct utc){ s * 1000000 + (int64_t)c->time.second_part };
}

static const char *cell_text(const struct rows *rows, int column, const struct cell *c)
{
  const MYSQL_TIME *m = &c->time;
  if (c->kind == CELL_TEXT)
    return cell_copy(rows, column, c);
  if (c->kind == CELL_INT && ((const struct statement *)rows->statement)->binds[column].is_unsigned)
    return arena_printf(rows->arena, "%" PRIu64, (uint64_t)c->n);
  if (c->kind == CELL_INT)
    return arena_printf(rows->arena, "%" PRId64, c->n);
  if (m->time_type == MYSQL_TIMESTAMP_DATE)
    return arena_printf(rows->arena, "%04u-%02u-%02u", m->year, m->month, m->day);
  return arena_printf(rows->arena, "%04u-%02u-%02u %02u:%02u:%02u.%06lu", m->year, m->month, m->day, m->hour, m->minute,
                      m->second, m->second_part);
}

static void put_currency(const struct rows *rows, int column, const struct cell *c, char *out)
{
  memset(out, 0, 4);
  if (c->is_null)
    return;
  if (c->kind != CELL_TEXT || c->length > 3)
    misuse(rows, column, "is not a currency");
  memcpy(out, c->text, c->length);
}

static void put_bytes(const struct rows *rows, int column, const struct cell *c, struct bytes *out)
{
  *out = (struct bytes){ 0 };
  if (c->is_null)
    return;
  if (c->kind != CELL_TEXT)
    misuse(rows, column, "is not bytes");
  *out = (struct bytes){ (const unsigned char *)cell_copy(rows, column, c), c->length };
}

static void put_int(const struct rows *rows, int column, const struct cell *c, int *out)
{
  int64_t n = cell_int(rows, column, c);
  if (n < INT32_MIN || n > INT32_MAX)
    misuse(rows, column, "does not fit an int");
  *out = (int)n;
}

static void cell_put(const struct rows *rows, int column, const struct db_out *out)
{
  const struct cell *c = cell_at(rows, column);
  switch (out->kind) {
  case DB_OUT_TEXT: *(const char **)out->to = c->is_null ? NULL : cell_text(rows, column, c); return;
  case DB_OUT_INT64: *(int64_t *)out->to = cell_int(rows, column, c); return;
  case DB_OUT_INT: put_int(rows, column, c, out->to); return;
  case DB_OUT_BOOL: *(bool *)out->to = cell_int(rows, column, c) != 0; return;
  case DB_OUT_DATE: *(struct date *)out->to = cell_date(rows, column, c); return;
  case DB_OUT_UTC: *(struct utc *)out->to = cell_utc(rows, column, c); return;
  case DB_OUT_PUBLIC: *(struct public_id *)out->to = (struct public_id){ (uint64_t)cell_int(rows, column, c) }; return;
  case DB_OUT_CURRENCY: put_currency(rows, column, c, out->to); return;
  case DB_OUT_BYTES: put_bytes(rows, column, c, out->to); return;
  }
}

bool rows_next_(struct rows *rows, const struct db_out *outs, int n)
{
  if (n != rows->columns)
    misuse(rows, n - 1, "is the last place given, which is not the last column");
  if (!rows_step(rows))
    return false;
  for (int i = 0; i < n; i++)
    cell_put(rows, i, &outs[i]);
  return true;
}

int64_t rows_count(const struct rows *rows)
{
  const struct statement *s = rows->statement;
  return s ? (int64_t)mysql_stmt_num_rows(s->driver) : 0;
}

int rows_find(const struct rows *rows, const char *column)
{
  const struct statement *s = rows->statement;
  const MYSQL_FIELD *fields = s ? mysql_fetch_fields(s->columns_of) : NULL;
  for (int i = 0; i < rows->columns; i++)
    if (strcmp(fields[i].name, column) == 0)
      return i;
  return -1;
}

bool rows_null(const struct rows *rows, int column)
{
  return cell_at(rows, column)->is_null;
}

const char *rows_text(const struct rows *rows, int column)
{
  const struct cell *c = cell_at(rows, column);
  return c->is_null ? "" : cell_text(rows, column, c);
}

int64_t rows_int(const struct rows *rows, int column)
{
  return cell_int(rows, column, cell_at(rows, column));
}

struct date rows_date(const struct rows *rows, int column)
{
  return cell_date(rows, column, cell_at(rows, column));
}

struct utc rows_utc(const struct rows *rows, int column)
{
  return cell_utc(rows, column, cell_at(rows, column));
}

struct public_id rows_public(const struct rows *rows, int column)
{
  return (struct public_id){ (uint64_t)rows_int(rows, column) };
}
