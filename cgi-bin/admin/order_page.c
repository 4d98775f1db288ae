/* One order: for whom, what, at which prices and why, its invoices, what happened to it. */
#include "cgi-bin/admin/admin.h"
#include "lib/model/order.h"

enum { INVOICES_SHOWN = 20 };

static const struct column invoice_columns[] = {
  { "number", N_("Invoice"), COLUMN_LINK, .href = "/admin/invoices/", .id = "public_id", .main = true },
  { "status", N_("State"), COLUMN_STATE, .words = invoice_states },
  { "issued_on", N_("Issued"), COLUMN_DATE },
  { "total_minor", N_("Total"), COLUMN_MONEY, .currency = "currency" },
};
LIST_UP(
    invoices_by_id,
    "i.number, IF(i.number IS NULL, NULL, i.public_id) AS public_id, i.status, i.issued_on, i.total_minor, i.currency",
    "invoice r WHERE r.order_id = ?", "r.created_at", "JOIN invoice i ON i.id = l.id");
static const struct list_order invoice_orders[] = { ORDER("created", invoices_by_id) };
static const struct table invoices = TABLE(invoice_columns, invoice_orders);

struct order_row {
  int64_t id;
  struct public_id org_public, customer_public; /* none: a new customer of an order that waits */
  const char *reference, *status, *org, *made_org, *customer, *person, *po_number, *owner, *source, *failure,
      *payment_type;
  struct date start;
  struct utc placed_at, terms_at;
  const char *promo;
  int terms; /* the version that was accepted; 0: none */
  struct money total;
};

static result order_read(struct work *w, struct public_id id, struct order_row *o)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT o.id, g.public_id, c.public_id, COALESCE(o.reference, ''), o.status, g.name, (SELECT x.name FROM org x WHERE x.id = o.made_org_id),"
      " COALESCE(c.name, " ORDER_CUSTOMER "), u.name, o.po_number, "
      "o.invoice_owner,"
      " o.promo_code, COALESCE(tm.number, 0), o.terms_at,"
      " o.source, o.failure, COALESCE(o.payment_type, ''), o.start_on, o.placed_at, o.total_now_minor, o.currency FROM customer_order o"
      " LEFT JOIN org g ON g.id = o.org_id LEFT JOIN customer c ON c.id = o.customer_id LEFT JOIN party p ON p.id = o.billing_party_id"
      " LEFT JOIN person u ON u.id = o.person_id LEFT JOIN order_terms tm ON tm.id = o.terms_id"
      " WHERE o.public_id = ? AND o.placed_at IS NOT NULL",
      A(id)));
  return rows_one(&rows, F(o->id), F(o->org_public), F(o->customer_public), F(o->reference), F(o->status), F(o->org),
                  F(o->made_org), F(o->customer), F(o->person), F(o->po_number), F(o->owner), F(o->promo), F(o->terms),
                  F(o->terms_at), F(o->source), F(o->failure), F(o->payment_type), F(o->start), F(o->placed_at),
                  F(o->total.minor), F(o->total.currency));
}

/* What was ordered, as its organisation reads it. */
static result ordered_show(struct req *rq, struct public_id id)
{
  struct order o;
  struct order_sums sums;
  TRY(order_owner(rq->w, id, &rq->w->org_id));
  TRY(order_find(rq->w, id, &o));
  TRY(order_sums(rq->w, &o, &sums));
  TRY(order_lines_show(rq, &o, &sums));
  order_bill_show(rq, &o, &sums);
  view_put(rq->view, "Theirs", "1"); /* words: the partner's, not yours */
  return OK;
}

static const struct option source_notes[] = { { "api", N_("by their own program") },
                                              { "admin", N_("on behalf of the organisation") },
                                              { NULL, NULL } };
static const struct option programs[] = { { "api", N_("A program of the organisation") },
                                          { "admin", N_("Our own program") },
                                          { NULL, NULL } };

static void facts_show(struct req *rq, const struct order_row *o)
{
  struct facts f = { rq, "Facts", 0 };
  fact_link(&f, t("Organisation"), o->org, arena_printf(rq->arena, "/admin/partners/%s", id_text(rq, o->org_public)));
  fact(&f, t("Made under"), o->made_org);
  fact_link(&f, t("Customer"), o->customer,
            o->customer_public.bits ? arena_printf(rq->arena, "/customers/staff/%s", id_text(rq, o->customer_public))
                                    : "");
  fact(&f, t("Placed by"), str_empty(o->person) ? option_word(programs, o->source) : o->person);
  if (!str_eq(o->source, "ui"))
    fact_note(&f, option_word(source_notes, o->source));
  fact_time(&f, t("Placed"), o->placed_at);
  fact_date(&f, t("Starts"), o->start);
  fact(&f, t("Purchase order number"), o->po_number);
  fact(&f, t("Invoices"), option_word(invoice_owners, o->owner));
  fact(&f, t("Promotion"), o->promo);
  fact(&f, t("How it is paid"), payment_type_text(o->payment_type));
  if (o->terms) {
    fact(&f, t("Order terms accepted"), arena_printf(rq->arena, t("version %d"), o->terms));
    fact_note(&f, utc_text(rq->arena, o->terms_at, rq->w->zone, i18n_current()));
  }
  fact(&f, t("Due at once"), money_text(rq->arena, o->total, i18n_current()));
  if (!str_empty(o->failure))
    fact(&f, t("Why it failed"), t(o->failure));
}

/* What staff may do with it in its state (DOMAIN 2.3). */
static void actions_show(struct req *rq, struct public_id id, const struct order_row *o)
{
  if (!(rq->who.rights & ORDER_WRITE))
    return;
  if (str_eq(o->status, "submitted"))
    view_putf(rq->view, "Order.CancelHref", "/orders/staff/%s/cancel", id_text(rq, id));
  if (str_eq(o->status, "failed"))
    view_putf(rq->view, "Order.RetryHref", "/orders/staff/%s/retry", id_text(rq, id));
}

result order_page(struct req *rq)
{
  struct public_id id;
  struct order_row o;
  TRY(req_public_id(rq, 0, &id));
  TRY(order_read(rq->w, id, &o));
  const char *title = arena_printf(rq->arena, t("Order %s"), o.reference);
  crumb(rq, t("Orders"), "/admin/orders");
  crumb(rq, o.reference, NULL);
  view_put(rq->view, "Order.Reference", o.reference);
  view_put(rq->view, "Order.Status", o.status);
  view_put(rq->view, "Order.StatusWord", option_word(order_states, o.status));
  facts_show(rq, &o);
  actions_show(rq, id, &o);
  view_put(rq->view, "Invoices.Empty", t("Nothing was invoiced for this order yet."));
  TRY(ordered_show(rq, id));
  TRY(list_part(rq, "Invoices", &invoices, INVOICES_SHOWN, NULL, A(o.id)));
  TRY(history_show(rq, "customer_order", o.id));
  return page(rq, "admin/order_page", title);
}
