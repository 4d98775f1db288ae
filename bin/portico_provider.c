/* portico provider: where people sign in by OpenID Connect, until somebody sets it up on a page. The client's secret comes by standard
 * input: an argument would stand in the process list and in the shell's history. */
#include "bin/portico.h"
#include "lib/auth/seal.h"
#include "lib/link/oidc.h"
#include "lib/model/identity.h"

#include <stdio.h>
#include <string.h>

enum { SECRET_BYTES = 500 };

struct adding {
  struct provider p;
  const char *why;
};

static const char *or_else(const char *s, const char *otherwise)
{
  return s ? s : otherwise;
}

static bool secret_read(struct arena *a, const char **out)
{
  char line[SECRET_BYTES + 2];
  if (!fgets(line, sizeof line, stdin))
    return false;
  size_t n = strcspn(line, "\r\n");
  *out = arena_dupn(a, line, n);
  explicit_bzero(line, sizeof line);
  return n > 0 && n <= SECRET_BYTES && !str_has_control(*out);
}

static result provider_write(struct work *w, void *arg)
{
  struct adding *a = arg;
  return provider_add(w, &a->p, &a->why);
}

/* Tries the address out; a provider that is away now may be set up all the same. */
static void discovery_try(struct cli *c, struct provider *p)
{
  struct oidc_metadata meta;
  struct bytes body;
  const char *why = "";
  if (oidc_discover_now(c->arena, p->issuer, &meta, &body, &why) == OK)
    p->authorize_url = meta.authorization;
  else
    fprintf(stderr, "note: %s does not answer as it should: %s\n", p->issuer, why);
}

static bool options_read(struct cli *c, struct provider *p)
{
  *p = (struct provider){ .issuer = cli_option(c, "issuer"),
                          .client_id = cli_option(c, "client-id"),
                          .token_auth = or_else(cli_option(c, "auth"), "basic"),
                          .scopes = or_else(cli_option(c, "scopes"), "openid email profile"),
                          .domains = cli_option(c, "domains"),
                          .email_claim = or_else(cli_option(c, "email-claim"), "email"),
                          .name_claim = or_else(cli_option(c, "name-claim"), "name"),
                          .partner = cli_flag(c, "partners"),
                          .staff = cli_flag(c, "staff"),
                          .required = cli_flag(c, "required"),
                          .logout = !cli_flag(c, "no-logout"),
                          .enabled = true };
  p->name = cli_word(c);
  return !cli_left_over(c);
}

static int add(struct cli *c)
{
  unsigned char key[32];
  struct adding a = { .why = "" };
  const char *secret = NULL;
  if (!options_read(c, &a.p))
    return 2;
  bool auth_known = str_eq(a.p.token_auth, "basic") || str_eq(a.p.token_auth, "post") || str_eq(a.p.token_auth, "none");
  if (str_empty(a.p.name) || str_empty(a.p.issuer) || str_empty(a.p.client_id) || str_empty(a.p.domains) || !auth_known)
    return cli_misuse(
        "provider add needs NAME --issuer URL --client-id ID --domains LIST and --partners or --staff or both; "
        "--auth is basic, post or none");
  if (!str_eq(a.p.token_auth, "none")) {
    if (!secret_read(c->arena, &secret))
      return cli_misuse("the client's secret is read from standard input, a line of at most %d characters",
                        SECRET_BYTES);
    if (config_key(&c->config, key) != OK)
      return cli_fail("the key file cannot be used");
    a.p.client_secret = seal(c->arena, key, "provider.secret", secret);
    explicit_bzero(key, sizeof key);
  }
  discovery_try(c, &a.p);
  result r = db_transaction(&c->app, provider_write, &a);
  if (r == INVALID && !str_empty(a.why))
    return cli_misuse("%s", a.why);
  if (r == OK)
    printf("%s\t%s\nThe provider must know this address to come back to: %s/login/oidc/callback\n",
           public_id_text(c->arena, a.p.public_id), a.p.name, c->config.site_url);
  return cli_done(r, "add the provider");
}

static int list(struct cli *c)
{
  struct public_id id;
  const char *name, *issuer, *domains;
  bool enabled, partner, staff, required;
  ROWS rows = { 0 };
  if (cli_left_over(c))
    return 2;
  result r = db_query(&c->app, &rows,
                      "SELECT public_id, name, issuer, domains, enabled, is_partner_auth, is_staff_auth, required FROM "
                      "identity_provider "
                      "ORDER BY name, id");
  if (r != OK)
    return cli_done(r, "list the providers");
  while (rows_next(&rows, F(id), F(name), F(issuer), F(domains), F(enabled), F(partner), F(staff), F(required)))
    printf("%s\t%s\t%s\t%s\t%s%s\t%s\t%s\n", public_id_text(c->arena, id), name, issuer,
           enabled ? "enabled" : "disabled", partner ? "partners" : "", staff ? (partner ? ",staff" : "staff") : "",
           domains, required ? "required" : "beside mail");
  return 0;
}

struct switching {
  struct public_id id;
  bool enabled;
};

static result provider_switch(struct work *w, void *arg)
{
  const struct switching *s = arg;
  return provider_enable(w, s->id, s->enabled);
}

static int turn(struct cli *c, bool enabled)
{
  struct switching s = { .enabled = enabled };
  const char *word = cli_word(c);
  if (cli_left_over(c))
    return 2;
  if (!word || !public_id_parse(word, &s.id))
    return cli_misuse("which provider? portico provider list shows their ids");
  result r = db_transaction(&c->app, provider_switch, &s);
  return r == NOT_FOUND ? cli_fail("there is no provider %s", word) : cli_done(r, "change the provider");
}

static int check(struct cli *c)
{
  struct public_id id;
  struct provider p;
  struct oidc_metadata meta;
  struct bytes body;
  const char *why = "", *word = cli_word(c);
  if (cli_left_over(c))
    return 2;
  if (!word || !public_id_parse(word, &id) || provider_find(&c->app, id, &p) != OK)
    return cli_misuse("which provider? portico provider list shows their ids");
  if (oidc_discover_now(c->arena, p.issuer, &meta, &body, &why) != OK)
    return cli_fail("%s does not answer as it should: %s", p.issuer, why);
  printf("%s answers.\nsign-in   %s\ntokens    %s\nkeys      %s\nuserinfo  %s\nsign-out  %s\n", p.issuer,
         meta.authorization, meta.token, meta.keys, *meta.userinfo ? meta.userinfo : "(none)",
         *meta.end_session ? meta.end_session : "(none)");
  return 0;
}

struct unlinking {
  const char *email;
  int64_t ended;
};

static result links_end(struct work *w, void *arg)
{
  struct unlinking *u = arg;
  return identity_unlink(w, u->email, &u->ended);
}

static int unlink_person(struct cli *c)
{
  struct unlinking u = { .email = cli_word(c) };
  if (cli_left_over(c))
    return 2;
  if (!u.email)
    return cli_misuse("provider unlink needs the person's mail address");
  result r = db_transaction(&c->app, links_end, &u);
  if (r == NOT_FOUND)
    return cli_fail("there is no person with the address %s", u.email);
  if (r == OK)
    printf("%lld accounts at providers are no longer linked to %s.\n", (long long)u.ended, u.email);
  return cli_done(r, "end the links");
}

static int enable(struct cli *c)
{
  return turn(c, true);
}

static int disable(struct cli *c)
{
  return turn(c, false);
}

int command_provider(struct cli *c)
{
  static const struct cli_verb verbs[] = { { "add", add },         { "list", list },   { "enable", enable },
                                           { "disable", disable }, { "check", check }, { "unlink", unlink_person } };
  return cli_choose(c, verbs,
                    "provider wants one of: add NAME --issuer URL --client-id ID --domains a.example,b.example "
                    "[--partners] [--staff] [--required] "
                    "[--auth basic|post|none] [--scopes ...] [--email-claim ...] [--name-claim ...] [--no-logout], the "
                    "secret on standard input; "
                    "list; check ID; enable ID; disable ID; unlink EMAIL");
}
