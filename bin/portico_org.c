/* portico org: partner organisations, as far as a new installation needs them before the vendor's desk is used. */
#include "bin/portico.h"
#include "lib/model/trail.h"

#include <stdio.h>
#include <string.h>

struct new_org {
  const char *slug, *name, *invoice_owner, *billing_account, *country, *entity, *currency;
};

static bool is_slug(const char *s)
{
  return !str_empty(s) && strlen(s) <= 60 && strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(s) &&
         *s != '-';
}

/* The vendor's company that sells to it: the one named by its invoice prefix, or the only one. */
static result entity_of(struct work *w, const char *prefix, int64_t *id, const char **currency)
{
  int64_t more = 0;
  const char *other;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT id, base_currency FROM legal_entity WHERE ? IS NULL OR invoice_prefix = ? ORDER BY id LIMIT 2",
               A(prefix), A(prefix)));
  TRY(rows_one(&rows, F(*id), F(*currency)));
  return rows_next(&rows, F(more), F(other)) ? INVALID : OK;
}

static result org_add(struct work *w, void *arg)
{
  const struct new_org *o = arg;
  int64_t entity_id = 0;
  const char *currency = NULL;
  TRY(entity_of(w, o->entity, &entity_id, &currency));
  TRY(db_exec(w, "INSERT INTO party (legal_name, country) VALUES (?, ?)", A(o->name), A(o->country)));
  int64_t party_id = db_insert_id(w);
  TRY(db_exec(w,
              "INSERT INTO org (public_id, party_id, name, slug, invoice_owner, billing_account, legal_entity_id, "
              "currency, created_at) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
              A(public_id_new()), A(party_id), A(o->name), A(o->slug), A(o->invoice_owner), A(o->billing_account),
              A(entity_id), A(o->currency ? o->currency : currency), A(w->now)));
  int64_t id = db_insert_id(w);
  return audit_write(w, "org.added", "org", id, id, "name,slug,invoice_owner,billing_account", NULL);
}

static int add(struct cli *c)
{
  struct new_org o = { .name = cli_option(c, "name"),
                       .invoice_owner = cli_option(c, "invoice-owner"),
                       .billing_account = cli_option(c, "billing-account"),
                       .country = cli_option(c, "country"),
                       .entity = cli_option(c, "entity"),
                       .currency = cli_option(c, "currency") };
  o.slug = cli_word(c);
  if (cli_left_over(c))
    return 2;
  if (!is_slug(o.slug) || str_empty(o.name))
    return cli_misuse("org add needs SLUG (small letters, digits, hyphens) and --name NAME");
  o.invoice_owner = o.invoice_owner ? o.invoice_owner : "partner";
  if (!str_eq(o.invoice_owner, "partner") && !str_eq(o.invoice_owner, "end_customer"))
    return cli_misuse("--invoice-owner is partner or end_customer");
  o.billing_account = o.billing_account ? o.billing_account : arena_printf(c->arena, "B-%s", o.slug);
  o.country = o.country ? o.country : "";
  if (!str_empty(o.country) && (strlen(o.country) != 2 || strspn(o.country, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 2))
    return cli_misuse("--country is a code of two capital letters");
  if (o.currency && currency_decimals(o.currency) < 0)
    return cli_misuse("--currency is a code like EUR");
  result r = db_transaction(&c->app, org_add, &o);
  if (r == NOT_FOUND)
    return cli_fail("there is no such company of the vendor's to sell from; portico company add makes one");
  if (r == INVALID)
    return cli_misuse("the vendor has several companies; --entity PREFIX (of its invoices) says which one sells to "
                      "this organisation");
  if (r == CONFLICT)
    return cli_fail("there is an organisation \"%s\" already", o.slug);
  if (r == OK)
    printf("%s was added; portico user add ... --org %s adds its people\n", o.name, o.slug);
  return cli_done(r, "add the organisation");
}

static int list(struct cli *c)
{
  const char *slug, *name, *status;
  int64_t people, customers;
  ROWS rows = { 0 };
  if (cli_left_over(c))
    return 2;
  result r =
      db_query(&c->app, &rows,
               "SELECT o.slug, o.name, o.status, (SELECT COUNT(*) FROM person p WHERE p.org_id = o.id AND p.active), "
               "(SELECT COUNT(*) FROM customer k WHERE k.org_id = o.id) FROM org o ORDER BY o.slug");
  if (r != OK)
    return cli_done(r, "list the organisations");
  while (rows_next(&rows, F(slug), F(name), F(status), F(people), F(customers)))
    printf("%s\t%s\t%lld people\t%lld customers\t%s\n", slug, status, (long long)people, (long long)customers, name);
  return 0;
}

int command_org(struct cli *c)
{
  static const struct cli_verb verbs[] = { { "add", add }, { "list", list } };
  return cli_choose(
      c, verbs,
      "org wants one of: add SLUG --name NAME [--invoice-owner partner|end_customer] [--billing-account TEXT] "
      "[--country XX] [--currency XXX] [--entity PREFIX]; list");
}
