/* From planned payments to a draft invoice: what falls due is read, then claimed row by row under its own key, so that no payment is
 * billed twice, none is lost, and nobody else's rows are locked. */
#include "lib/base/i18n.h"
#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/model/invoice.h"
#include "lib/model/trail.h"

enum { LINES_MAX = 500, NAME_CHARS = 399 };

struct draft_line {
  const char *name, *tax_class, *payment_type;
  struct date from, to;
  int64_t entry_id, subscription_id, buy_minor, sell_minor, unit_minor, used_minor, amount_minor,
      margin_minor; /* used_minor: the price of a use */
  int64_t org_id;   /* under which organisation it was planned */
  int units, per_units, days, days_of;
  bool credit, usage;
  const struct tax_rule *rule;
};

/* org_id: whose it is to read; made_org_id: under which organisation it is made (lib/model/transfer.h), all its lines under the same. */
struct draft {
  int64_t id, legal_entity_id, org_id, made_org_id, bill_group_id, customer_id, order_id, subscription_id, margin_minor;
  const char *owner, *country, *region, *tax_number, *language, *payment_type;
  char currency[4];
};

#define DUE_COLUMNS                                                                                                               \
  "SELECT e.id, CONCAT(IF(p.name = v.name, p.name, CONCAT(v.name, ': ', p.name)), IF(p.metric = '', '', CONCAT(', ', p.metric))," \
  " IF(e.promo = '', '', CONCAT(' (', e.promo, ')'))), p.tax_class, e.period_from, e.period_to,"                                  \
  " e.subscription_id, IF(e.units > 0, e.units, i.units), i.buy_minor, i.sell_minor, e.amount_minor, e.margin_minor,"             \
  " IF(e.days_of > 0, e.days, 0), e.days_of, e.kind = 'credit', i.charge = 'usage', COALESCE(x.payment_type, g.payment_type),"    \
  " i.per_units, COALESCE(e.unit_minor, IF(e.units > 0, e.amount_minor DIV e.units, 0)), COALESCE(e.org_id, s.org_id, 0)"
#define DUE_ROWS                                                                                                                               \
  " JOIN schedule_entry e ON e.subscription_id = s.id JOIN subscription_item i ON i.id = e.item_id"                                            \
  " JOIN bill_group g ON g.id = COALESCE(e.bill_group_id, s.bill_group_id)"                                                                    \
  " JOIN order_line y ON y.id = s.order_line_id JOIN customer_order x ON x.id = y.order_id"                                                    \
  " JOIN product p ON p.id = i.product_id JOIN offer_version v ON v.id = COALESCE(i.version_id, s.version_id)"                                 \
  " WHERE COALESCE(e.bill_group_id, s.bill_group_id) = ? AND s.customer_id = ? AND s.zone = ?"                                                 \
  " AND s.status <> 'suspended' AND e.status = 'planned'"                                                                                      \
  " AND e.due_on <= ? AND (e.kind <> 'charge' OR e.unbilled = 'again' OR ((s.cancel_on IS NULL OR e.period_from < s.cancel_on) AND NOT EXISTS" \
  " (SELECT 1 FROM subscription_change z WHERE z.subscription_id = s.id AND z.waiting = 1 AND z.effective_on <= e.period_from)"                \
  " AND NOT EXISTS (SELECT 1 FROM transfer_customer z WHERE z.customer_id = s.customer_id AND z.waiting = 1"                                   \
  " AND z.on_day <= e.due_on)))"
#define DUE_ORDER " ORDER BY e.due_on, e.subscription_id, e.id LIMIT 500"

/* What is due of one order, or of all that this payer pays for this customer: by different doors, each on an index. */
static result due_find(struct work *w, const struct draft *d, struct date today, struct rows *rows)
{
  if (d->order_id)
    return db_query(w, rows,
                    DUE_COLUMNS " FROM order_line l JOIN subscription s ON s.order_line_id = l.id" DUE_ROWS
                                " AND l.order_id = ?" DUE_ORDER,
                    A(d->bill_group_id), A(d->customer_id), A(w->zone), A(today), A(d->order_id));
  if (d->subscription_id)
    return db_query(w, rows, DUE_COLUMNS " FROM subscription s" DUE_ROWS " AND s.id = ?" DUE_ORDER, A(d->bill_group_id),
                    A(d->customer_id), A(w->zone), A(today), A(d->subscription_id));
  return db_query(w, rows, DUE_COLUMNS " FROM subscription s" DUE_ROWS DUE_ORDER, A(d->bill_group_id),
                  A(d->customer_id), A(w->zone), A(today));
}

/* What is paid in one way: that of what is due first. The rest is the next draft's, so that no document asks for a transfer of what is
 * charged to a card. */
static result draft_lines(struct work *w, struct draft *d, struct date today, struct draft_line **out, int *n)
{
  struct draft_line line = { 0 }, *lines = arena_array(w->arena, LINES_MAX, sizeof *lines);
  ROWS rows = { 0 };
  *n = 0;
  *out = lines;
  TRY(due_find(w, d, today, &rows));
  while (*n < LINES_MAX &&
         rows_next(&rows, F(line.entry_id), F(line.name), F(line.tax_class), F(line.from), F(line.to),
                   F(line.subscription_id), F(line.units), F(line.buy_minor), F(line.sell_minor), F(line.amount_minor),
                   F(line.margin_minor), F(line.days), F(line.days_of), F(line.credit), F(line.usage),
                   F(line.payment_type), F(line.per_units), F(line.used_minor), F(line.org_id)))
    if (!*n || (str_eq(line.payment_type, lines[0].payment_type) && line.org_id == lines[0].org_id))
      lines[(*n)++] = line;
  d->payment_type = lines[0].payment_type;
  d->made_org_id = lines[0].org_id;
  return OK;
}

/* The payer, and what an invoice of theirs is like. */
static result draft_head(struct work *w, struct draft *d)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT g.legal_entity_id, IF(g.party_id = c.party_id, COALESCE(c.org_id, 0), ?),"
      " IF(g.party_id = c.party_id, 'end_customer', 'partner'), p.country, p.region, p.tax_number, p.language, g.currency FROM bill_group g JOIN party p ON p.id = g.party_id JOIN customer c ON c.id = ?"
      " WHERE g.id = ?",
      A(d->made_org_id), A(d->customer_id), A(d->bill_group_id)));
  return rows_one(&rows, F(d->legal_entity_id), F(d->org_id), F(d->owner), F(d->country), F(d->region),
                  F(d->tax_number), F(d->language), F(d->currency));
}

static result draft_insert(struct work *w, struct draft *d)
{
  TRY(db_exec(
      w,
      "INSERT INTO invoice (public_id, legal_entity_id, bill_group_id, org_id, made_org_id, customer_id, order_id, owner, currency,"
      " payment_type, net_minor, tax_minor, total_minor, due_minor, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)",
      A(public_id_new()), A(d->legal_entity_id), A(d->bill_group_id), A_REF(d->org_id),
      A_REF(d->made_org_id == d->org_id ? 0 : d->made_org_id), A(d->customer_id), A_REF(d->order_id), A(d->owner),
      A(d->currency), A(d->payment_type), A(w->now)));
  d->id = db_insert_id(w);
  return OK;
}

/* The rows that were read, by their keys and as they were; RETRY when somebody else was quicker with one. */
static result draft_claim(struct work *w, struct draft *d, struct draft_line *lines, int n)
{
  struct buf text = BUF(w->arena);
  struct json j = JSON(&text);
  bool partner = str_eq(d->owner, "partner");
  json_array(&j, NULL);
  for (int i = 0; i < n; i++) {
    lines[i].unit_minor = lines[i].usage ? lines[i].used_minor : partner ? lines[i].buy_minor : lines[i].sell_minor;
    if (__builtin_add_overflow(d->margin_minor, lines[i].margin_minor, &d->margin_minor))
      return FAIL("the margin of draft %lld overflows", (long long)d->id);
    json_object(&j, NULL);
    json_int(&j, "id", lines[i].entry_id);
    json_int(&j, "amount", lines[i].amount_minor);
    json_int(&j, "margin", lines[i].margin_minor);
    json_end_object(&j);
  }
  json_end_array(&j);
  TRY(db_exec(
      w,
      "UPDATE JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$.id', amount BIGINT PATH '$.amount', margin BIGINT PATH '$.margin')) j"
      " STRAIGHT_JOIN schedule_entry e ON e.id = j.id SET e.status = 'invoiced', e.invoice_id = ?"
      " WHERE e.status = 'planned' AND e.amount_minor = j.amount AND e.margin_minor = j.margin AND COALESCE(e.org_id, ?) = ?",
      A(buf_text(&text)), A(d->id), A(d->made_org_id), A(d->made_org_id)));
  return db_changed(w) == n ? OK : RETRY;
}

static result draft_taxes(struct work *w, const struct draft *d, struct date today, struct draft_line *lines, int n,
                          struct tax_sums *sums)
{
  struct tax_rules rules;
  const struct tax_place payer = { d->country, d->region, !str_empty(d->tax_number) };
  TRY(tax_find_at(w, d->legal_entity_id, &payer, today, &rules));
  for (int i = 0; i < n; i++) {
    lines[i].rule = tax_of(&rules, lines[i].tax_class);
    if (!lines[i].rule)
      return FAIL("legal entity %lld has no tax rule of class %s for %s", (long long)d->legal_entity_id,
                  lines[i].tax_class, d->country);
    if (!tax_add(sums, lines[i].rule, money_of(lines[i].amount_minor, d->currency)))
      return FAIL("draft %lld overflows", (long long)d->id);
  }
  return OK;
}

/* EN 16931: a part of a period is one piece at its price; what is given back has a quantity below zero, for a price never is (BR-27). */
static void line_word(struct arena *a, const char *language, struct draft_line *l)
{
  if (!l->days_of && !l->credit)
    return;
  const char *name = l->name;
  if (l->units > 1)
    name = arena_printf(a, "%d \u00d7 %s", l->units, name);
  if (l->days_of)
    name = arena_printf(a, t_in(language, N_("%1$s, %2$d of %3$d days")), name, l->days, l->days_of);
  if (l->credit)
    name = arena_printf(a, t_in(language, N_("Credit: %s")), name);
  l->name = utf8_clip(a, name, NAME_CHARS);
  l->units = l->credit ? -1 : 1;
  l->unit_minor = l->credit ? -l->amount_minor : l->amount_minor;
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
    json_int(&j, "per", lines[i].per_units);
    json_int(&j, "amount", lines[i].amount_minor);
    json_int(&j, "rule", lines[i].rule->id);
    json_end_object(&j);
  }
  json_end_array(&j);
  return db_exec(
      w,
      "INSERT INTO invoice_line (invoice_id, org_id, position, subscription_id, name, period_from, period_to, units, unit_minor, per_units,"
      " amount_minor, tax_rule_id, tax_category, tax_rate_bp) SELECT ?, ?, j.n, j.s, j.name, j.period_from, j.period_to,"
      " j.units, j.unit, j.per, j.amount, r.id, r.category, r.rate_bp FROM JSON_TABLE(?, '$[*]' COLUMNS (n INT PATH '$.n',"
      " s BIGINT PATH '$.s', name VARCHAR(400) PATH '$.name', period_from DATE PATH '$.from', period_to DATE PATH '$.to',"
      " units INT PATH '$.units', unit BIGINT PATH '$.unit', per INT PATH '$.per', amount BIGINT PATH '$.amount', rule BIGINT PATH '$.rule')) j"
      " JOIN tax_rule r ON r.id = j.rule",
      A(d->id), A_REF(d->made_org_id), A(buf_text(&text)));
}

static result taxes_insert(struct work *w, const struct draft *d, const struct tax_sums *sums)
{
  for (int i = 0; i < sums->n; i++) {
    const struct tax_sum *s = &sums->sums[i];
    TRY(db_exec(
        w,
        "INSERT INTO invoice_tax (invoice_id, tax_rule_id, org_id, name, category, rate_bp, note, base_minor, tax_minor)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        A(d->id), A(s->rule->id), A_REF(d->made_org_id), A(s->rule->name), A(s->rule->category), A(s->rule->rate_bp),
        A(s->rule->note), A(s->base.minor), A(s->tax.minor)));
  }
  return OK;
}

/* The figures, once the taxes are computed. */
static result draft_total(struct work *w, const struct draft *d, const struct money *net, const struct money *tax)
{
  int64_t total;
  if (__builtin_add_overflow(net->minor, tax->minor, &total))
    return FAIL("draft %lld overflows", (long long)d->id);
  return db_exec(
      w,
      "UPDATE invoice i SET kind = IF(? < 0, 'credit_note', 'invoice'), net_minor = ?, tax_minor = ?, total_minor = ?, due_minor = ?, margin_minor = ?"
      " WHERE i.id = ?",
      A(total), A(net->minor), A(tax->minor), A(total), A(total), A(d->margin_minor), A(d->id));
}

/* The order and the payer's own number, where all lines have the same. */
static result draft_refer(struct work *w, const struct draft *d)
{
  return db_exec(
      w,
      "UPDATE invoice i JOIN (SELECT MIN(l.order_id) AS first, MAX(l.order_id) AS last, MIN(s.po_number) AS po, MAX(s.po_number)"
      " AS po_last FROM invoice_line x JOIN subscription s ON s.id = x.subscription_id JOIN order_line l"
      " ON l.id = s.order_line_id WHERE x.invoice_id = ?) x SET i.order_id = IF(x.first = x.last, x.first, NULL),"
      " i.po_number = IF(x.po = x.po_last, x.po, '') WHERE i.id = ?",
      A(d->id), A(d->id));
}

static result draft_make(struct work *w, struct draft d, struct date today, bool *made)
{
  struct draft_line *lines;
  struct tax_sums sums = { 0 };
  struct money net, tax;
  int n;
  TRY(draft_lines(w, &d, today, &lines, &n));
  *made = n > 0;
  if (!n)
    return OK;
  TRY(draft_head(w, &d));
  TRY(draft_insert(w, &d));
  TRY(draft_claim(w, &d, lines, n));
  for (int i = 0; i < n; i++)
    line_word(w->arena, d.language, &lines[i]);
  TRY(draft_taxes(w, &d, today, lines, n, &sums));
  if (!tax_total(&sums, &net, &tax))
    return FAIL("draft %lld overflows", (long long)d.id);
  TRY(lines_insert(w, &d, lines, n));
  TRY(taxes_insert(w, &d, &sums));
  TRY(draft_total(w, &d, &net, &tax));
  TRY(draft_refer(w, &d));
  return audit_write(w, "invoice.drafted", "invoice", d.id, d.org_id, "lines,taxes,total", NULL);
}

result invoice_draft_due(struct work *w, int64_t bill_group_id, int64_t customer_id, int64_t order_id,
                         struct date today, bool *made)
{
  struct draft d = { .bill_group_id = bill_group_id, .customer_id = customer_id, .order_id = order_id };
  return draft_make(w, d, today, made);
}

result invoice_draft_subscription(struct work *w, int64_t bill_group_id, int64_t customer_id, int64_t subscription_id,
                                  struct date today, bool *made)
{
  struct draft d = { .bill_group_id = bill_group_id, .customer_id = customer_id, .subscription_id = subscription_id };
  return draft_make(w, d, today, made);
}
