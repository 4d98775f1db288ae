/* The first page: who is billed and by whom, what is open, what runs, the latest invoices (M9, M11, M13). */
#include "cgi-bin/billing/billing.h"

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
  view_item(rq->view, "Cards", 0, "Title", t("Outstanding balance"));
  view_item(rq->view, "Cards", 0, "Figure", money_text(rq->arena, s->balance, language));
  view_item(rq->view, "Cards", 0, "Text",
            s->open_invoices
                ? arena_printf(rq->arena, tn("%d open invoice", "%d open invoices", (unsigned long)s->open_invoices),
                               s->open_invoices)
                : t("No invoice is open."));
  view_item(rq->view, "Cards", 1, "Title", t("Next billing date"));
  view_item(rq->view, "Cards", 1, "Figure", s->next_on.year ? date_text(rq->arena, s->next_on, language) : "–");
  if (!s->next_on.year)
    view_item(rq->view, "Cards", 1, "Text", t("Nothing is planned."));
}

static void facts_show(struct req *rq, const struct bill_group *g, const struct party *p)
{
  struct facts f = { rq, "Facts", 0 };
  fact(&f, t("Billed to"), party_name(rq->arena, p));
  fact(&f, t("Address"), party_address(rq->arena, p, ", ", NULL));
  fact(&f, t("E-mail"), p->email);
  fact(&f, t("Tax number"), p->tax_number);
  fact(&f, t("Registration number"), p->registration_number);
  fact(&f, t("Billed by"), g->seller);
  fact(&f, t("Sold by"), g->org_name);
  fact(&f, t("Payment terms"),
       g->net_terms ? arena_printf(rq->arena, tn("%d day", "%d days", (unsigned long)g->net_terms), g->net_terms)
                    : t("At once"));
  fact(&f, t("Currency"), g->currency);
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
  figures_show(rq, &summary);
  facts_show(rq, &g, &p);
  TRY(subscriptions_part(rq, &more));
  view_put_bool(rq->view, "Subscriptions.More", more);
  TRY(invoices_part(rq, &more));
  view_put_bool(rq->view, "Invoices.More", more);
  return page(rq, "billing/overview_page", t("Billing"));
}
