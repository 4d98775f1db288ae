/* The first page: who is billed and by whom, what is open, what runs, the latest invoices (M9, M11, M13). */
#include "cgi-bin/billing/billing.h"

#include "lib/document/snapshot.h"
#include "lib/model/party.h"

result billing_group(struct req *rq, struct bill_group *out, bool *closed)
{
  TRY(bill_group_get(rq->w, rq->who.bill_group_id, out));
  *closed = !out->open;
  return *closed ? portal_closed(rq) : OK;
}

static void figures_show(struct req *rq, const struct bill_summary *s)
{
  const char *language = i18n_current();
  int n = 0;
  if (shown(rq, SHOWN_INVOICE_BALANCE)) {
    view_item(rq->view, "Cards", n, "Title", t("Outstanding balance"));
    view_item(rq->view, "Cards", n, "Figure", money_text(rq->arena, s->balance, language));
    view_item(rq->view, "Cards", n++, "Text",
              s->open_invoices
                  ? arena_printf(rq->arena, tn("%d open invoice", "%d open invoices", (unsigned long)s->open_invoices),
                                 s->open_invoices)
                  : t("No invoice is open."));
  }
  if (!shown(rq, SHOWN_BILL_NEXT))
    return;
  view_item(rq->view, "Cards", n, "Title", t("Next billing date"));
  view_item(rq->view, "Cards", n, "Figure", s->next_on.year ? date_text(rq->arena, s->next_on, language) : "–");
  if (!s->next_on.year)
    view_item(rq->view, "Cards", n, "Text", t("Nothing is planned."));
}

/* Whom to write to: the partner where the pages are its own, else whoever bills. */
static void contact_show(struct facts *f, const struct bill_group *g)
{
  const struct principal *who = &f->rq->who;
  const char *email = str_empty(who->portal_contact) ? g->seller_email : who->portal_contact;
  fact_link(f, t("Questions"), email, arena_printf(f->rq->arena, "mailto:%s", email));
}

static void facts_show(struct req *rq, const struct bill_group *g, const struct party *p)
{
  struct facts f = { rq, "Facts", 0 };
  fact(&f, t("Billed to"), party_name(rq->arena, p));
  fact(&f, t("Address"), if_shown(rq, SHOWN_BILL_ADDRESS, party_address(rq->arena, p, ", ", NULL)));
  fact(&f, t("E-mail"), if_shown(rq, SHOWN_BILL_EMAIL, p->email));
  fact(&f, t("Tax number"), if_shown(rq, SHOWN_BILL_TAX_NUMBER, p->tax_number));
  fact(&f, t("Registration number"), if_shown(rq, SHOWN_BILL_REGISTRATION, p->registration_number));
  fact(&f, t("Billed by"), g->seller);
  fact(&f, t("Sold by"), if_shown(rq, SHOWN_BILL_SOLD_BY, g->org_name));
  if (shown(rq, SHOWN_BILL_TERMS))
    fact(&f, t("Payment terms"),
         g->net_terms ? arena_printf(rq->arena, tn("%d day", "%d days", (unsigned long)g->net_terms), g->net_terms)
                      : t("At once"));
  fact(&f, t("Currency"), g->currency);
  contact_show(&f, g);
}

/* What cannot wait is said first. */
static void past_due_show(struct req *rq, const struct bill_summary *s)
{
  if (!s->n_past_due)
    return;
  const char *said = arena_printf(
      rq->arena, tn("%d invoice is past due", "%d invoices are past due", (unsigned long)s->n_past_due), s->n_past_due);
  view_put(rq->view, "PastDue",
           shown(rq, SHOWN_INVOICE_BALANCE)
               ? arena_printf(rq->arena, "%s: %s", said, money_text(rq->arena, s->past_due, i18n_current()))
               : arena_printf(rq->arena, "%s.", said));
}

/* Where to pay, as the invoice that is to be paid first prints it; and that nobody transfers what is collected. */
static result payment_show(struct req *rq, const struct bill_summary *sum)
{
  struct snapshot s;
  struct facts f = { rq, "Payment.Facts", 0 };
  if (sum->n_debited)
    view_put(rq->view, "Payment.Collected",
             t("What is paid by card or by direct debit is collected when it is due. Please do not transfer it."));
  if (!sum->oldest_id)
    return OK;
  TRY(snapshot_load(rq->w, sum->oldest_id, &s));
  if (str_empty(s.iban) && str_empty(s.bank))
    return OK;
  if (sum->n_transfer > 1)
    s.number = t("the invoice's number");
  view_put(rq->view, "Payment.Text",
           sum->n_transfer > 1 ? t("Please pay each invoice by its due date and state its number as the reference.")
                               : t("Please pay by the due date and state the reference."));
  snapshot_pay_facts(rq->arena, &s, i18n_current(), fact_to, &f);
  return OK;
}

result overview_page(struct req *rq)
{
  struct bill_group g;
  struct bill_summary summary;
  struct party p;
  bool closed, more;
  TRY(billing_group(rq, &g, &closed));
  if (closed)
    return OK;
  TRY(bill_group_summary(rq->w, &g, &summary));
  TRY(party_find(rq->w, g.party_id, &p));
  past_due_show(rq, &summary);
  figures_show(rq, &summary);
  TRY(payment_show(rq, &summary));
  facts_show(rq, &g, &p);
  TRY(subscriptions_part(rq, &more));
  view_put_bool(rq->view, "Subscriptions.More", more);
  TRY(invoices_part(rq, &more));
  view_put_bool(rq->view, "Invoices.More", more);
  return page(rq, "billing/overview_page", t("Billing"));
}
