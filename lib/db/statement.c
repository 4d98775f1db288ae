/* Statements: prepared once per connection, found again by the literal's address, run with bound values. */
#include "lib/base/log.h"
#include "lib/db/internal.h"

#include <errmsg.h>
#include <stdlib.h>
#include <string.h>

enum { VALUES_MAX = 128 };

struct db_value db_of_int(int64_t n)
{
  return (struct db_value){ .kind = DB_INT, .n = n };
}

struct db_value db_of_text(const char *s)
{
  return s ? (struct db_value){ .kind = DB_TEXT, .s = s, .size = strlen(s) } : A_NULL;
}

struct db_value db_of_bytes(struct bytes b)
{
  return b.at ? (struct db_value){ .kind = DB_BYTES, .s = (const char *)b.at, .size = b.size } : A_NULL;
}

struct db_value db_of_date(struct date d)
{
  return d.year ? (struct db_value){ .kind = DB_DATE, .date = d } : A_NULL;
}

struct db_value db_of_utc(struct utc t)
{
  return t.us ? (struct db_value){ .kind = DB_UTC, .n = t.us } : A_NULL;
}

struct db_value db_of_public(struct public_id id)
{
  return id.bits ? (struct db_value){ .kind = DB_PUBLIC, .n = (int64_t)id.bits } : A_NULL;
}

/* ---- the cache ---- */

static size_t slot_of(const struct link *link, const struct sql *sql)
{
  size_t i = (size_t)(((uintptr_t)sql >> 3) * 0x9E3779B97F4A7C15u >> 20) & (link->room - 1);
  while (link->cache[i] && link->cache[i]->sql != sql)
    i = (i + 1) & (link->room - 1);
  return i;
}

static void cache_put(struct link *link, struct statement *s)
{
  if (2 * ++link->used > link->room) {
    struct statement **old = link->cache;
    size_t room = link->room;
    link->room *= 2;
    link->cache = calloc(link->room, sizeof(struct statement *));
    if (!link->cache)
      abort();
    for (size_t i = 0; i < room; i++)
      if (old[i])
        link->cache[slot_of(link, old[i]->sql)] = old[i];
    free(old);
  }
  link->cache[slot_of(link, s->sql)] = s;
}

void statement_free(struct statement *s)
{
  if (s->columns_of)
    mysql_free_result(s->columns_of);
  if (s->driver)
    mysql_stmt_close(s->driver);
  free(s->binds);
  free(s->cells);
  free(s->scratch);
  free(s);
}

/* What the server said stands in s->driver until the caller frees s. */
static struct statement *statement_new(struct link *link, const struct sql *sql, bool *ok)
{
  struct statement *s = calloc(1, sizeof *s);
  if (!s || !(s->driver = mysql_stmt_init(link->driver)))
    abort();
  s->sql = sql;
  s->link = link;
  *ok = mysql_stmt_prepare(s->driver, sql->text, strlen(sql->text)) == 0;
  if (*ok) {
    s->values = (int)mysql_stmt_param_count(s->driver);
    *ok = statement_bind_columns(s);
  }
  return s;
}

/* Logs why a statement failed. *lost tells the caller to drop the link, and perhaps to run it again. */
static result statement_failed(const struct statement *s, bool *lost)
{
  unsigned number = mysql_stmt_errno(s->driver);
  result r = error_result(s->sql, number, mysql_stmt_sqlstate(s->driver), mysql_stmt_error(s->driver));
  *lost = error_is_lost(number);
  return r;
}

/* The prepared statement, marked open. One that is open already (a function that runs within its own rows) gets a second copy. */
static result statement_take(struct db *db, const struct sql *sql, struct statement **out, bool *lost)
{
  struct link *link = db->link;
  size_t at = slot_of(link, sql);
  struct statement *s = link->cache[at];
  if (!s || s->open) {
    bool ok, extra = s != NULL;
    s = statement_new(link, sql, &ok);
    if (!ok) {
      result r = statement_failed(s, lost);
      statement_free(s);
      return r;
    }
    s->extra = extra;
    if (extra) {
      s->next = link->extras;
      link->extras = s;
    } else {
      cache_put(link, s);
    }
  }
  s->open = true;
  link->open++;
  *out = s;
  return OK;
}

void statement_give_back(struct statement *s)
{
  struct link *link = s->link;
  if (!s->open)
    return;
  s->open = false;
  link->open--;
  if (s->columns > 0)
    mysql_stmt_free_result(s->driver);
  if (s->extra) {
    struct statement **p = &link->extras;
    while (*p != s)
      p = &(*p)->next;
    *p = s->next;
    statement_free(s);
  }
  link_release(link);
}

/* ---- values in ---- */

static void time_of_utc(int64_t us, MYSQL_TIME *out)
{
  int64_t days = us / 86400000000, rest = us % 86400000000;
  if (rest < 0) {
    days--;
    rest += 86400000000;
  }
  struct date d = date_of_days((int32_t)days);
  unsigned s = (unsigned)(rest / 1000000);
  *out = (MYSQL_TIME){ .year = (unsigned)d.year,
                       .month = (unsigned)d.month,
                       .day = (unsigned)d.day,
                       .hour = s / 3600,
                       .minute = s / 60 % 60,
                       .second = s % 60,
                       .second_part = (unsigned long)(rest % 1000000),
                       .time_type = MYSQL_TIMESTAMP_DATETIME };
}

struct slot {
  MYSQL_TIME time;
  unsigned long size;
};

static void bind_value(MYSQL_BIND *b, struct slot *slot, const struct db_value *v)
{
  memset(b, 0, sizeof *b);
  b->length = &slot->size;
  switch (v->kind) {
  case DB_NULL: b->buffer_type = MYSQL_TYPE_NULL; break;
  case DB_INT:
  case DB_PUBLIC:
    b->buffer_type = MYSQL_TYPE_LONGLONG;
    b->is_unsigned = v->kind == DB_PUBLIC;
    b->buffer = (void *)&v->n;
    break;
  case DB_TEXT:
  case DB_BYTES:
    b->buffer_type = v->kind == DB_TEXT ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
    b->buffer = (void *)v->s;
    b->buffer_length = slot->size = v->size;
    break;
  case DB_DATE:
    b->buffer_type = MYSQL_TYPE_DATE;
    slot->time = (MYSQL_TIME){ .year = (unsigned)v->date.year,
                               .month = (unsigned)v->date.month,
                               .day = (unsigned)v->date.day,
                               .time_type = MYSQL_TIMESTAMP_DATE };
    b->buffer = &slot->time;
    break;
  case DB_UTC:
    b->buffer_type = MYSQL_TYPE_DATETIME;
    time_of_utc(v->n, &slot->time);
    b->buffer = &slot->time;
    break;
  }
}

static bool statement_run(struct statement *s, const struct db_value *values, int n)
{
  MYSQL_BIND binds[VALUES_MAX];
  struct slot slots[VALUES_MAX];
  if (n != s->values || n > VALUES_MAX) {
    log_put(LOG_ERROR, s->sql->file, s->sql->line, "database: the statement takes %d values and is given %d", s->values,
            n);
    abort();
  }
  for (int i = 0; i < n; i++)
    bind_value(&binds[i], &slots[i], &values[i]);
  return (n == 0 || mysql_stmt_bind_param(s->driver, binds) == 0) && mysql_stmt_execute(s->driver) == 0 &&
         (s->columns == 0 || mysql_stmt_store_result(s->driver) == 0);
}

/* ---- running ---- */

/* One attempt. On OK *out is open and holds the result. */
static result attempt(struct db *db, const struct sql *sql, const struct db_value *values, int n,
                      struct statement **out, bool *lost)
{
  struct statement *s = NULL;
  db->statements++;
  TRY(statement_take(db, sql, &s, lost));
  if (statement_run(s, values, n)) {
    db->changed = (int64_t)mysql_stmt_affected_rows(s->driver);
    db->insert_id = (int64_t)mysql_stmt_insert_id(s->driver);
    *out = s;
    return OK;
  }
  result r = statement_failed(s, lost);
  statement_give_back(s);
  return r;
}

/* again: a lost connection may be made anew and the statement run once more. Not when the time went into waiting: a statement
 * that is too slow for one server's patience would only load it twice. */
static result run(struct db *db, const struct sql *sql, const struct db_value *values, int n, bool again,
                  struct statement **out)
{
  int64_t start = monotonic_s();
  for (;;) {
    bool lost = false;
    TRY(db_connect(db));
    result r = attempt(db, sql, values, n, out, &lost);
    if (lost)
      link_retire(db);
    if (!lost || !again || db->in_transaction || monotonic_s() - start > 1)
      return r;
    again = false;
  }
}

result db_query_(struct work *w, struct rows *rows, const struct sql *sql, const struct db_value *values, int n)
{
  struct statement *s = NULL;
  rows_close(rows);
  /* Outside a transaction the session is read only, so a second run cannot do anything twice. */
  TRY(run(w->db, sql, values, n, !w->db->owner, &s));
  *rows = (struct rows){ .db = w->db, .arena = w->arena, .statement = s, .columns = s->columns, .cells = s->cells };
  return OK;
}

result db_exec_(struct work *w, const struct sql *sql, const struct db_value *values, int n)
{
  struct statement *s = NULL;
  TRY(run(w->db, sql, values, n, false, &s));
  statement_give_back(s);
  return OK;
}

int64_t db_changed(const struct work *w)
{
  return w->db->changed;
}

int64_t db_insert_id(const struct work *w)
{
  return w->db->insert_id;
}
