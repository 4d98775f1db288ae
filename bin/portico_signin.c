/* portico signin-link: a way in when mail does not work yet. Whoever may read the configuration may sign in as anyone; the
 * attempt is in the audit trail. */
#include "bin/portico.h"
#include "lib/auth/auth.h"
#include "lib/model/access_rule.h"
#include "lib/model/bill_group.h"
#include "lib/model/trail.h"

#include <stdio.h>

struct asked {
  const char *email, *portal, *token, *path;
  unsigned char key[32];
};

/* Shown here, so not mailed as well. Its outbox row was the last insert. */
static result mail_drop(struct work *w, int64_t signin_id)
{
  TRY(db_exec(w,
              "UPDATE outbox SET status = 'dropped', done_at = ? WHERE id = ? AND kind IN ('mail.signin','mail.portal')"
              " AND noun_id = ?",
              A(w->now), A(db_insert_id(w)), A(signin_id)));
  return db_changed(w) == 1 ? OK : FAIL("the mail of sign-in %lld was not found", (long long)signin_id);
}

static result link_make(struct work *w, void *arg)
{
  struct asked *a = arg;
  const char *handle, *code;
  int64_t id = 0, person_id = 0, org_id = 0;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows,
                 "SELECT p.id, COALESCE(p.org_id, 0) FROM person p LEFT JOIN org o ON o.id = p.org_id "
                 "WHERE p.email = ? AND p.active AND (o.id IS NULL OR o.status = 'active')",
                 A(a->email)));
    TRY(rows_one(&rows, F(person_id), F(org_id)));
  }
  TRY(signin_ask(w, &(struct signin_wish){ .email = a->email, .language = "en", .known = true }, &handle, &id));
  TRY(mail_drop(w, id));
  TRY(signin_secrets(w, a->key, id, &a->token, &code));
  a->path = "/login";
  return audit_write(w, "signin.link_printed", "person", person_id, org_id, "", NULL);
}

/* "any": the first that has a rule for this very address. */
static result portal_find(struct work *w, const char *portal, const char *email, struct bill_group *out)
{
  struct public_id id;
  int64_t group_id;
  if (!str_eq(portal, "any"))
    return public_id_parse(portal, &id) ? bill_group_find(w, id, out) : NOT_FOUND;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT bill_group_id FROM access_rule WHERE live = 1 AND value = ? ORDER BY id LIMIT 1",
                 A(email)));
    TRY(rows_one(&rows, F(group_id)));
  }
  return bill_group_get(w, group_id, out);
}

/* Only for an address that a rule of that portal covers, as by mail. */
static result portal_link_make(struct work *w, void *arg)
{
  struct asked *a = arg;
  struct bill_group g;
  const char *handle, *code, *email = rule_address(w->arena, a->email);
  int64_t id = 0, rule_id;
  if (!email)
    return NOT_FOUND;
  TRY(portal_find(w, a->portal, email, &g));
  TRY(access_rule_match(w, g.id, email, &rule_id));
  TRY(signin_ask(w, &(struct signin_wish){ g.id, email, .language = "en", .known = true }, &handle, &id));
  TRY(mail_drop(w, id));
  TRY(signin_secrets(w, a->key, id, &a->token, &code));
  a->path = bill_group_portal(w->arena, g.public_id);
  return audit_write(w, "signin.link_printed", "bill_group", g.id, g.org_id, "", email);
}

int command_signin_link(struct cli *c)
{
  struct asked a = { .portal = cli_option(c, "portal"), .email = cli_word(c) };
  if (cli_left_over(c))
    return 2;
  if (!a.email)
    return cli_misuse("signin-link needs the person's mail address");
  a.email = str_lower(c->arena, a.email);
  if (config_key(&c->config, a.key) != OK)
    return 1;
  result r = db_transaction(&c->app, a.portal ? portal_link_make : link_make, &a);
  if (r == NOT_FOUND && a.portal)
    return cli_fail("no rule of the portal %s covers the address %s", a.portal, a.email);
  if (r == NOT_FOUND)
    return cli_fail("there is no active person with the address %s", a.email);
  if (r == OK)
    printf("%s%s/confirm?t=%s\n", c->config.site_url, a.path, a.token);
  return cli_done(r, "make a sign-in link");
}
