#include "lib/model/invoice_snapshot.h"

#include "lib/base/json.h"
#include "lib/model/promo.h"

enum { LINES_MAX = 500, TAXES_MAX = 8 };

static result lines_read(struct work *w, struct invoice_content *c)
{
  struct invoice_content_line line = { 0 };
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT l.position, l.name, l.period_from, l.period_to, l.units, l.per_units, l.unit_minor, l.amount_minor, l.tax_category, l.tax_rate_bp,"
      " IF(s.promo <> '' AND RIGHT(l.name, CHAR_LENGTH(s.promo) + 3) = CONCAT(' (', s.promo, ')'), s.promo_rate_bp, 0)"
      " FROM invoice_line l LEFT JOIN subscription s ON s.id = l.subscription_id WHERE l.invoice_id = ?"
      " ORDER BY l.position LIMIT 500",
      A(c->id)));
  c->lines = arena_array(w->arena, LINES_MAX, sizeof *c->lines);
  while (c->n_lines < LINES_MAX &&
         rows_next(&rows, F(line.position), F(line.name), F(line.from), F(line.to), F(line.units), F(line.per_units),
                   F(line.unit_minor), F(line.amount_minor), F(line.category), F(line.rate_bp), F(line.promo_bp)))
    c->lines[c->n_lines++] = line;
  return OK;
}

static result taxes_read(struct work *w, struct invoice_content *c)
{
  struct invoice_content_tax tax = { 0 };
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT name, category, note, rate_bp, base_minor, tax_minor FROM invoice_tax WHERE invoice_id = ?"
               " ORDER BY rate_bp DESC, tax_rule_id LIMIT 8",
               A(c->id)));
  c->taxes = arena_array(w->arena, TAXES_MAX, sizeof *c->taxes);
  while (c->n_taxes < TAXES_MAX && rows_next(&rows, F(tax.name), F(tax.category), F(tax.note), F(tax.rate_bp),
                                             F(tax.base_minor), F(tax.tax_minor)))
    c->taxes[c->n_taxes++] = tax;
  return OK;
}

result invoice_content_read(struct work *w, int64_t invoice_id, struct invoice_content *c)
{
  int64_t seller_id, payer_id, customer_id;
  *c = (struct invoice_content){ .id = invoice_id };
  {
    ROWS rows = { 0 };
    TRY(db_query(
        w, &rows,
        "SELECT i.bill_group_id, COALESCE(i.org_id, 0), COALESCE(i.made_org_id, i.org_id, 0), g.net_terms, o.reference, i.po_number, i.owner, e.bank_name, e.iban, e.bic,"
        " e.party_id, g.party_id, COALESCE(c.party_id, g.party_id), i.net_minor, i.currency, i.tax_minor, i.currency, i.total_minor,"
        " i.currency, COALESCE(i.payment_type, g.payment_type), COALESCE(x.id, 0), x.number, x.issued_on FROM invoice i JOIN bill_group g ON g.id = i.bill_group_id JOIN legal_entity e ON e.id = i.legal_entity_id"
        " LEFT JOIN customer c ON c.id = i.customer_id LEFT JOIN customer_order o ON o.id = i.order_id"
        " LEFT JOIN invoice x ON x.id = i.corrects_id WHERE i.id = ?",
        A(invoice_id)));
    TRY(rows_one(&rows, F(c->bill_group_id), F(c->org_id), F(c->made_org_id), F(c->net_terms), F(c->order_reference),
                 F(c->po_number), F(c->owner), F(c->bank_name), F(c->iban), F(c->bic), F(seller_id), F(payer_id),
                 F(customer_id), F(c->net.minor), F(c->net.currency), F(c->tax.minor), F(c->tax.currency),
                 F(c->total.minor), F(c->total.currency), F(c->payment_type), F(c->corrects_id), F(c->corrects),
                 F(c->corrects_on)));
  }
  TRY(party_find(w, seller_id, &c->seller));
  TRY(party_find(w, payer_id, &c->payer));
  TRY(party_find(w, customer_id, &c->customer));
  TRY(lines_read(w, c));
  return taxes_read(w, c);
}

static void party_put(struct json *j, const char *name, const struct party *p, const char *language)
{
  struct arena *a = j->out->arena;
  json_object(j, name);
  json_text(j, "name", party_name(a, p));
  json_text(j, "address", party_address(a, p, "\n", language));
  json_text(j, "country", p->country);
  json_text(j, "tax_number", p->tax_number);
  json_text(j, "registration_number", p->registration_number);
  json_text(j, "email", p->email);
}

static void amount_put(struct json *j, const char *name, int64_t minor, const char *currency)
{
  json_text(j, name, money_plain(j->out->arena, money_of(minor, currency)));
}

/* A credit note says what is given back: its amounts and quantities are above zero there, a price always is. */
static int sign(const struct invoice_content *c)
{
  return c->total.minor < 0 ? -1 : 1;
}

static int per_of(const struct invoice_content_line *line)
{
  return line->per_units > 1 ? line->per_units : 1;
}

/* What a promotion took off: the draft writes its code behind the name. */
static void allowance_put(struct json *j, const struct invoice_content *c, const struct invoice_content_line *line)
{
  const char *currency = c->net.currency, *code = promo_of_name(j->out->arena, line->name);
  struct money full, less, rated, amount = money_of(line->amount_minor, currency);
  if (!code || !money_share(money_of(line->unit_minor, currency), line->units, per_of(line), &full) ||
      !money_subtract(full, amount, &less) || !less.minor || (less.minor < 0) != (full.minor < 0))
    return;
  bool percent = line->promo_bp && money_rate(full, line->promo_bp, &rated) && rated.minor == less.minor;
  json_object(j, "allowance");
  json_text(j, "reason", code);
  json_int(j, "rate_bp", percent ? line->promo_bp : 0);
  amount_put(j, "amount", sign(c) * less.minor, currency);
  json_end_object(j);
}

static void lines_put(struct json *j, const struct invoice_content *c)
{
  json_array(j, "lines");
  for (int i = 0; i < c->n_lines; i++) {
    const struct invoice_content_line *line = &c->lines[i];
    json_object(j, NULL);
    json_int(j, "position", line->position);
    json_text(j, "name", line->name);
    json_date(j, "from", line->from);
    json_date(j, "to", line->to);
    json_int(j, "units", sign(c) * line->units);
    amount_put(j, "unit", line->unit_minor, c->net.currency);
    if (per_of(line) > 1)
      json_int(j, "per", line->per_units);
    allowance_put(j, c, line);
    amount_put(j, "amount", sign(c) * line->amount_minor, c->net.currency);
    json_text(j, "category", line->category);
    json_int(j, "rate_bp", line->rate_bp);
    json_end_object(j);
  }
  json_end_array(j);
}

static void taxes_put(struct json *j, const struct invoice_content *c)
{
  json_array(j, "taxes");
  for (int i = 0; i < c->n_taxes; i++) {
    const struct invoice_content_tax *tax = &c->taxes[i];
    json_object(j, NULL);
    json_text(j, "name", tax->name);
    json_text(j, "category", tax->category);
    json_int(j, "rate_bp", tax->rate_bp);
    amount_put(j, "base", sign(c) * tax->base_minor, c->net.currency);
    amount_put(j, "tax", sign(c) * tax->tax_minor, c->net.currency);
    json_text(j, "note", tax->note);
    json_end_object(j);
  }
  json_end_array(j);
}

static void parties_put(struct json *j, const struct invoice_content *c)
{
  party_put(j, "seller", &c->seller, c->payer.language);
  json_object(j, "bank");
  json_text(j, "name", c->bank_name);
  json_text(j, "iban", c->iban);
  json_text(j, "bic", c->bic);
  json_end_object(j);
  json_end_object(j);
  party_put(j, "payer", &c->payer, c->payer.language);
  json_end_object(j);
  if (c->customer.id == c->payer.id) {
    json_text(j, "customer", NULL);
    return;
  }
  party_put(j, "customer", &c->customer, c->payer.language);
  json_end_object(j);
}

/* The credit notes that an invoice was issued with, or the invoices that a credit note was set against. */
static void applied_put(struct json *j, const struct invoice_content *c)
{
  int64_t open = sign(c) * c->total.minor;
  int n = 0;
  for (int i = 0; i < c->n_uses; i++) {
    const struct credit_use *u = &c->uses[i];
    if (u->credit_id != c->id && u->invoice_id != c->id)
      continue;
    if (!n++)
      json_array(j, "applied");
    json_object(j, NULL);
    json_text(j, "number", u->credit_id == c->id ? u->invoice : u->credit);
    amount_put(j, "amount", u->amount.minor, c->net.currency);
    json_end_object(j);
    open -= u->amount.minor;
  }
  if (!n)
    return;
  json_end_array(j);
  amount_put(j, "open", open, c->net.currency);
}

const char *invoice_snapshot(struct arena *a, const struct invoice_content *c)
{
  struct buf text = BUF(a);
  struct json j = JSON(&text);
  json_object(&j, NULL);
  json_int(&j, "version", 1);
  json_text(&j, "type", c->total.minor < 0 ? "381" : "380"); /* UNCL1001: credit note, commercial invoice */
  json_text(&j, "number", c->number);
  json_date(&j, "issued_on", c->issued);
  json_date(&j, "due_on", c->due);
  json_text(&j, "currency", c->net.currency);
  json_text(&j, "language", c->payer.language);
  parties_put(&j, c);
  json_text(&j, "order", c->order_reference);
  json_text(&j, "po_number", c->po_number);
  if (c->corrects_id) {
    json_object(&j, "corrects");
    json_text(&j, "number", c->corrects);
    json_date(&j, "issued_on", c->corrects_on);
    json_end_object(&j);
  }
  lines_put(&j, c);
  taxes_put(&j, c);
  amount_put(&j, "net", sign(c) * c->net.minor, c->net.currency);
  amount_put(&j, "tax", sign(c) * c->tax.minor, c->net.currency);
  amount_put(&j, "total", sign(c) * c->total.minor, c->net.currency);
  applied_put(&j, c);
  json_int(&j, "net_terms", c->net_terms);
  json_text(&j, "payment_type", c->payment_type);
  json_end_object(&j);
  return buf_text(&text);
}
