/* portico migrate, portico schema. */
#include "bin/portico.h"
#include "lib/db/migrate.h"

#include <stdio.h>

static int state(struct cli *c)
{
  int behind = 0;
  switch (migrate_state(&c->owner, c->config.schema, &behind)) {
  case OK: puts("The schema is up to date."); return 0;
  case CONFLICT:
    return behind > 0
               ? cli_fail("%d migrations of %s have not been run; portico migrate does", behind, c->config.schema)
               : cli_fail("the database is newer than %s", c->config.schema);
  default: return cli_fail("the schema of the database %s could not be read", c->config.db_name);
  }
}

int command_migrate(struct cli *c)
{
  bool only_state = cli_flag(c, "state");
  if (cli_left_over(c))
    return 2;
  if (only_state)
    return state(c);
  result r = migrate_run(&c->owner, c->config.schema);
  if (r == OK)
    puts("The schema is up to date.");
  return cli_done(r, "bring the schema up to date (the lines above say where it stopped; it goes on there next time)");
}

int command_schema(struct cli *c)
{
  const char *text = "";
  if (cli_left_over(c))
    return 2;
  result r = migrate_dump(&c->owner, &text);
  fputs(text, stdout);
  return cli_done(r, "print the schema");
}
