/* portico doctor: every part that an installation stands on, a sentence each. Fails when one of them is broken. */
#include "bin/portico.h"
#include "lib/db/migrate.h"
#include "lib/model/ledger.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { WORKER_SEEN_S = 300 };

struct findings {
  int bad, warned;
};

__attribute__((format(printf, 2, 3))) static void fine(struct findings *f, const char *format, ...)
{
  (void)f;
  va_list args;
  va_start(args, format);
  fputs("ok    ", stdout);
  vprintf(format, args);
  putchar('\n');
  va_end(args);
}

__attribute__((format(printf, 2, 3))) static void warn(struct findings *f, const char *format, ...)
{
  f->warned++;
  va_list args;
  va_start(args, format);
  fputs("note  ", stdout);
  vprintf(format, args);
  putchar('\n');
  va_end(args);
}

__attribute__((format(printf, 2, 3))) static void bad(struct findings *f, const char *format, ...)
{
  f->bad++;
  va_list args;
  va_start(args, format);
  fputs("BAD   ", stdout);
  vprintf(format, args);
  putchar('\n');
  va_end(args);
}

static void check_settings(struct cli *c, struct findings *f)
{
  const struct config *s = &c->config;
  struct stat st;
  if (str_empty(s->file))
    warn(f, "There is no configuration file; the settings come from the environment alone.");
  else if (stat(s->file, &st) != 0)
    bad(f, "The configuration file %s cannot be examined.", s->file);
  else if (st.st_mode & 07)
    bad(f, "The configuration file %s holds passwords and can be read by everybody; chmod 640 or less.", s->file);
  else
    fine(f, "The configuration file %s is closed to others.", s->file);
  if (s->plain_http)
    warn(f, "The site is %s: without https, for this machine only.", s->site_url);
  else
    fine(f, "The site is %s.", s->site_url);
  if (str_empty(s->mail_url))
    bad(f, "No mail server is set (Mail.Url), so nobody gets a sign-in link.");
  else if (str_empty(s->mail_from))
    bad(f, "No sender is set for mail (Mail.From).");
  else
    fine(f, "Mail goes to %s from %s.", s->mail_url, s->mail_from);
}

static void check_key(struct cli *c, struct findings *f)
{
  unsigned char key[32];
  if (config_key(&c->config, key) == OK)
    fine(f, "The key file %s can be read, and only by its owner.", c->config.key_file);
  else
    bad(f, "The key file %s is missing, short or open to others: 64 hexadecimal digits, chmod 600.",
        c->config.key_file);
  explicit_bzero(key, sizeof key);
}

static bool check_database(struct cli *c, struct findings *f)
{
  bool app = db_alive(&c->app), owner = db_alive(&c->owner);
  if (app)
    fine(f, "The database %s answers to %s.", c->config.db_name, c->config.db_user);
  else
    bad(f, "The database %s does not answer to %s.", c->config.db_name, c->config.db_user);
  if (!owner)
    bad(f, "The database %s does not answer to its owner %s.", c->config.db_name, c->config.db_owner_user);
  return app && owner;
}

static bool check_schema(struct cli *c, struct findings *f)
{
  int behind = 0;
  result r = migrate_state(&c->owner, c->config.schema, &behind);
  if (r == OK)
    fine(f, "The schema is up to date.");
  else if (r == CONFLICT && behind > 0)
    bad(f, "The schema lacks %d migrations of %s; portico migrate runs them.", behind, c->config.schema);
  else if (r == CONFLICT)
    bad(f, "The schema is newer than %s: this program is older than the database.", c->config.schema);
  else
    bad(f, "The state of the schema could not be read.");
  return r == OK;
}

static void check_statements(struct cli *c, struct findings *f)
{
  int failures = db_check_statements(&c->owner), n = db_count_statements();
  if (failures == 0)
    fine(f, "All %d statements of this program fit the schema.", n);
  else
    bad(f, "%d of the %d statements of this program do not fit the schema.", failures, n);
}

static void check_worker(struct cli *c, struct findings *f)
{
  struct utc at = { 0 };
  ROWS rows = { 0 };
  if (db_query(&c->app, &rows, "SELECT MAX(at) FROM worker_seen") != OK || !rows_next(&rows, F(at)))
    bad(f, "Whether the worker runs could not be read.");
  else if (!at.us)
    warn(f, "The worker has not run yet: mail waits until portico-worker or its cron job does.");
  else if (c->app.now.us - at.us > WORKER_SEEN_S * 1000000LL)
    bad(f, "The worker was last seen at %s; mail waits for it.", utc_iso(c->arena, at));
  else
    fine(f, "The worker was seen at %s.", utc_iso(c->arena, at));
}

static void check_outbox(struct cli *c, struct findings *f)
{
  int64_t dead = 0;
  ROWS rows = { 0 };
  if (db_query(&c->app, &rows, "SELECT COUNT(*) FROM outbox WHERE status = 'dead'") != OK || !rows_next(&rows, F(dead)))
    bad(f, "The outbox could not be read.");
  else if (dead > 0)
    warn(f, "%lld messages to the outside were given up after several tries.", (long long)dead);
  else
    fine(f, "No message to the outside was given up.");
}

static void check_ledger(struct cli *c, struct findings *f)
{
  struct ledger_fault fault = { 0 };
  if (ledger_check(&c->app, &fault) != OK)
    bad(f, "The ledger could not be read.");
  else if (fault.unbalanced_txns || fault.wrong_invoices || fault.missing_postings)
    bad(f, "The ledger is wrong: %lld transactions do not balance, %lld invoices differ from it, %lld are not in it.",
        (long long)fault.unbalanced_txns, (long long)fault.wrong_invoices, (long long)fault.missing_postings);
  else
    fine(f, "The ledger balances, and agrees with every invoice.");
}

static void check_people(struct cli *c, struct findings *f)
{
  int64_t admins = 0;
  ROWS rows = { 0 };
  if (db_query(&c->app, &rows,
               "SELECT COUNT(*) FROM person WHERE active AND org_id IS NULL AND FIND_IN_SET('vendor_admin', roles)") !=
          OK ||
      !rows_next(&rows, F(admins)))
    bad(f, "The people could not be read.");
  else if (admins == 0)
    warn(f, "Nobody is a vendor administrator: portico user add EMAIL --staff --name NAME --roles vendor_admin");
  else
    fine(f, "%lld people are vendor administrators.", (long long)admins);
}

int command_doctor(struct cli *c)
{
  struct findings f = { 0 };
  if (cli_left_over(c))
    return 2;
  check_settings(c, &f);
  check_key(c, &f);
  if (check_database(c, &f) && check_schema(c, &f)) {
    check_statements(c, &f);
    check_worker(c, &f);
    check_outbox(c, &f);
    check_people(c, &f);
    check_ledger(c, &f);
  }
  printf("%d broken, %d to note\n", f.bad, f.warned);
  return f.bad > 0 ? 1 : 0;
}
