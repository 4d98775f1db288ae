/* The demo's billing portals: for some end customers that pay themselves, a rule for their domain and one for an accountant's address. */
#include "bin/portico.h"
#include "lib/model/access_rule.h"

#include <stdio.h>
#include <string.h>

enum { PORTALS_MAX = 6 };

struct demo_portal {
  int64_t id, author_id;
  const char *email;
};

static result portals_find(struct work *w, struct demo_portal *out, int *n)
{
  ROWS rows = { 0 };
  *n = 0;
  TRY(db_query(
      w, &rows,
      "SELECT g.id, a.id, p.email FROM bill_group g JOIN party p ON p.id = g.party_id JOIN org o ON o.id = g.org_id"
      " JOIN person a ON a.id = (SELECT MIN(x.id) FROM person x WHERE x.org_id IS NULL AND x.active)"
      " WHERE o.party_id <> g.party_id AND p.email <> '' AND EXISTS (SELECT 1 FROM subscription s WHERE s.bill_group_id = g.id"
      " AND s.status = 'active') AND NOT EXISTS (SELECT 1 FROM access_rule r WHERE r.bill_group_id = g.id) ORDER BY g.id LIMIT 6"));
  while (*n < PORTALS_MAX && rows_next(&rows, F(out[*n].id), F(out[*n].author_id), F(out[*n].email)))
    ++*n;
  return OK;
}

static result rule_add(struct work *w, const struct demo_portal *p, const char *typed, const char *reason)
{
  struct rule_value value;
  enum rule_fault fault = rule_value_read(w->arena, typed, &value);
  result r = fault == RULE_FINE ? access_rule_add(w, p->id, &value, reason, false, &fault) : CONFLICT;
  return r == CONFLICT ? OK : r; /* covered already, or a domain that nobody may have as a whole */
}

static result portal_open(struct work *w, void *arg)
{
  const struct demo_portal *p = arg;
  const char *at = strrchr(p->email, '@');
  struct work of = *w;
  of.person_id = p->author_id;
  of.actor = "staff";
  TRY(rule_add(&of, p, p->email, "the billing contact of the contract"));
  if (at && p->id % 2)
    TRY(rule_add(&of, p, arena_printf(w->arena, "accounting%s", at), "asked for by the billing contact"));
  return rule_add(&of, p, "audit.example.org", "the customer's accountants, who look at all invoices");
}

result demo_access(struct work *w)
{
  struct demo_portal portals[PORTALS_MAX];
  int n;
  TRY(portals_find(w, portals, &n));
  for (int i = 0; i < n; i++)
    TRY(db_transaction(w, portal_open, &portals[i]));
  if (n)
    printf("%d billing portals were opened\n", n);
  return OK;
}
