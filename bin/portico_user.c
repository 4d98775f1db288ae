/* portico user: the people who sign in. */
#include "bin/portico.h"
#include "lib/auth/factor.h"
#include "lib/auth/vendor_role.h"
#include "lib/model/trail.h"

#include <stdio.h>
#include <string.h>

struct new_person {
  const char *email, *name, *roles, *org, *language, *zone;
  int64_t org_id;
};

/* The mail programs decide what an address is; this refuses only what can be none. */
static bool is_address(const char *s)
{
  const char *at = s ? strchr(s, '@') : NULL;
  return at && at > s && at[1] && !strchr(at + 1, '@') && strlen(s) <= 254 && !strpbrk(s, " ,;<>\"") &&
         !str_has_control(s) && utf8_valid(s, strlen(s));
}

static void roles_print(const struct vendor_roles *all)
{
  for (int i = 0; all && i < all->n; i++)
    fprintf(stderr, "  %-20s %s\n", all->rows[i].key, all->rows[i].name);
  for (int i = 0; !all && i < n_roles; i++)
    fprintf(stderr, "  %-20s %s\n", roles[i].key, roles[i].label);
}

/* all: the roles of the vendor's staff; NULL: those of a partner's people. */
static bool roles_fit(struct arena *a, const char *keys, const struct vendor_roles *all)
{
  char *rest = arena_dup(a, keys), *key;
  while ((key = strsep(&rest, ",")) != NULL) {
    if (all ? vendor_role_find(all, key) != NULL : role_find(key) != NULL)
      continue;
    (void)cli_misuse("there is no role \"%s\" for %s; the roles are:", key,
                     all ? "the vendor's staff" : "a partner's people");
    roles_print(all);
    return false;
  }
  return true;
}

static result person_add(struct work *w, void *arg)
{
  const struct new_person *p = arg;
  TRY(db_exec(w,
              "INSERT INTO person (public_id, org_id, email, name, roles, language, zone, created_at) VALUES (?, ?, ?, "
              "?, ?, ?, ?, ?)",
              A(public_id_new()), A_REF(p->org_id), A(p->email), A(p->name), A(p->roles), A(p->language), A(p->zone),
              A(w->now)));
  return audit_write(w, "person.added", "person", db_insert_id(w), p->org_id, "email,name,roles", NULL);
}

static result org_of(struct work *w, const char *slug, int64_t *id)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM org WHERE slug = ?", A(slug)));
  return rows_one(&rows, F(*id));
}

static const char *or_else(const char *s, const char *otherwise)
{
  return s ? s : otherwise;
}

static int add(struct cli *c)
{
  struct new_person p = { .name = cli_option(c, "name"),
                          .roles = cli_option(c, "roles"),
                          .org = cli_option(c, "org"),
                          .language = or_else(cli_option(c, "language"), "en"),
                          .zone = or_else(cli_option(c, "zone"), "UTC") };
  bool staff = cli_flag(c, "staff");
  p.email = cli_word(c);
  if (cli_left_over(c))
    return 2;
  if (!is_address(p.email))
    return cli_misuse("user add needs the person's mail address first");
  if (str_empty(p.name) || str_empty(p.roles) || staff == !str_empty(p.org))
    return cli_misuse("user add needs --name NAME, --roles KEY,KEY and either --org SLUG or --staff");
  if (!zone_known(p.zone))
    return cli_misuse("there is no time zone \"%s\"; --zone takes a name like Europe/Vienna", p.zone);
  struct vendor_roles all = { 0 };
  if (staff) {
    result r = vendor_roles_read(&c->app, false, &all);
    if (r != OK)
      return cli_done(r, "read the roles");
  }
  if (!roles_fit(c->arena, p.roles, staff ? &all : NULL))
    return 2;
  p.email = str_lower(c->arena, p.email);
  if (!staff) {
    result r = org_of(&c->app, p.org, &p.org_id);
    if (r != OK)
      return r == NOT_FOUND ? cli_fail("there is no organisation \"%s\"; portico org list shows them", p.org)
                            : cli_done(r, "look for the organisation");
  }
  result r = db_transaction(&c->app, person_add, &p);
  if (r == CONFLICT)
    return cli_fail("there is a person with the address %s already", p.email);
  if (r == OK)
    printf("%s may now sign in at %s/login\n", p.email, c->config.site_url);
  return cli_done(r, "add the person");
}

static int list(struct cli *c)
{
  const char *email, *name, *roles_held, *org;
  bool active;
  ROWS rows = { 0 };
  if (cli_left_over(c))
    return 2;
  result r =
      db_query(&c->app, &rows,
               "SELECT p.email, p.name, p.roles, p.active, o.slug FROM person p LEFT JOIN org o ON o.id = p.org_id "
               "ORDER BY o.slug, p.email");
  if (r != OK)
    return cli_done(r, "list the people");
  while (rows_next(&rows, F(email), F(name), F(roles_held), F(active), F(org)))
    printf("%s\t%s\t%s\t%s\t%s\n", email, org ? org : "(staff)", active ? "active" : "inactive", roles_held, name);
  return 0;
}

static result person_deactivate(struct work *w, void *arg)
{
  const char *email = arg;
  int64_t id = 0, org_id = 0;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id, COALESCE(org_id, 0) FROM person WHERE email = ? FOR UPDATE", A(email)));
    TRY(rows_one(&rows, F(id), F(org_id)));
  }
  TRY(db_exec(w, "UPDATE person SET active = FALSE WHERE id = ?", A(id)));
  TRY(db_exec(w, "UPDATE session SET ended_at = ? WHERE person_id = ? AND ended_at IS NULL", A(w->now), A(id)));
  return audit_write(w, "person.deactivated", "person", id, org_id, "active", NULL);
}

static int deactivate(struct cli *c)
{
  const char *email = cli_word(c);
  if (cli_left_over(c))
    return 2;
  if (!email)
    return cli_misuse("user deactivate needs the person's mail address");
  char *lower = str_lower(c->arena, email);
  result r = db_transaction(&c->app, person_deactivate, lower);
  if (r == NOT_FOUND)
    return cli_fail("there is no person with the address %s", lower);
  if (r == OK)
    printf("%s can no longer sign in, and is signed out everywhere.\n", lower);
  return cli_done(r, "deactivate the person");
}

static result factors_end(struct work *w, void *arg)
{
  const char *email = arg;
  int64_t id = 0, org_id = 0;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id, COALESCE(org_id, 0) FROM person WHERE email = ? FOR UPDATE", A(email)));
    TRY(rows_one(&rows, F(id), F(org_id)));
  }
  TRY(factors_reset(w, id));
  return audit_write(w, "person.factors_reset", "person", id, org_id, "", NULL);
}

static int reset_factors(struct cli *c)
{
  const char *email = cli_word(c);
  if (cli_left_over(c))
    return 2;
  if (!email)
    return cli_misuse("user reset-factors needs the person's mail address");
  char *lower = str_lower(c->arena, email);
  result r = db_transaction(&c->app, factors_end, lower);
  if (r == NOT_FOUND)
    return cli_fail("there is no person with the address %s", lower);
  if (r == OK)
    printf(
        "%s has no authenticator app, recovery codes, passkeys or password any more, and is signed out everywhere.\n",
        lower);
  return cli_done(r, "take the second factors away");
}

int command_user(struct cli *c)
{
  static const struct cli_verb verbs[] = {
    { "add", add }, { "list", list }, { "deactivate", deactivate }, { "reset-factors", reset_factors }
  };
  return cli_choose(
      c, verbs,
      "user wants one of: add EMAIL --name NAME (--org SLUG | --staff) --roles KEY,KEY; list; deactivate EMAIL; reset-factors EMAIL");
}
