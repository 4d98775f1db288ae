/* One invoice as it prints, from its snapshot, with what happened since. */
#include "cgi-bin/invoices/invoices.h"
#include "lib/block/block_rows.h"
#include "lib/document/snapshot.h"
#include "lib/model/credit.h"
#include "lib/model/payment_type.h"

static const char *amount(struct req *rq, struct money m)
{
  return money_text(rq->arena, m, i18n_current());
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

/* Its order, where the person may open it. */
static void order_fact(struct facts *f, const struct invoice *i, const char *reference)
{
  bool staff = f->rq->who.audience == AUDIENCE_STAFF, may = staff || f->rq->who.rights & ORDER_READ;
  const char *at =
      arena_printf(f->rq->arena, staff ? "/admin/orders/%s" : "/orders/%s", public_id_text(f->rq->arena, i->order));
  fact_link(f, t("Order"), reference, may && i->order.bits ? at : "");
}

/* Whose it is and for whom. Staff open the organisation, the bill group and what the customer has. */
static void whose_show(struct facts *f, const struct invoice *i)
{
  struct req *rq = f->rq;
  bool staff = rq->who.audience == AUDIENCE_STAFF;
  if (staff) {
    fact_link(f, t("Organisation"), i->org_name, arena_printf(rq->arena, "/admin/partners/%s", id_text(rq, i->org)));
    fact(f, t("Made under"), i->made_org_name);
    fact_link(f, t("Bill group"), i->group_name,
              arena_printf(rq->arena, "/admin/billgroups/%s", id_text(rq, i->group)));
  }
  if (str_empty(i->customer_name))
    return;
  const char *at =
      staff ? arena_printf(rq->arena, "/customers/staff/subscriptions?q=%s", url_encode(rq->arena, i->customer_name))
            : arena_printf(rq->arena, "/customers/%s", id_text(rq, i->customer));
  fact_link(f, t("Customer"), i->customer_name,
            staff || (i->customer.bits && rq->who.rights & CUSTOMER_READ) ? at : "");
}

static void facts_show(struct req *rq, const struct invoice *i, const struct snapshot *s)
{
  struct facts f = { rq, "Facts", 0 };
  fact(&f, snapshot_credit(s) ? t("Credit note number") : t("Invoice number"), s->number);
  fact_date(&f, t("Issue date"), s->issued);
  if (!snapshot_credit(s)) {
    fact_date(&f, t("Due date"), s->due);
    fact(&f, t("Payment terms"), snapshot_terms(rq->arena, s, i18n_current()));
    fact(&f, t("How it is paid"), payment_type_text(s->payment_type));
  }
  whose_show(&f, i);
  order_fact(&f, i, s->order);
  fact(&f, t("PO number"), if_shown(rq, SHOWN_ORDER_PO_NUMBER, s->po_number));
  fact(&f, t("Balance"), if_shown(rq, SHOWN_INVOICE_BALANCE, amount(rq, i->open)));
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
static result uses_show(struct req *rq, const struct invoice *inv, const struct snapshot *s)
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
    view_item(rq->view, "Uses", i, "Href",
              arena_printf(rq->arena, "/invoices/%s%s", rq->who.audience == AUDIENCE_STAFF ? "staff/" : "",
                           public_id_text(rq->arena, other)));
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

static void payment_show(struct req *rq, const struct invoice *inv, const struct snapshot *s)
{
  struct facts f = { rq, "Payment.Facts", 0 };
  if (inv->open.minor <= 0)
    return;
  view_put(rq->view, "Payment.Text", snapshot_pay_text(rq->arena, s, inv->open, i18n_current()));
  snapshot_pay_facts(rq->arena, s, i18n_current(), fact_to, &f);
}

static const struct option actions[] = {
  { "credit.applied", N_("Set against an invoice") },
  { "invoice.credited", N_("A credit note was set against it") },
  { "invoice.issued", N_("Issued") },
  { "invoice.mailed", N_("Sent by e-mail to the billing contact") },
  { "invoice.paid", N_("Paid") },
  { "invoice.canceled", N_("Cancelled") },
  { "invoice.reversed", N_("Reversed") },
  { NULL, NULL },
};

result invoice_page(struct req *rq)
{
  struct invoice i;
  struct snapshot s;
  bool staff = rq->who.audience == AUDIENCE_STAFF;
  TRY(invoice_of_path(rq, &i));
  TRY(snapshot_load(rq->w, i.id, &s));
  crumb(rq, t("Invoices"), staff ? "/admin/invoices" : "/invoices");
  crumb(rq, i.number, NULL);
  view_put(rq->view, "Invoice.State", i.state);
  view_put(rq->view, "Invoice.StateWord", option_word(invoice_states, i.state));
  view_putf(rq->view, "Invoice.Pdf", "/invoices/%s%s/pdf", staff ? "staff/" : "",
            public_id_text(rq->arena, i.public_id));
  party_show(rq, 0, t("From"), &s.seller);
  party_show(rq, 1, t("Bill to"), &s.payer);
  if (s.has_customer)
    party_show(rq, 2, t("For"), &s.customer);
  facts_show(rq, &i, &s);
  lines_show(rq, &s);
  sums_show(rq, &s);
  TRY(uses_show(rq, &i, &s));
  payment_show(rq, &i, &s);
  TRY(history_own(rq, "invoice", i.id, actions));
  return page(rq, "invoices/invoice_page",
              arena_printf(rq->arena, snapshot_credit(&s) ? t("Credit note %s") : t("Invoice %s"), i.number));
}
