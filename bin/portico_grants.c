/* portico grants: the least that the web programs' database user needs. What is append-only in the books is append-only to it. */
#include "bin/portico.h"

#include <stdio.h>
#include <string.h>

static const struct {
  const char *table, *may;
} exceptions[] = {
  { "audit", "SELECT, INSERT" },
  { "audit_value", "SELECT, INSERT" },
  { "audit_seal", "SELECT, INSERT" },
  { "ledger_txn", "SELECT, INSERT" },
  { "ledger_entry", "SELECT, INSERT" },
  { "invoice_snapshot", "SELECT, INSERT" },
  { "credit_use", "SELECT, INSERT" },
  { "document", "SELECT, INSERT" },
  { "mail_text", "SELECT, INSERT" },
  { "schema_step", "SELECT" },
  { "access_rule", "SELECT, INSERT, UPDATE" },
};

const char *grant_of(const char *table)
{
  for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++)
    if (str_eq(exceptions[i].table, table))
      return exceptions[i].may;
  return "SELECT, INSERT, UPDATE, DELETE";
}

/* A name within back-ticks, or a text within quotes: the mark doubled, and a text's backslash too. */
static const char *quoted(struct arena *a, const char *s, char mark)
{
  struct buf b = BUF(a);
  buf_putc(&b, mark);
  for (; *s; s++) {
    if (*s == mark || (*s == '\\' && mark == '\''))
      buf_putc(&b, *s);
    buf_putc(&b, *s);
  }
  buf_putc(&b, mark);
  return buf_text(&b);
}

int command_grants(struct cli *c)
{
  const char *host = cli_option(c, "host"), *table;
  if (cli_left_over(c))
    return 2;
  ROWS rows = { 0 };
  result r = db_query(
      &c->owner, &rows,
      "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' "
      "ORDER BY CAST(table_name AS BINARY)");
  if (r != OK)
    return cli_done(r, "list the tables");
  const char *user = quoted(c->arena, c->config.db_user, '\'');
  const char *at = quoted(c->arena, host ? host : "localhost", '\'');
  const char *database = quoted(c->arena, c->config.db_name, '`');
  if (strcmp(c->config.db_user, c->config.db_owner_user) == 0)
    return cli_fail("Database.User and Database.Owner.User are the same user, so there is nothing to restrict");
  int n = 0;
  for (; rows_next(&rows, F(table)); n++)
    printf("GRANT %s ON %s.%s TO %s@%s;\n", grant_of(table), database, quoted(c->arena, table, '`'), user, at);
  return n ? 0
           : cli_fail("the database %s has no tables yet: run portico migrate, then portico grants again",
                      c->config.db_name);
}
