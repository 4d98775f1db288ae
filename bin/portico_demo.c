/* portico demo: the made-up data of schema/demo, each file once, and as many generated customers as wanted. */
#include "bin/portico.h"
#include "lib/auth/factor.h"
#include "lib/db/migrate.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CUSTOMERS_MAX = 10000000 };

static int is_sql(const struct dirent *d)
{
  return str_ends(d->d_name, ".sql");
}

static result load_all(struct work *w, const char *folder)
{
  struct dirent **files;
  int n = scandir(folder, &files, is_sql, alphasort);
  if (n < 0)
    return FAIL("cannot read the folder %s", folder);
  result r = OK;
  for (int i = 0; i < n; i++) {
    if (r == OK)
      r = migrate_load(w, arena_printf(w->arena, "%s/%s", folder, files[i]->d_name));
    if (r == OK)
      printf("%s is loaded\n", files[i]->d_name);
    free(files[i]);
  }
  free(files);
  return r;
}

/* The staff's second step: one secret for all of them, so that everybody can try the desk. */
static const char demo_secret[] = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

static result demo_app(struct work *w, void *key)
{
  int64_t id;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT p.id FROM person p LEFT JOIN totp t ON t.person_id = p.id WHERE p.org_id IS NULL AND t.person_id IS NULL"));
  while (rows_next(&rows, F(id)))
    TRY(totp_keep(w, key, id, demo_secret, 0));
  return OK;
}

/* --app: staff without a second step get the demo's authenticator app; prints its secret and the code that it shows now. */
static int demo_app_print(struct cli *c)
{
  unsigned char key[32], raw[TOTP_SECRET_MAX];
  size_t size;
  if (config_key(&c->config, key) != OK || !base32_decode(demo_secret, raw, sizeof raw, &size))
    return 1;
  result r = db_transaction(&c->owner, demo_app, key);
  if (r == OK)
    printf("%s %s\n", demo_secret, totp_code(c->arena, raw, size, utc_now().us / 1000000 / TOTP_STEP_S, 6));
  return cli_done(r, "give the staff the demo's authenticator app");
}

int command_demo(struct cli *c)
{
  const char *count = cli_option(c, "customers"), *seed_text = cli_option(c, "seed"), *org = cli_option(c, "org");
  int64_t n = 0, seed = 1;
  bool app = cli_flag(c, "app");
  if (cli_left_over(c))
    return 2;
  if (app)
    return demo_app_print(c);
  if (count && (!str_int64(count, &n) || n < 1 || n > CUSTOMERS_MAX))
    return cli_misuse("--customers needs a number from 1 to %d", CUSTOMERS_MAX);
  if (seed_text && !str_int64(seed_text, &seed))
    return cli_misuse("--seed needs a number");
  if (!count && (org || seed_text))
    return cli_misuse("--org and --seed go with --customers");
  result r = load_all(&c->owner, arena_printf(c->arena, "%s/demo", c->config.schema));
  if (r == OK)
    r = demo_orders(&c->owner);
  if (r == OK)
    r = demo_access(&c->owner);
  if (r != OK)
    return cli_done(r, "load the demo data");
  if (n > 0)
    r = demo_customers(&c->owner, n, seed, org);
  if (r == NOT_FOUND)
    return cli_fail("there is no active organisation to give customers to");
  if (r == CONFLICT)
    return cli_fail("these customers are there already; another --seed makes others");
  if (r == OK && n > 0)
    printf("%lld customers were added\n", (long long)n);
  return cli_done(r, "add the customers");
}
