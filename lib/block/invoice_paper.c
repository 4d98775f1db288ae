/* The paper, drawn once for every area that shows an invoice. */
#include "lib/block/invoice_paper.h"

#include "lib/app/states.h"
#include "lib/block/block_rows.h"
#include "lib/model/credit.h"
#include "lib/model/payment_type.h"

/* By itself, before anything is joined: another organisation's must not take longer than nobody's. */
static result head_open(struct work *w, struct public_id id, bool any, int64_t *invoice_id)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM invoice WHERE public_id = ? AND (? OR (org_id = ? AND status <> 'draft'))",
               A(id), A(any), A(w->org_id)));
  return rows_one(&rows, F(*invoice_id));
}

result invoice_head_find(struct work *w, struct public_id id, bool any, struct invoice_head *out)
{
  int64_t invoice_id;
  ROWS rows = { 0 };
  *out = (struct invoice_head){ 0 };
  TRY(head_open(w, id, any, &invoice_id));
  TRY(db_query(
      w, &rows,
      "SELECT i.id, COALESCE(i.org_id, 0), i.public_id, i.number, i.status, " INVOICE_STATE
      ", i.owner, i.due_on, i.total_minor, i.currency,"
      " i.due_minor, i.currency, c.name, IF(c.org_id <=> i.org_id, c.public_id, NULL), g.name, g.public_id, b.name, b.public_id,"
      " IF(o.org_id <=> i.org_id, o.public_id, NULL), (SELECT m.name FROM org m WHERE m.id = i.made_org_id), x.number, x.public_id,"
      " y.number, y.public_id FROM invoice i JOIN bill_group b ON b.id = i.bill_group_id LEFT JOIN customer c ON c.id = i.customer_id"
      " LEFT JOIN org g ON g.id = i.org_id LEFT JOIN customer_order o ON o.id = i.order_id"
      " LEFT JOIN invoice x ON x.id = i.corrects_id LEFT JOIN invoice y ON y.corrects_id = i.id"
      " WHERE i.id = ?",
      A(utc_date(w->now, w->zone)), A(invoice_id)));
  return rows_one(&rows, F(out->id), F(out->org_id), F(out->public_id), F(out->number), F(out->status), F(out->state),
                  F(out->owner), F(out->due), F(out->total.minor), F(out->total.currency), F(out->open.minor),
                  F(out->open.currency), F(out->customer_name), F(out->customer), F(out->org_name), F(out->org),
                  F(out->group_name), F(out->group), F(out->order), F(out->made_org_name), F(out->corrects_number),
                  F(out->corrects), F(out->corrected_by_number), F(out->corrected_by));
}

const char *invoice_title(struct req *rq, const struct invoice_head *i, const struct snapshot *s)
{
  bool credit = snapshot_credit(s);
  if (!i->number)
    return credit ? t("Draft of a credit note") : t("Draft of an invoice");
  if (i->corrects_number)
    return arena_printf(rq->arena, t("Credit note %1$s for %2$s"), i->number, i->corrects_number);
  return arena_printf(rq->arena, credit ? t("Credit note %s") : t("Invoice %s"), i->number);
}

static const char *amount(struct req *rq, struct money m)
{
  return money_text(rq->arena, m, i18n_current());
}

static void other_fact(struct facts *f, const char *label, const char *number, struct public_id id, const char *path)
{
  if (number)
    fact_link(f, label, number, arena_printf(f->rq->arena, "%s%s", path, public_id_text(f->rq->arena, id)));
}

void invoice_facts(struct facts *f, const struct invoice_head *i, const struct snapshot *s, const char *path)
{
  fact(f, snapshot_credit(s) ? t("Credit note number") : t("Invoice number"), s->number);
  other_fact(f, t("Cancels invoice"), i->corrects_number, i->corrects, path);
  other_fact(f, t("Cancelled by credit note"), i->corrected_by_number, i->corrected_by, path);
  fact_date(f, t("Issue date"), s->issued);
  if (snapshot_credit(s))
    return;
  fact_date(f, t("Due date"), s->due);
  fact(f, t("Payment terms"), snapshot_terms(f->rq->arena, s, i18n_current()));
  fact(f, t("How it is paid"), payment_type_text(s->payment_type));
}

static void party_show(struct req *rq, int n, const char *heading, const struct snapshot_party *p)
{
  struct view *v = rq->view;
  view_item(v, "Parties", n, "Heading", heading);
  view_item(v, "Parties", n, "Name", p->name);
  view_item(v, "Parties", n, "Address", p->address);
  view_item(v, "Parties", n, "TaxNumber", p->tax_number);
  view_item(v, "Parties", n, "RegistrationNumber", p->registration_number);
}

static void lines_show(struct req *rq, const struct snapshot *s)
{
  for (int i = 0; i < s->n_lines; i++) {
    const struct snapshot_line *l = &s->lines[i];
    view_item(rq->view, "Lines", i, "Position", arena_printf(rq->arena, "%d", l->position));
    view_item(rq->view, "Lines", i, "Name", l->name);
    view_item(rq->view, "Lines", i, "Period", snapshot_period(rq->arena, l, i18n_current()));
    view_item(rq->view, "Lines", i, "Less", snapshot_less(rq->arena, l, i18n_current()));
    view_item(rq->view, "Lines", i, "Units", arena_printf(rq->arena, "%d", l->units));
    view_item(rq->view, "Lines", i, "Unit", snapshot_unit(rq->arena, l, i18n_current()));
    view_item(rq->view, "Lines", i, "Rate", rate_text(rq->arena, l->rate_bp, i18n_current()));
    view_item(rq->view, "Lines", i, "Amount", amount(rq, l->amount));
  }
}

static void sums_show(struct req *rq, const struct snapshot *s)
{
  view_put(rq->view, "Net", amount(rq, s->net));
  view_put(rq->view, "Total", amount(rq, s->total));
  for (int i = 0; i < s->n_taxes; i++) {
    const struct snapshot_tax *x = &s->taxes[i];
    const char *name = snapshot_tax_name(rq->arena, x, i18n_current());
    view_item(rq->view, "Taxes", i, "Label", arena_printf(rq->arena, t("%s on %s"), name, amount(rq, x->base)));
    view_item(rq->view, "Taxes", i, "Name", name);
    view_item(rq->view, "Taxes", i, "Text", amount(rq, x->tax));
    view_item(rq->view, "Taxes", i, "Note", snapshot_tax_note(x, i18n_current()));
  }
}

/* What it was set against, at its issue or since: with the balance that is left. */
static result uses_show(struct req *rq, const struct invoice_head *inv, const struct snapshot *s, const char *path)
{
  struct credit_use *uses;
  int n;
  if (!shown(rq, SHOWN_INVOICE_BALANCE))
    return OK;
  TRY(credit_uses(rq->w, inv->id, &uses, &n));
  for (int i = 0; i < n; i++) {
    bool credit = uses[i].credit_id == inv->id;
    struct public_id other = credit ? uses[i].invoice_public : uses[i].credit_public;
    view_item(rq->view, "Uses", i, "Text",
              snapshot_use_text(rq->arena, s, credit ? uses[i].invoice : uses[i].credit, i18n_current()));
    view_item(rq->view, "Uses", i, "Href", arena_printf(rq->arena, "%s%s", path, public_id_text(rq->arena, other)));
    view_item(rq->view, "Uses", i, "On", date_text(rq->arena, utc_date(uses[i].at, rq->w->zone), i18n_current()));
    view_item(rq->view, "Uses", i, "Amount", amount(rq, money_of(-uses[i].amount.minor, uses[i].amount.currency)));
  }
  if (n) {
    view_put(rq->view, "Open.Label", snapshot_open_text(s, i18n_current()));
    view_put(rq->view, "Open.Amount",
             amount(rq, inv->open.minor < 0 ? money_of(-inv->open.minor, inv->open.currency) : inv->open));
  }
  return OK;
}

static void payment_show(struct req *rq, const struct invoice_head *inv, const struct snapshot *s)
{
  struct facts f = { rq, "Payment.Facts", 0 };
  if (inv->open.minor <= 0 || !inv->number)
    return;
  view_put(rq->view, "Payment.Text", snapshot_pay_text(rq->arena, s, inv->open, i18n_current()));
  snapshot_pay_facts(rq->arena, s, i18n_current(), fact_to, &f);
}

result invoice_paper(struct req *rq, const struct invoice_head *i, const struct snapshot *s, const char *path)
{
  view_put(rq->view, "Invoice.State", i->state);
  view_put(rq->view, "Invoice.StateWord", option_word(invoice_states, i->state));
  party_show(rq, 0, t("From"), &s->seller);
  party_show(rq, 1, t("Bill to"), &s->payer);
  if (s->has_customer)
    party_show(rq, 2, t("For"), &s->customer);
  lines_show(rq, s);
  sums_show(rq, s);
  TRY(uses_show(rq, i, s, path));
  payment_show(rq, i, s);
  return OK;
}
