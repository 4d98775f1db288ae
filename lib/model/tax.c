#include "lib/model/tax.h"

#include "lib/base/i18n.h"

#include "lib/base/log.h"

enum { RULES_MAX = 200 };

struct candidate {
  struct tax_rule rule;
  const char *country, *region;
  bool needs_tax_number;
  struct date from;
};

/* Narrower first: a named country, then its region, then a tax number, then the later beginning. */
static bool narrower(const struct candidate *a, const struct candidate *b)
{
  if (!*a->country != !*b->country)
    return *a->country;
  if (!*a->region != !*b->region)
    return *a->region;
  if (a->needs_tax_number != b->needs_tax_number)
    return a->needs_tax_number;
  return date_compare(a->from, b->from) > 0;
}

/* Chosen here and not by ORDER BY: MariaDB 10.11 drops a column from the order of a prepared statement for good once a parameter
 * made it constant ("NOT needs_tax_number OR ?" with 0), and the next payer with a tax number would get the wrong rule. */
result tax_find_at(struct work *w, int64_t legal_entity_id, const struct tax_place *payer, struct date on,
                   struct tax_rules *out)
{
  struct candidate c = { 0 }, *best = arena_array(w->arena, RULES_MAX, sizeof *best);
  ROWS rows = { 0 };
  int n = 0;
  TRY(db_query(
      w, &rows,
      "SELECT id, tax_class, category, name, note, rate_bp, buyer_country, buyer_region, needs_tax_number, valid_from FROM tax_rule"
      " WHERE legal_entity_id = ? AND buyer_country IN (?, '') AND buyer_region IN (?, '') AND valid_from <= ?"
      " AND (valid_until IS NULL OR valid_until >= ?) LIMIT 201",
      A(legal_entity_id), A(payer->country ? payer->country : ""), A(payer->region ? payer->region : ""), A(on),
      A(on)));
  if (rows_count(&rows) > RULES_MAX) /* the one left out might be the narrowest */
    return FAIL("company %lld has more than %d tax rules for one payer", (long long)legal_entity_id, RULES_MAX);
  while (rows_next(&rows, F(c.rule.id), F(c.rule.tax_class), F(c.rule.category), F(c.rule.name), F(c.rule.note),
                   F(c.rule.rate_bp), F(c.country), F(c.region), F(c.needs_tax_number), F(c.from))) {
    int i = 0;
    if (c.needs_tax_number && !payer->has_tax_number)
      continue;
    while (i < n && !str_eq(best[i].rule.tax_class, c.rule.tax_class))
      i++;
    if (i == n || narrower(&c, &best[i]))
      best[i] = c;
    n += i == n;
  }
  out->rules = arena_array(w->arena, (size_t)n + 1, sizeof *out->rules);
  out->n = n;
  for (int i = 0; i < n; i++)
    out->rules[i] = best[i].rule;
  return OK;
}

result tax_find(struct work *w, int64_t legal_entity_id, const char *country, bool has_tax_number, struct date on,
                struct tax_rules *out)
{
  const struct tax_place payer = { country, "", has_tax_number };
  return tax_find_at(w, legal_entity_id, &payer, on, out);
}

const struct tax_rule *tax_of(const struct tax_rules *rules, const char *tax_class)
{
  for (int i = 0; i < rules->n; i++)
    if (str_eq(rules->rules[i].tax_class, tax_class))
      return &rules->rules[i];
  return NULL;
}

bool tax_add(struct tax_sums *t, const struct tax_rule *rule, struct money amount)
{
  int i = 0;
  while (i < t->n && t->sums[i].rule->id != rule->id)
    i++;
  if (i == (int)(sizeof t->sums / sizeof *t->sums))
    return false;
  if (i == t->n)
    t->sums[t->n++] = (struct tax_sum){ rule, money_of(0, amount.currency), money_of(0, amount.currency) };
  return money_add(t->sums[i].base, amount, &t->sums[i].base);
}

bool tax_total(struct tax_sums *t, struct money *net, struct money *tax)
{
  *net = *tax = money_of(0, t->sums[0].base.currency);
  for (int i = 0; i < t->n; i++) {
    struct tax_sum *s = &t->sums[i];
    if (!money_rate(s->base, s->rule->rate_bp, &s->tax) || !money_add(*net, s->base, net) ||
        !money_add(*tax, s->tax, tax))
      return false;
  }
  return true;
}

/* ---- names of taxes and notes on them, as documents and pages say them ---- */
static const char *const names[] = { N_("VAT"), N_("Sales tax"), N_("Consumption tax"), N_("Tax") };
static const struct option notes[] = {
  { "AE", N_("Reverse charge: the recipient owes the tax.") },
  { "G", N_("Export: free of tax.") },
  { "K", N_("Supply within the European Union: free of tax.") },
  { "E", N_("Exempt from tax.") },
  { "O", N_("Not subject to tax.") },
  { NULL, NULL },
};

const char *tax_name_in(const char *language, const char *name)
{
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (str_eq(name, names[i]))
      return t_in(language, names[i]);
  return name;
}

const char *tax_name_read(const char *typed)
{
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (str_eq(typed, t(names[i])))
      return names[i];
  return typed;
}

const char *tax_note_in(const char *language, const char *category, const char *note)
{
  for (const struct option *o = notes; o->value; o++)
    if (str_empty(note) ? str_eq(category, o->value) : str_eq(note, o->label))
      return t_in(language, o->label);
  return note ? note : "";
}
