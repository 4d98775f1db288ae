/* From planned payments to a draft invoice: claims the entries first, then reads back what it claimed, so that no entry is billed
 * twice and none is lost. */
#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/model/invoice.h"
#include "lib/model/trail.h"

enum { LINES_MAX = 500 };

struct draft_line {
  const char *name, *tax_class;
  struct date from, to;
  int64_t subscription_id, unit_minor, amount_minor;
  int units;
  const struct tax_rule *rule;
};

struct draft {
  int64_t id, legal_entity_id, org_id;
  const char *owner, *country, *tax_number;
  char currency[4];
};

/* The payer, and whether anything is due at all: cheap, and without a lock. */
static result draft_head(struct work *w, int64_t bill_group_id, int64_t customer_id, int64_t order_id, struct date today, struct draft *d,
                         bool *due)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT g.legal_entity_id, COALESCE(c.org_id, 0), IF(g.party_id = c.party_id, 'end_customer', 'partner'), p.country,"
               " p.tax_number, g.currency, EXISTS (SELECT 1 FROM subscription s JOIN order_line l ON l.id = s.order_line_id"
               " JOIN schedule_entry e ON e.subscription_id = s.id WHERE s.bill_group_id = g.id AND s.customer_id = c.id"
               " AND (? = 0 OR l.order_id = ?) AND e.status = 'planned' AND e.due_on <= ?)"
               " FROM bill_group g JOIN party p ON p.id = g.party_id JOIN customer c ON c.id = ? WHERE g.id = ?",
               A(order_id), A(order_id), A(today), A(customer_id), A(bill_group_id)));
  return rows_one(&rows, F(d->legal_entity_id), F(d->org_id), F(d->owner), F(d->country), F(d->tax_number), F(d->currency), F(*due));
}

static result draft_claim(struct work *w, int64_t bill_group_id, int64_t customer_id, int64_t order_id, struct date today, struct draft *d)
{
  TRY(db_exec(w,
              "INSERT INTO invoice (public_id, legal_entity_id, bill_group_id, org_id, customer_id, order_id, owner, currency, net_minor,"
              " tax_minor, total_minor, due_minor, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)",
              A(public_id_new()), A(d->legal_entity_id), A(bill_group_id), A_REF(d->org_id), A(customer_id), A_REF(order_id), A(d->owner),
              A(d->currency), A(w->now)));
  d->id = db_insert_id(w);
  TRY(db_exec(w,
              "UPDATE schedule_entry e JOIN subscription s ON s.id = e.subscription_id JOIN order_line l ON l.id = s.order_line_id"
              " SET e.status = 'invoiced', e.invoice_id = ? WHERE s.bill_group_id = ? AND s.customer_id = ? AND (? = 0 OR l.order_id = ?)"
              " AND e.status = 'planned' AND e.due_on <= ?",
              A(d->id), A(bill_group_id), A(customer_id), A(order_id), A(order_id), A(today)));
  return db_changed(w) ? OK : RETRY; /* somebody else claimed them: look again */
}

static result draft_lines(struct work *w, const struct draft *d, struct draft_line **out, int *n)
{
  struct draft_line line = { 0 }, *lines = arena_array(w->arena, LINES_MAX, sizeof *lines);
  ROWS rows = { 0 };
  *n = 0;
  TRY(db_query(w, &rows,
               "SELECT IF(p.name = v.name, p.name, CONCAT(v.name, ': ', p.name)), p.tax_class, e.period_from, e.period_to,"
               " e.subscription_id, i.units, IF(? = 'partner', i.buy_minor, i.sell_minor), e.amount_minor"
               " FROM schedule_entry e JOIN subscription_item i ON i.id = e.item_id JOIN product p ON p.id = i.product_id"
               " JOIN subscription s ON s.id = e.subscription_id JOIN offer_version v ON v.id = s.version_id"
               " WHERE e.invoice_id = ? ORDER BY e.due_on, e.subscription_id, e.id LIMIT 501",
               A(d->owner), A(d->id)));
  while (rows_next(&rows, F(line.name), F(line.tax_class), F(line.from), F(line.to), F(line.subscription_id), F(line.units),
                   F(line.unit_minor), F(line.amount_minor))) {
    if (*n == LINES_MAX)
      return FAIL("more than %d lines fall due at once in draft %lld", LINES_MAX, (long long)d->id);
    lines[(*n)++] = line;
  }
  *out = lines;
  return OK;
}

static result draft_taxes(struct work *w, const struct draft *d, struct date today, struct draft_line *lines, int n, struct tax_sums *sums)
{
  struct tax_rules rules;
  TRY(tax_find(w, d->legal_entity_id, d->country, !str_empty(d->tax_number), today, &rules));
  for (int i = 0; i < n; i++) {
    lines[i].rule = tax_of(&rules, lines[i].tax_class);
    if (!lines[i].rule)
      return FAIL("legal entity %lld has no tax rule of class %s for %s", (long long)d->legal_entity_id, lines[i].tax_class, d->country);
    if (!tax_add(sums, lines[i].rule, money_of(lines[i].amount_minor, d->currency)))
      return FAIL("draft %lld overflows", (long long)d->id);
  }
  return OK;
}

static result lines_insert(struct work *w, const struct draft *d, const struct draft_line *lines, int n)
{
  struct buf text = BUF(w->arena);
  struct json j = JSON(&text);
  json_array(&j, NULL);
  for (int i = 0; i < n; i++) {
    json_object(&j, NULL);
    json_int(&j, "n", i + 1);
    json_int(&j, "s", lines[i].subscription_id);
    json_text(&j, "name", lines[i].name);
    json_date(&j, "from", lines[i].from);
    json_date(&j, "to", lines[i].to);
    json_int(&j, "units", lines[i].units);
    json_int(&j, "unit", lines[i].unit_minor);
    json_int(&j, "amount", lines[i].amount_minor);
    json_int(&j, "rule", lines[i].rule->id);
    json_end_object(&j);
  }
  json_end_array(&j);
  return db_exec(w,
                 "INSERT INTO invoice_line (invoice_id, org_id, position, subscription_id, name, period_from, period_to, units, unit_minor,"
                 " amount_minor, tax_rule_id, tax_category, tax_rate_bp) SELECT ?, ?, j.n, j.s, j.name, j.period_from, j.period_to,"
                 " j.units, j.unit, j.amount, r.id, r.category, r.rate_bp FROM JSON_TABLE(?, '$[*]' COLUMNS (n INT PATH '$.n',"
                 " s BIGINT PATH '$.s', name VARCHAR(400) PATH '$.name', period_from DATE PATH '$.from', period_to DATE PATH '$.to',"
                 " units INT PATH '$.units', unit BIGINT PATH '$.unit', amount BIGINT PATH '$.amount', rule BIGINT PATH '$.rule')) j"
                 " JOIN tax_rule r ON r.id = j.rule",
                 A(d->id), A_REF(d->org_id), A(buf_text(&text)));
}

static result taxes_insert(struct work *w, const struct draft *d, const struct tax_sums *sums)
{
  for (int i = 0; i < sums->n; i++) {
    const struct tax_sum *s = &sums->sums[i];
    TRY(db_exec(w,
                "INSERT INTO invoice_tax (invoice_id, tax_rule_id, org_id, name, category, rate_bp, note, base_minor, tax_minor)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                A(d->id), A(s->rule->id), A_REF(d->org_id), A(s->rule->name), A(s->rule->category), A(s->rule->rate_bp), A(s->rule->note),
                A(s->base.minor), A(s->tax.minor)));
  }
  return OK;
}

result invoice_draft_due(struct work *w, int64_t bill_group_id, int64_t customer_id, int64_t order_id, struct date today)
{
  struct draft d = { 0 };
  struct draft_line *lines;
  struct tax_sums sums = { 0 };
  struct money net, tax;
  int n;
  bool due;
  TRY(draft_head(w, bill_group_id, customer_id, order_id, today, &d, &due));
  if (!due)
    return OK;
  TRY(draft_claim(w, bill_group_id, customer_id, order_id, today, &d));
  TRY(draft_lines(w, &d, &lines, &n));
  TRY(draft_taxes(w, &d, today, lines, n, &sums));
  int64_t total;
  if (!tax_total(&sums, &net, &tax) || __builtin_add_overflow(net.minor, tax.minor, &total))
    return FAIL("draft %lld overflows", (long long)d.id);
  TRY(lines_insert(w, &d, lines, n));
  TRY(taxes_insert(w, &d, &sums));
  TRY(db_exec(w,
              "UPDATE invoice i SET net_minor = ?, tax_minor = ?, total_minor = ?, due_minor = ?, margin_minor ="
              " (SELECT SUM(e.margin_minor) FROM schedule_entry e WHERE e.invoice_id = i.id), po_number = COALESCE((SELECT o.po_number"
              " FROM customer_order o WHERE o.id = i.order_id), '') WHERE i.id = ?",
              A(net.minor), A(tax.minor), A(total), A(total), A(d.id)));
  return audit_write(w, "invoice.drafted", "invoice", d.id, d.org_id, "lines,taxes,total", NULL);
}
