/* A connection: opened on first need, its session set up in one round trip, dropped when it was lost. */
#include "lib/base/log.h"
#include "lib/db/internal.h"

#include <errmsg.h>
#include <mysqld_error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct db *db_new(const struct config *c, bool owner)
{
  struct db *db = calloc(1, sizeof *db);
  if (!db)
    abort();
  db->config = c;
  db->owner = owner;
  return db;
}

void link_release(struct link *link)
{
  if (!link->retired || link->open > 0)
    return;
  mysql_close(link->driver); /* first: the server forgets the statements with it, without a word for each */
  for (size_t i = 0; i < link->room; i++)
    if (link->cache[i])
      statement_free(link->cache[i]);
  while (link->extras) {
    struct statement *s = link->extras;
    link->extras = s->next;
    statement_free(s);
  }
  free(link->cache);
  free(link);
}

void link_retire(struct db *db)
{
  if (!db->link)
    return;
  struct link *link = db->link;
  db->link = NULL;
  link->retired = true;
  link_release(link);
}

void db_free(struct db *db)
{
  if (!db)
    return;
  db_reset(db);
  link_retire(db);
  free(db);
}

/* The newest rules for order and equality that the server has. */
static const char *collation(MYSQL *m)
{
  return mysql_get_server_version(m) >= 101000 ? "utf8mb4_uca1400_ai_ci" : "utf8mb4_unicode_ci";
}

/* innodb_snapshot_isolation came to several branches at once: a version comment in SQL cannot say which servers know it. */
static bool has_snapshot_isolation(unsigned long v)
{
  static const unsigned long first[] = { 100618, 101108, 110006, 110105, 110204, 110402 };
  for (size_t i = 0; i < sizeof first / sizeof *first; i++)
    if (v / 100 == first[i] / 100)
      return v >= first[i];
  return v >= 110500;
}

const char *db_collation(const struct link *link)
{
  return collation(link->driver);
}

static bool session_open(MYSQL *m, bool owner)
{
  unsigned long v = mysql_get_server_version(m);
  const char *prefix = v >= 110100 ? "transaction" : "tx";
  char text[700];
  int n = snprintf(
      text, sizeof text,
      "SET NAMES utf8mb4 COLLATE %s, time_zone='+00:00', sql_mode='STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,"
      "ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,ONLY_FULL_GROUP_BY', innodb_lock_wait_timeout=%d, "
      "idle_transaction_timeout=%d, "
      "%s_isolation='REPEATABLE-READ'%s",
      collation(m), DB_LOCK_WAIT_S, DB_IDLE_S, prefix,
      has_snapshot_isolation(v) ? ", innodb_snapshot_isolation=ON" : "");
  if (!owner)
    n += snprintf(text + n, sizeof text - (size_t)n, ", %s_read_only=ON", prefix);
  return mysql_real_query(m, text, (unsigned long)n) == 0;
}

/* The owner may come to a server that has no such database yet. */
static bool database_open(MYSQL *m, const char *name)
{
  if (mysql_select_db(m, name) == 0)
    return true;
  if (mysql_errno(m) != ER_BAD_DB_ERROR || strchr(name, '`'))
    return false;
  char text[300];
  int n = snprintf(text, sizeof text, "CREATE DATABASE `%.64s` CHARACTER SET utf8mb4 COLLATE %s", name, collation(m));
  return mysql_real_query(m, text, (unsigned long)n) == 0 && mysql_select_db(m, name) == 0;
}

static MYSQL *driver_open(const struct config *c, bool owner)
{
  MYSQL *m = mysql_init(NULL);
  if (!m)
    abort();
  /* A migration may rebuild a large table: the owner waits as long as the server works. */
  unsigned connect_s = DB_CONNECT_TIMEOUT_S, io_s = owner ? 0 : DB_READ_TIMEOUT_S;
  my_bool off = 0;
  mysql_options(m, MYSQL_OPT_CONNECT_TIMEOUT, &connect_s);
  mysql_options(m, MYSQL_OPT_READ_TIMEOUT, &io_s);
  mysql_options(m, MYSQL_OPT_WRITE_TIMEOUT, &io_s);
  mysql_options(m, MYSQL_OPT_RECONNECT, &off);
  mysql_options(m, MYSQL_OPT_LOCAL_INFILE, &off);
  mysql_options(m, MYSQL_REPORT_DATA_TRUNCATION,
                &off); /* a cut text is seen by its length, without a pass over all columns */
  mysql_options(m, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  const char *user = owner && !str_empty(c->db_owner_user) ? c->db_owner_user : c->db_user;
  const char *password = owner && !str_empty(c->db_owner_user) ? c->db_owner_password : c->db_password;
  if (mysql_real_connect(m, str_empty(c->db_host) || !str_empty(c->db_socket) ? NULL : c->db_host, user,
                         str_empty(password) ? NULL : password, owner ? NULL : c->db_name, (unsigned)c->db_port,
                         str_empty(c->db_socket) ? NULL : c->db_socket, CLIENT_FOUND_ROWS) &&
      session_open(m, owner) && (!owner || database_open(m, c->db_name)))
    return m;
  log_error("database: cannot connect to %s: %u %s %s", c->db_name, mysql_errno(m), mysql_sqlstate(m), mysql_error(m));
  mysql_close(m);
  return NULL;
}

result db_connect(struct db *db)
{
  if (db->link)
    return OK;
  if (db->in_transaction) /* a new connection would run the rest of it outside any transaction */
    return UNAVAILABLE;
  MYSQL *m = driver_open(db->config, db->owner);
  if (!m)
    return UNAVAILABLE;
  struct link *link = calloc(1, sizeof *link);
  if (!link)
    abort();
  link->driver = m;
  link->room = 256;
  link->cache = calloc(link->room, sizeof(struct statement *));
  if (!link->cache)
    abort();
  db->link = link;
  return OK;
}

bool error_is_lost(unsigned number)
{
  switch (number) {
  case CR_SERVER_GONE_ERROR:
  case CR_SERVER_LOST:
  case CR_SERVER_LOST_EXTENDED:
  case CR_CONN_HOST_ERROR:
  case CR_CONNECTION_ERROR:
  case CR_MALFORMED_PACKET:
  case CR_COMMANDS_OUT_OF_SYNC: /* after a time-out the stream is not where we think */
  case ER_CONNECTION_KILLED:
  case ER_SERVER_SHUTDOWN: return true;
  default: return false;
  }
}

static result result_of(unsigned number)
{
  switch (number) {
  case ER_DUP_ENTRY:
  case ER_ROW_IS_REFERENCED_2:
  case ER_ROW_IS_REFERENCED: return CONFLICT;
  case ER_LOCK_DEADLOCK:
  case ER_LOCK_WAIT_TIMEOUT:
  case ER_CHECKREAD:
  case ER_AUTOINC_READ_FAILED: return RETRY; /* the last: 1020, met while the next id was being chosen */
  case ER_DATA_TOO_LONG:
  case ER_WARN_DATA_OUT_OF_RANGE:
  case ER_CONSTRAINT_FAILED:
  case ER_BAD_NULL_ERROR:
  case ER_NO_REFERENCED_ROW:
  case ER_NO_REFERENCED_ROW_2:
  case ER_TRUNCATED_WRONG_VALUE:
  case ER_TRUNCATED_WRONG_VALUE_FOR_FIELD:
  case ER_NO_DEFAULT_FOR_FIELD:
  case ER_DATA_OUT_OF_RANGE:
  case WARN_DATA_TRUNCATED: return INVALID;
  case ER_CON_COUNT_ERROR:
  case ER_UNKNOWN_COM_ERROR: /* 1047: a Galera node without quorum */
  case ER_TOO_MANY_USER_CONNECTIONS:
  case ER_QUERY_INTERRUPTED:
  case ER_STATEMENT_TIMEOUT: return UNAVAILABLE;
  default: return error_is_lost(number) ? UNAVAILABLE : FAILED;
  }
}

/* The server quotes the offending value in some of its sentences; a log must not hold it. */
static const char *words_without_values(unsigned number, const char *words, char *out, size_t room)
{
  if (number != ER_DUP_ENTRY && number != ER_TRUNCATED_WRONG_VALUE && number != ER_TRUNCATED_WRONG_VALUE_FOR_FIELD &&
      number != ER_DATA_OUT_OF_RANGE && number != ER_WRONG_VALUE && number != ER_WRONG_VALUE_FOR_TYPE)
    return words;
  const char *first = strchr(words, '\''), *last = NULL;
  if (!first)
    return words;
  for (const char *p = strstr(first, "' for "); p; p = strstr(p + 1, "' for "))
    last = p;
  if (!last)
    last = strrchr(words, '\'');
  snprintf(out, room, "%.*s'...%s", (int)(first - words), words, last > first ? last : "'");
  return out;
}

result error_result(const struct sql *sql, unsigned number, const char *state, const char *words)
{
  char clean[512];
  result r = result_of(number);
  enum log_level level = r == CONFLICT || r == RETRY ? LOG_INFO : r == INVALID ? LOG_WARN : LOG_ERROR;
  const char *kept = words_without_values(number, words, clean, sizeof clean);
  if (level == LOG_INFO) /* where a line of this level is logged says nothing, so the log leaves it out */
    log_info("database: %u %s %s at=%s:%d", number, state, kept, sql->file, sql->line);
  else
    log_put(level, sql->file, sql->line, "database: %u %s %s", number, state, kept);
  return r;
}

result db_simple(struct db *db, const char *text, const struct sql *where)
{
  db->statements++;
  MYSQL *m = db->link->driver;
  if (mysql_real_query(m, text, strlen(text)) == 0) {
    mysql_free_result(mysql_store_result(m)); /* NULL is fine */
    return OK;
  }
  unsigned number = mysql_errno(m);
  result r = error_result(where, number, mysql_sqlstate(m), mysql_error(m));
  if (error_is_lost(number))
    link_retire(db);
  return r;
}

bool db_alive(struct work *w)
{
  if (db_connect(w->db) != OK)
    return false;
  if (mysql_ping(w->db->link->driver) == 0)
    return true;
  link_retire(w->db);
  return !w->db->in_transaction && db_connect(w->db) == OK;
}

int64_t db_statements(const struct db *db)
{
  return db->statements;
}
