/* Who may do what: the database's user, the people who keep roles, second factors; and whether there is anybody who sells. */
#include "bin/doctor.h"

#include <string.h>

#define MINE                                                                                                           \
  " WHERE grantee = CONCAT(QUOTE(SUBSTRING_INDEX(CURRENT_USER(), '@', 1)), '@', QUOTE(SUBSTRING_INDEX(CURRENT_USER(), '@', -1)))"

/* Beyond single tables: the server or a whole database. NULL: nothing. */
static result wide_grant(struct work *w, const char **what)
{
  ROWS rows = { 0 };
  *what = NULL;
  TRY(db_query(w, &rows,
               "SELECT CONCAT(privilege_type, ' on the whole server') FROM information_schema.user_privileges" MINE
               " AND privilege_type <> 'USAGE' UNION ALL SELECT CONCAT(privilege_type, ' on all of ', table_schema)"
               " FROM information_schema.schema_privileges" MINE " LIMIT 1"));
  (void)rows_next(&rows, F(*what));
  return OK;
}

static bool named(const char *list, const char *word)
{
  size_t n = strlen(word);
  for (const char *at = strstr(list, word); at; at = strstr(at + 1, word))
    if ((at == list || at[-1] == ' ') && (at[n] == ',' || !at[n]))
      return true;
  return false;
}

static result table_grant(struct work *w, const char **what)
{
  const char *table, *privilege;
  ROWS rows = { 0 };
  *what = NULL;
  TRY(db_query(w, &rows,
               "SELECT table_name, privilege_type FROM information_schema.table_privileges" MINE
               " AND table_schema = DATABASE() ORDER BY table_name, privilege_type"));
  while (!*what && rows_next(&rows, F(table), F(privilege)))
    if (!named(grant_of(table), privilege))
      *what = arena_printf(w->arena, "%s on %s", privilege, table);
  return OK;
}

void check_grants(struct cli *c, struct findings *f)
{
  const char *wide = NULL, *table = NULL;
  if (str_eq(c->config.db_user, c->config.db_owner_user))
    bad(f,
        "The programs use the database as its owner %s, who may change the books and the audit trail: give them a user of "
        "their own (Database.User), then portico grants | mariadb.",
        c->config.db_user);
  else if (wide_grant(&c->app, &wide) != OK || table_grant(&c->app, &table) != OK)
    bad(f, "What the database's user %s may do could not be read.", c->config.db_user);
  else if (wide || table)
    bad(f,
        "The database's user %s may do more than the programs need (%s): REVOKE ALL PRIVILEGES, GRANT OPTION FROM it, then "
        "portico grants | mariadb.",
        c->config.db_user, wide ? wide : table);
  else
    fine(f, "The database's user %s may do what the programs need, and no more.", c->config.db_user);
}

void check_keepers(struct cli *c, struct findings *f)
{
  int64_t keepers = 0;
  ROWS rows = { 0 };
  if (db_query(
          &c->app, &rows,
          "SELECT COUNT(*) FROM person p WHERE p.org_id IS NULL AND p.active AND EXISTS (SELECT 1 FROM vendor_role r"
          " WHERE FIND_IN_SET(r.role_key, p.roles) AND (r.rights = '*' OR FIND_IN_SET('staff.write', r.rights)))"
          " AND EXISTS (SELECT 1 FROM vendor_role r WHERE FIND_IN_SET(r.role_key, p.roles)"
          " AND (r.rights = '*' OR FIND_IN_SET('role.write', r.rights)))") != OK ||
      !rows_next(&rows, F(keepers)))
    bad(f, "The people could not be read.");
  else if (keepers == 0)
    bad(f,
        "Nobody may change our people and their roles: portico user add EMAIL --staff --name NAME --roles vendor_admin");
  else
    fine(f, "Who may change our people and their roles: %lld.", (long long)keepers);
}

void check_factors(struct cli *c, struct findings *f)
{
  const char *who;
  int64_t n = 0;
  ROWS rows = { 0 };
  if (db_query(&c->app, &rows,
               "SELECT COUNT(*), COALESCE(MIN(p.email), '') FROM person p WHERE p.org_id IS NULL AND p.active"
               " AND NOT EXISTS (SELECT 1 FROM totp x WHERE x.person_id = p.id)"
               " AND NOT EXISTS (SELECT 1 FROM passkey k WHERE k.person_id = p.id)") != OK ||
      !rows_next(&rows, F(n), F(who)))
    bad(f, "The second factors could not be read.");
  else if (n)
    warn(
        f,
        "%lld of our staff have no second factor yet (%s%s), so whoever reads their mail could set one up: let them sign in "
        "and do so, or deactivate them.",
        (long long)n, who, n > 1 ? " and others" : "");
  else
    fine(f, "All of our staff have a second factor.");
}

void check_sellers(struct cli *c, struct findings *f)
{
  int64_t n = 0;
  ROWS rows = { 0 };
  if (db_query(&c->app, &rows, "SELECT COUNT(*) FROM legal_entity") != OK || !rows_next(&rows, F(n)))
    bad(f, "The companies that sell could not be read.");
  else if (n == 0)
    warn(
        f,
        "There is no company of ours that sells: no organisation can be added, no invoice issued. Add it at the desk, under "
        "Our companies, or by portico company add.");
  else
    fine(f, "Companies of ours that sell: %lld.", (long long)n);
}
