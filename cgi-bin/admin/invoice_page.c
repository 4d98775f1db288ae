/* One invoice, draft or issued: as it prints, whose it is, what happened to it, and what may be done with it. */
#include "cgi-bin/admin/invoice.h"
#include "lib/block/invoice_paper.h"
#include "lib/model/invoice_cancel.h"

#define PATH "/admin/invoices/"

/* Where its mail went (decision 56). */
static result mailed_fact(struct facts *f, int64_t invoice_id)
{
  const char *address;
  struct utc at;
  ROWS rows = { 0 };
  TRY(db_query(
      f->rq->w, &rows,
      "SELECT v.detail, a.at FROM audit a LEFT JOIN audit_value v ON v.audit_id = a.id WHERE a.noun = 'invoice'"
      " AND a.noun_id = ? AND a.action = 'invoice.mailed' ORDER BY a.id DESC LIMIT 5",
      A(invoice_id)));
  while (rows_next(&rows, F(address), F(at))) {
    fact(f, t("Mailed to"), str_empty(address) ? t("the billing contact") : address);
    fact_note(f, utc_text(f->rq->arena, at, f->rq->w->zone, i18n_current()));
  }
  return OK;
}

static result facts_show(struct req *rq, const struct invoice_head *i, const struct snapshot *s)
{
  struct facts f = { rq, "Facts", 0 };
  invoice_facts(&f, i, s, PATH);
  fact_link(&f, t("Organisation"), i->org_name ? i->org_name : t("None: our own customer"),
            i->org.bits ? arena_printf(rq->arena, "/admin/partners/%s", id_text(rq, i->org)) : "");
  fact(&f, t("Made under"), i->made_org_name);
  fact_link(&f, t("Bill group"), i->group_name, arena_printf(rq->arena, "/admin/billgroups/%s", id_text(rq, i->group)));
  if (!str_empty(i->customer_name))
    fact_link(&f, t("Customer"), i->customer_name,
              arena_printf(rq->arena, "/customers/staff/subscriptions?q=%s", url_encode(rq->arena, i->customer_name)));
  fact_link(&f, t("Order"), s->order,
            i->order.bits ? arena_printf(rq->arena, "/admin/orders/%s", id_text(rq, i->order)) : "");
  fact(&f, t("PO number"), s->po_number);
  if (i->number)
    fact(&f, t("Balance"), money_text(rq->arena, i->open, i18n_current()));
  return mailed_fact(&f, i->id);
}

/* Only what the rule allows now is offered. */
static result actions_show(struct req *rq, const struct invoice_head *i)
{
  struct invoice_ending e;
  if (!(rq->who.rights & INVOICE_WRITE))
    return OK;
  TRY(invoice_ending_find(rq->w, i->public_id, &e));
  if (!invoice_cancel_problem(&e))
    view_putf(rq->view, "Invoice.CancelHref", PATH "%s/cancel", id_text(rq, i->public_id));
  if (!invoice_drop_problem(&e))
    view_putf(rq->view, "Invoice.DropHref", PATH "%s/drop", id_text(rq, i->public_id));
  return OK;
}

result invoice_page(struct req *rq)
{
  struct public_id id;
  struct invoice_head i;
  struct snapshot s;
  TRY(req_public_id(rq, 0, &id));
  TRY(invoice_head_find(rq->w, id, true, &i));
  TRY(i.number ? snapshot_load(rq->w, i.id, &s) : snapshot_foresee(rq->w, i.id, &s));
  crumb(rq, t("Invoices"), "/admin/invoices");
  crumb(rq, i.number ? i.number : t("Draft"), NULL);
  if (i.number)
    view_putf(rq->view, "Invoice.Pdf", "/invoices/staff/%s/pdf", id_text(rq, id));
  TRY(facts_show(rq, &i, &s));
  TRY(actions_show(rq, &i));
  TRY(invoice_paper(rq, &i, &s, PATH));
  TRY(history_show(rq, "invoice", i.id));
  return page(rq, "admin/invoice_page", invoice_title(rq, &i, &s));
}
