/* portico signin-link: a way in when mail does not work yet. Whoever may read the configuration may sign in as anyone; the
 * attempt is in the audit trail. */
#include "bin/portico.h"
#include "lib/auth/auth.h"
#include "lib/model/trail.h"

#include <stdio.h>

struct asked {
  const char *email, *token;
  unsigned char key[32];
};

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
  TRY(signin_ask(w, a->email, "", "", "en", &handle, &id));
  /* Shown here, so not mailed as well. Its outbox row was the last insert. */
  TRY(db_exec(w,
              "UPDATE outbox SET status = 'dropped', done_at = ? WHERE id = ? AND kind = 'mail.signin' AND noun_id = ?",
              A(w->now), A(db_insert_id(w)), A(id)));
  if (db_changed(w) != 1)
    return FAIL("the mail of sign-in %lld was not found", (long long)id);
  TRY(signin_secrets(w, a->key, id, &a->token, &code));
  return audit_write(w, "signin.link_printed", "person", person_id, org_id, "", NULL);
}

int command_signin_link(struct cli *c)
{
  struct asked a = { .email = cli_word(c) };
  if (cli_left_over(c))
    return 2;
  if (!a.email)
    return cli_misuse("signin-link needs the person's mail address");
  a.email = str_lower(c->arena, a.email);
  if (config_key(&c->config, a.key) != OK)
    return 1;
  result r = db_transaction(&c->app, link_make, &a);
  if (r == NOT_FOUND)
    return cli_fail("there is no active person with the address %s", a.email);
  if (r == OK)
    printf("%s/login/confirm?t=%s\n", c->config.site_url, a.token);
  return cli_done(r, "make a sign-in link");
}
