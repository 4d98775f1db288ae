/* Migrations: schema/NNNN-what.sql, forward only. A statement ends with ";" at a line's end; each is one step, recorded when
 * done, so an interrupted run goes on where it stopped (MariaDB commits DDL implicitly). Under GET_LOCK, as the owner. */
#ifndef PORTICO_DB_MIGRATE_H
#define PORTICO_DB_MIGRATE_H

#include "lib/db/db.h"

/* Runs what is missing; prints a line per file to standard output. FAILED with the statement and the server's words in the log. */
result migrate_run(struct work *w, const char *folder);
/* OK when nothing is missing, CONFLICT when the schema is older or newer than the folder, with *behind the number of missing files. */
result migrate_state(struct work *w, const char *folder, int *behind);
/* The schema as one text: every SHOW CREATE TABLE in order of name, without counters and comments of the server's. Arena. */
result migrate_dump(struct work *w, const char **text);
/* Runs a file of ";"-ended statements once, in one transaction (demo data). */
result migrate_load(struct work *w, const char *file);

#endif
