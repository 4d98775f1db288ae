/* The database: the only door to MariaDB. Statements are literals with bound, typed values.
 *
 *   ROWS rows = { 0 };
 *   TRY(db_query(w, &rows, "SELECT number, total, currency FROM invoice WHERE public_id = ? AND org_id = ?", A(id), A(w->org_id)));
 *   return rows_one(&rows, F(out->number), F(out->total.minor), F(out->total.currency));
 *
 * A statement that is not a literal does not compile. All literals stand in one linker section, so that `--check` can
 * prepare each of them against the schema and the grants. The literal's address keys the connection's prepared statement. */
#ifndef PORTICO_DB_DB_H
#define PORTICO_DB_DB_H

#include "lib/base/arena.h"
#include "lib/base/config.h"
#include "lib/base/date.h"
#include "lib/base/money.h"
#include "lib/base/result.h"
#include "lib/base/str.h"

struct db; /* one connection, kept by the process, made anew when it was lost */

/* One unit of work: a request or a job. What a function of the model needs to read, to write and to say who did it. */
struct work {
  struct db *db;
  struct arena *arena;
  struct utc now;    /* one clock for the whole unit */
  int64_t org_id;    /* whose rows: the partner's organisation; 0 for the vendor's staff and for jobs */
  int64_t person_id; /* who acts; 0 is the system */
  const char *actor; /* "partner", "staff", "customer", "api" or "system": stands in the audit row */
  const char *request_id;
  const char *zone; /* the person's time zone, for "today" */
  bool vendor;      /* a program of the vendor's own asks ("api"): bound by what binds its staff, and no more */
};

struct sql {
  const char *text, *file;
  int line;
};

/* A statement's identity. "" text "" refuses anything but a literal. */
#define SQL(text_)                                                                                                     \
  (__extension__({                                                                                                     \
    static const struct sql sql_ = { "" text_ "", __FILE__, __LINE__ };                                                \
    static const struct sql *const sql_ref_ __attribute__((section("portico_sql"), used)) = &sql_;                     \
    (void)sql_ref_;                                                                                                    \
    &sql_;                                                                                                             \
  }))

/* The same at file scope, with a name: for tables of statements. */
#define SQL_STATEMENT(name_, text_)                                                                                    \
  static const struct sql name_ = { "" text_ "", __FILE__, __LINE__ };                                                 \
  static const struct sql *const name_##_ref_ __attribute__((section("portico_sql"), used)) = &name_

/* The three statements of one order of a list, <name>_first, <name>_older and <name>_newer: keyset paging in the expanded form, which
 * reads just a page's rows on the key's index. rows_from: "customer r WHERE r.org_id = ?" (the row is r, it has r.id); key: "r.name"
 * (never NULL); columns and joins: what is shown, read for the page's rows only, joined to l.id. The values of rows_from come first,
 * then those of the key and how many rows (list_page adds them). The results end with list_key and list_id, the row's place in the order. Rows come in
 * the order shown. The first page is a statement of its own: with "? IS NULL OR" in one, a prepared statement kept the wide plan.
 * A list that grows names its key, "customer r FORCE INDEX (customer_org_created) WHERE ...": where the filters need columns beside
 * the key's, MariaDB 10.11 takes its first column alone and reads from the list's beginning up to the page. */
#define LIST_UP(name, columns, rows_from, key, joins)                                                                  \
  LIST_WAY_(name##_first, columns, rows_from, key, joins, "", "", "")                                                  \
  LIST_WAY_(name##_older, columns, rows_from, key, joins, LIST_BEYOND_(key, ">"), "", "")                              \
  LIST_WAY_(name##_newer, columns, rows_from, key, joins, LIST_BEYOND_(key, "<"), " DESC", "")                         \
  _Static_assert(1, "")
#define LIST_DOWN(name, columns, rows_from, key, joins)                                                                \
  LIST_WAY_(name##_first, columns, rows_from, key, joins, "", " DESC", " DESC")                                        \
  LIST_WAY_(name##_older, columns, rows_from, key, joins, LIST_BEYOND_(key, "<"), " DESC", " DESC")                    \
  LIST_WAY_(name##_newer, columns, rows_from, key, joins, LIST_BEYOND_(key, ">"), "", " DESC")                         \
  _Static_assert(1, "")
#define LIST_BEYOND_(key, beyond) " AND " key " " beyond "= ? AND (" key " " beyond " ? OR r.id " beyond " ?)"
#define LIST_WAY_(name, columns, rows_from, key, joins, beyond, read, shown)                                           \
  SQL_STATEMENT(name, "SELECT " columns ", l.k AS list_key, l.id AS list_id FROM (SELECT r.id, " key                   \
                      " AS k FROM " rows_from beyond " ORDER BY " key read ", r.id" read " LIMIT ?) l " joins          \
                      " ORDER BY l.k" shown ", l.id" shown);

/* ---- values in ---- */
enum db_kind { DB_NULL, DB_INT, DB_TEXT, DB_BYTES, DB_DATE, DB_UTC, DB_PUBLIC };
struct db_value {
  enum db_kind kind;
  int64_t n;
  const char *s;
  size_t size;
  struct date date;
};
struct db_value db_of_int(int64_t n);
struct db_value db_of_text(const char *s);         /* NULL is SQL's NULL */
struct db_value db_of_bytes(struct bytes b);       /* at == NULL is SQL's NULL */
struct db_value db_of_date(struct date d);         /* no date is SQL's NULL */
struct db_value db_of_utc(struct utc t);           /* no instant is SQL's NULL */
struct db_value db_of_public(struct public_id id); /* bound as an unsigned 64-bit value's bits; 0 is SQL's NULL */
#define A(x)                                                                                                           \
  _Generic((x), int: db_of_int, long: db_of_int, long long: db_of_int, bool: db_of_int, char *: db_of_text,         \
           const char *: db_of_text, struct bytes: db_of_bytes, struct date: db_of_date, struct utc: db_of_utc,     \
           struct public_id: db_of_public)(x)
#define A_NULL ((struct db_value){ .kind = DB_NULL })
/* An optional reference: 0 is SQL's NULL. */
#define A_REF(id) ((id) ? db_of_int(id) : A_NULL)

/* ---- values out ---- */
enum db_out_kind {
  DB_OUT_TEXT,
  DB_OUT_INT64,
  DB_OUT_INT,
  DB_OUT_BOOL,
  DB_OUT_DATE,
  DB_OUT_UTC,
  DB_OUT_PUBLIC,
  DB_OUT_CURRENCY,
  DB_OUT_BYTES
};
struct db_out {
  enum db_out_kind kind;
  void *to;
};
#define F(lvalue)                                                                                                      \
  ((struct db_out){ _Generic(&(lvalue), const char **: DB_OUT_TEXT, char **: DB_OUT_TEXT, int64_t *: DB_OUT_INT64,  \
                             int *: DB_OUT_INT, bool *: DB_OUT_BOOL, struct date *: DB_OUT_DATE,                    \
                             struct utc *: DB_OUT_UTC, struct public_id *: DB_OUT_PUBLIC,                           \
                             char (*)[4]: DB_OUT_CURRENCY, struct bytes *: DB_OUT_BYTES),                           \
                    (void *)&(lvalue) })

struct rows {
  struct db *db;
  struct arena *arena;
  void *statement; /* the driver's */
  int columns;
  void *cells;
};
#define ROWS __attribute__((cleanup(rows_close))) struct rows
void rows_close(
    struct rows *rows); /* frees the result so that the statement can run again; called by ROWS on every return */

#define DB_VALUES_(...) ((const struct db_value[]){ A_NULL, ##__VA_ARGS__ })
#define DB_COUNT_(...)  ((int)(sizeof(DB_VALUES_(__VA_ARGS__)) / sizeof(struct db_value)) - 1)
/* Runs a SELECT (or INSERT/DELETE ... RETURNING); the whole result is fetched from the server, so keep it bounded (LIMIT). */
#define db_query(w, rows, text, ...)                                                                                   \
  db_query_((w), (rows), SQL(text), DB_VALUES_(__VA_ARGS__) + 1, DB_COUNT_(__VA_ARGS__))
/* Runs a write. CONFLICT on a duplicate key (1062) or a row still referred to (1451); RETRY on 1213, 1205, 1020;
 * INVALID on a value that the schema refuses (1406, 1264, 4025, 1048, 1452 ...), which is logged, for forms should have said it. */
#define db_exec(w, text, ...) db_exec_((w), SQL(text), DB_VALUES_(__VA_ARGS__) + 1, DB_COUNT_(__VA_ARGS__))
/* The same with a statement chosen among several SQL() literals (a list's sort orders). */
#define db_query_sql(w, rows, sql, ...)                                                                                \
  db_query_((w), (rows), (sql), DB_VALUES_(__VA_ARGS__) + 1, DB_COUNT_(__VA_ARGS__))
result db_query_(struct work *w, struct rows *rows, const struct sql *sql, const struct db_value *values, int n);
result db_exec_(struct work *w, const struct sql *sql, const struct db_value *values, int n);
int64_t db_changed(const struct work *w); /* rows that the last db_exec changed (found, even if equal) */
int64_t db_insert_id(const struct work *w);

/* Next row into typed places, in the order of the columns; false at the end. Text and bytes are copied into the arena;
 * SQL's NULL is NULL, 0, no date. Asserts that as many places as columns are given. */
#define rows_next(rows, ...)                                                                                           \
  rows_next_((rows), (const struct db_out[]){ __VA_ARGS__ },                                                           \
             (int)(sizeof((const struct db_out[]){ __VA_ARGS__ }) / sizeof(struct db_out)))
bool rows_next_(struct rows *rows, const struct db_out *outs, int n);
/* OK with the first row, NOT_FOUND without one. */
#define rows_one(rows, ...) (rows_next((rows), __VA_ARGS__) ? OK : NOT_FOUND)

/* Untyped reading, for what goes by column tables (lists, CSV, JSON): step, then look. */
bool rows_step(struct rows *rows);
int64_t rows_count(const struct rows *rows);                /* how many the result has in all */
int rows_find(const struct rows *rows, const char *column); /* index of the alias; -1 */
bool rows_null(const struct rows *rows, int column);
const char *rows_text(const struct rows *rows, int column); /* "" for NULL; arena */
int64_t rows_int(const struct rows *rows, int column);
struct date rows_date(const struct rows *rows, int column);
struct utc rows_utc(const struct rows *rows, int column);
struct public_id rows_public(const struct rows *rows, int column);

/* ---- connection and transaction ---- */
/* Prepares a handle without connecting; the first statement connects (UNAVAILABLE when the server is away; 5 s at most).
 * The session is UTC, utf8mb4, strict, READ ONLY until db_begin. owner: connect as Database.Owner (migrations). */
struct db *db_new(const struct config *c, bool owner);
void db_free(struct db *db);
/* Between two units of work: rolls back what is open and closes rows that a jump (an exhausted arena) left behind. */
void db_reset(struct db *db);
result db_begin(struct work *w);  /* START TRANSACTION READ WRITE */
result db_commit(struct work *w); /* UNAVAILABLE when the answer was lost: it may have committed */
void db_rollback(struct work *w); /* no transaction: nothing */
bool db_in_transaction(const struct work *w);
/* Begins, runs work(w, arg), commits when it answers OK, else rolls back; runs again up to 5 times after RETRY. */
result db_transaction(struct work *w, result (*work)(struct work *w, void *arg), void *arg);
bool db_alive(struct work *w);              /* one cheap round trip, connecting if need be */
int64_t db_statements(const struct db *db); /* how many statements were run since db_new: tests count them */

/* Prepares every literal of this executable; prints each failure with file and line to standard error; the number of failures. */
int db_check_statements(struct work *w);
int db_count_statements(void);

#endif
