/* portico doctor: every part that an installation stands on, a sentence each. Fails when one of them is broken. */
#include "bin/doctor.h"
#include "lib/db/migrate.h"
#include "lib/model/ledger.h"

#include <stdio.h>
#include <string.h>

enum { WORKER_SEEN_S = 300 };

static bool check_database(struct cli *c, struct findings *f)
{
  bool app = db_alive(&c->app), owner = db_alive(&c->owner);
  if (app)
    fine(f, "The database %s answers to %s.", c->config.db_name, c->config.db_user);
  else
    bad(f, "The database %s does not answer to %s: see whether its server runs, and Database.* in the configuration.",
        c->config.db_name, c->config.db_user);
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
    bad(f,
        "The worker has not run yet, so no mail goes out: start portico-worker, or let cron run portico-worker --once each "
        "minute.");
  else if (c->app.now.us - at.us > WORKER_SEEN_S * 1000000LL)
    bad(f, "The worker was last seen at %s and mail waits for it: start portico-worker again, or mend its cron job.",
        utc_iso(c->arena, at));
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
    warn(
        f,
        "%lld messages to the outside were given up after several tries: see the Outbox in the desk, and try them again.",
        (long long)dead);
  else
    fine(f, "No message to the outside was given up.");
}

static void check_ledger(struct cli *c, struct findings *f)
{
  struct ledger_fault fault = { 0 };
  if (ledger_check(&c->app, &fault) != OK)
    bad(f, "The ledger could not be read.");
  else if (fault.unbalanced_txns || fault.wrong_invoices || fault.missing_postings || fault.wrong_credits ||
           fault.wrong_balances)
    bad(f,
        "The ledger is wrong: %lld transactions do not balance, %lld invoices differ from it, %lld are not in it,"
        " %lld credits and %lld balances are not as they were posted.",
        (long long)fault.unbalanced_txns, (long long)fault.wrong_invoices, (long long)fault.missing_postings,
        (long long)fault.wrong_credits, (long long)fault.wrong_balances);
  else
    fine(f, "The ledger balances, and agrees with every invoice.");
}

int command_doctor(struct cli *c)
{
  struct findings f = { 0 };
  if (cli_left_over(c))
    return 2;
  check_settings(c, &f);
  check_key(c, &f);
  check_storage(c, &f);
  check_fonts(&f);
  if (check_database(c, &f) && check_schema(c, &f)) {
    check_statements(c, &f);
    check_grants(c, &f);
    check_worker(c, &f);
    check_outbox(c, &f);
    check_keepers(c, &f);
    check_factors(c, &f);
    check_sellers(c, &f);
    check_hosts(c, &f);
    check_ledger(c, &f);
  }
  if (f.bad || f.warned)
    printf("%d broken, %d to note\n", f.bad, f.warned);
  else
    puts("All is well.");
  return f.bad > 0 ? 1 : 0;
}
