/* portico company: the vendor's own companies, by the rules of the desk's form, for a script that sets an installation up. */
#include "bin/portico.h"
#include "lib/form/form.h"
#include "lib/model/company.h"

#include <stdio.h>
#include <string.h>

/* "legal_name" is what stands behind --legal-name. */
static const char *option_name(struct arena *a, const char *field)
{
  char *name = arena_dup(a, field);
  for (char *s = name; *s; s++)
    *s = *s == '_' ? '-' : *s;
  return name;
}

static const char *option_typed(void *at, const char *field)
{
  struct cli *c = at;
  const char *typed = cli_option(c, option_name(c->arena, field));
  if (typed)
    return typed;
  return str_eq(field, "language") ? "en" : str_eq(field, "zone") ? "UTC" : NULL;
}

struct new_company {
  struct form form;
  struct company company;
};

static result company_add(struct work *w, void *arg)
{
  struct new_company *n = arg;
  n->company = (struct company){ 0 };
  TRY(company_check(w, &n->form, &n->company));
  return company_save(w, n->form.data, "legal_name,country,base_currency,invoice_prefix,iban", &n->company);
}

static int complain(const struct form *f)
{
  for (int i = 0; i < f->def->n_fields; i++)
    if (f->errors[i])
      fprintf(stderr, "--%s: %s\n", option_name(f->arena, f->def->fields[i].name), f->errors[i]);
  return cli_misuse("%s", f->error ? f->error : "nothing was added");
}

static int add(struct cli *c)
{
  struct new_company n = { 0 };
  form_open(&n.form, c->arena, &company_form, "en", 0);
  (void)form_fill(&n.form, option_typed, c);
  if (cli_left_over(c))
    return 2;
  result r = db_transaction(&c->app, company_add, &n);
  if (r == INVALID)
    return complain(&n.form);
  if (r == CONFLICT)
    return cli_fail("another company's invoice numbers begin so");
  if (r == OK)
    printf("%s was added; which tax it charges is said at the desk, under Taxes\n",
           ((const struct company_in *)n.form.data)->party.legal_name);
  return cli_done(r, "add the company");
}

static int list(struct cli *c)
{
  const char *prefix, *name, *country, *currency;
  int64_t rules;
  ROWS rows = { 0 };
  if (cli_left_over(c))
    return 2;
  result r =
      db_query(&c->app, &rows,
               "SELECT l.invoice_prefix, p.legal_name, p.country, l.base_currency, (SELECT COUNT(*) FROM tax_rule t"
               " WHERE t.legal_entity_id = l.id) FROM legal_entity l JOIN party p ON p.id = l.party_id ORDER BY l.id");
  if (r != OK)
    return cli_done(r, "list the companies");
  while (rows_next(&rows, F(prefix), F(name), F(country), F(currency), F(rules)))
    printf("%s\t%s\t%s\t%lld tax rules\t%s\n", prefix, country, currency, (long long)rules, name);
  return 0;
}

int command_company(struct cli *c)
{
  static const struct cli_verb verbs[] = { { "add", add }, { "list", list } };
  return cli_choose(
      c, verbs,
      "company wants one of: list; add --legal-name NAME --address1 TEXT --city CITY --country XX --email "
      "ADDRESS --base-currency XXX --invoice-prefix TEXT [--address2 TEXT] [--postal-code TEXT] [--region "
      "TEXT] [--phone TEXT] [--tax-number TEXT] [--registration-number TEXT] [--language en] [--zone "
      "Europe/Vienna] [--bank-name TEXT] [--iban IBAN] [--bic BIC]");
}
