/* What the files of lib/db share and nobody else sees: the driver's handles, the statement cache and the error mapping.
 * connection.c opens links, statement.c keeps and runs statements, rows.c reads results, transaction.c begins and ends. */
#ifndef PORTICO_DB_INTERNAL_H
#define PORTICO_DB_INTERNAL_H

#include "lib/db/db.h"
#include <mysql.h>

enum {
  DB_CONNECT_TIMEOUT_S = 5,
  DB_LOCK_WAIT_S = 5,
  DB_IDLE_S = 600, /* a transaction that nobody goes on with is taken back, so that none can be committed hours later */
  DB_READ_TIMEOUT_S = 8,   /* above the lock wait, so that the server's answer 1205 arrives before we give up on it */
  DB_SCRATCH_BYTES = 1024, /* a text cell up to this is fetched in one go, a longer one by a second call */
};

/* One column of one prepared statement: where the driver puts the current row's value. */
struct cell {
  enum { CELL_INT, CELL_TIME, CELL_TEXT } kind;
  char *text; /* the statement's scratch, room bytes */
  unsigned long room, length;
  int64_t n;
  MYSQL_TIME time;
  my_bool is_null, is_cut;
};

struct statement {
  const struct sql *sql;
  MYSQL_STMT *driver;
  struct link *link;
  struct statement *next; /* among the link's extra copies */
  MYSQL_RES *columns_of;  /* names and types */
  MYSQL_BIND *binds;
  struct cell *cells;
  char *scratch;
  int columns, values;
  bool open, extra;
};

/* One connection with what was prepared on it. A lost one stays until the rows that are still open on it are closed:
 * their results are already here. */
struct link {
  MYSQL *driver;
  struct statement **cache; /* open addressing by the address of struct sql; room is a power of two */
  size_t room, used;
  struct statement *extras; /* second copies of a statement that is open already */
  int open;
  bool retired;
};

struct db {
  const struct config *config;
  bool owner, in_transaction;
  struct link *link; /* NULL: not connected */
  int64_t statements, changed, insert_id;
};

/* ---- connection.c ---- */
result db_connect(struct db *db);     /* OK when there is a link; UNAVAILABLE in a transaction whose link was lost */
void link_retire(struct db *db);      /* the link was lost, or is not wanted any more */
void link_release(struct link *link); /* frees a retired link once nothing is open on it */
result db_simple(struct db *db, const char *text, const struct sql *where); /* runs an internal command */
const char *db_collation(const struct link *link);                          /* for new tables */
bool error_is_lost(unsigned number);
/* Logs number, state, the server's words without values, and the statement's place; answers what the caller is told. */
result error_result(const struct sql *sql, unsigned number, const char *state, const char *words);

/* ---- statement.c ---- */
void statement_give_back(struct statement *s); /* frees the result; the statement can run again */
void statement_free(struct statement *s);

/* ---- rows.c ---- */
bool statement_bind_columns(struct statement *s); /* once, after prepare: the places hold for every run */

/* ---- migrate_parse.c ---- */
struct step {
  const char *text; /* without comments and the ";" */
  int line;
};
struct script {
  const char *name; /* "0001-people.sql" */
  const char *path;
  struct step *steps;
  int n;
};
result script_read(struct arena *a, const char *path, struct script *out); /* FAILED, logged */
/* The names of a folder's NNNN-what.sql in order. */
result script_list(struct arena *a, const char *folder, const char ***names, int *n);
bool migrate_table_exists(struct work *w, result *r);

#endif
