/* One invoice as it prints, from its snapshot, with what happened since. */
#include "cgi-bin/invoices/invoices.h"

/* Its order, where the person may open it. */
static void order_fact(struct facts *f, const struct invoice_head *i, const char *reference)
{
  const char *at = arena_printf(f->rq->arena, "/orders/%s", public_id_text(f->rq->arena, i->order));
  fact_link(f, t("Order"), reference, f->rq->who.rights & ORDER_READ && i->order.bits ? at : "");
}

static void facts_show(struct req *rq, const struct invoice_head *i, const struct snapshot *s)
{
  struct facts f = { rq, "Facts", 0 };
  invoice_facts(&f, i, s, "/invoices/");
  if (!str_empty(i->customer_name))
    fact_link(&f, t("Customer"), i->customer_name,
              i->customer.bits && rq->who.rights & CUSTOMER_READ
                  ? arena_printf(rq->arena, "/customers/%s", id_text(rq, i->customer))
                  : "");
  order_fact(&f, i, s->order);
  fact(&f, t("PO number"), if_shown(rq, SHOWN_ORDER_PO_NUMBER, s->po_number));
  fact(&f, t("Balance"), if_shown(rq, SHOWN_INVOICE_BALANCE, money_text(rq->arena, i->open, i18n_current())));
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
  struct invoice_head i;
  struct snapshot s;
  TRY(invoice_of_path(rq, &i));
  TRY(snapshot_load(rq->w, i.id, &s));
  crumb(rq, t("Invoices"), "/invoices");
  crumb(rq, i.number, NULL);
  view_putf(rq->view, "Invoice.Pdf", "/invoices/%s/pdf", public_id_text(rq->arena, i.public_id));
  facts_show(rq, &i, &s);
  TRY(invoice_paper(rq, &i, &s, "/invoices/"));
  TRY(history_own(rq, "invoice", i.id, actions));
  return page(rq, "invoices/invoice_page", invoice_title(rq, &i, &s));
}
