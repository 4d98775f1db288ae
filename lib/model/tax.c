#include "lib/model/tax.h"

enum { RULES_MAX = 32 };

result tax_find(struct work *w, int64_t legal_entity_id, const char *country, bool has_tax_number, struct date on, struct tax_rules *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT id, tax_class, category, name, note, rate_bp FROM tax_rule WHERE legal_entity_id = ? AND buyer_country IN (?, '')"
               " AND (NOT needs_tax_number OR ?) AND valid_from <= ? AND (valid_until IS NULL OR valid_until >= ?)"
               " ORDER BY tax_class, buyer_country DESC, needs_tax_number DESC, valid_from DESC LIMIT 32",
               A(legal_entity_id), A(country ? country : ""), A(has_tax_number), A(on), A(on)));
  struct tax_rule rule, *rules = arena_array(w->arena, RULES_MAX, sizeof *rules);
  int n = 0;
  while (rows_next(&rows, F(rule.id), F(rule.tax_class), F(rule.category), F(rule.name), F(rule.note), F(rule.rate_bp)))
    if (!n || !str_eq(rules[n - 1].tax_class, rule.tax_class))
      rules[n++] = rule;
  *out = (struct tax_rules){ rules, n };
  return OK;
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
    if (!money_rate(s->base, s->rule->rate_bp, &s->tax) || !money_add(*net, s->base, net) || !money_add(*tax, s->tax, tax))
      return false;
  }
  return true;
}
