/* One order: its state, what was ordered at which price, what it made, and what comes next. */
#include "cgi-bin/orders/orders.h"
#include "lib/app/parts.h"

static result customer_fact(struct facts *f, const struct order *o)
{
  const char *name;
  struct public_id id;
  ROWS rows = { 0 };
  if (!o->customer_id && !o->billing_party_id)
    return OK;
  if (!o->customer_id) { /* the new one, not there yet */
    struct party p;
    TRY(party_find(f->rq->w, o->billing_party_id, &p));
    fact(f, t("Customer"), party_name(f->rq->arena, &p));
    return OK;
  }
  TRY(db_query(f->rq->w, &rows, "SELECT name, public_id FROM customer WHERE id = ? AND org_id = ?", A(o->customer_id),
               A(f->rq->w->org_id)));
  TRY(rows_one(&rows, F(name), F(id)));
  bool may = f->rq->who.rights & CUSTOMER_READ;
  fact_link(f, t("Customer"), name, may ? arena_printf(f->rq->arena, "/customers/%s", id_text(f->rq, id)) : "");
  return OK;
}

static result person_fact(struct facts *f, const struct order *o)
{
  const char *name;
  ROWS rows = { 0 };
  if (!shown(f->rq, SHOWN_ORDER_PERSON))
    return OK;
  if (!o->person_id && !str_eq(o->source, "ui"))
    fact(f, t("Placed by"), str_eq(o->source, "api") ? t("A program of yours") : t("Our program, on your behalf"));
  if (!o->person_id)
    return OK;
  TRY(db_query(f->rq->w, &rows, "SELECT name FROM person WHERE id = ? AND (org_id IS NULL OR org_id = ?)",
               A(o->person_id), A(o->org_id)));
  if (rows_one(&rows, F(name)) != OK)
    return OK;
  fact(f, t("Placed by"), name);
  if (str_eq(o->source, "admin"))
    fact_note(f, t("of our staff, on your behalf"));
  return OK;
}

static result delivery_fact(struct facts *f, const struct order *o)
{
  struct party p;
  if (!o->delivery_party_id || !shown(f->rq, SHOWN_ORDER_DELIVERY))
    return OK;
  TRY(party_find(f->rq->w, o->delivery_party_id, &p));
  fact(f, t("Delivered to"),
       arena_printf(f->rq->arena, "%s, %s", party_name(f->rq->arena, &p), party_address(f->rq->arena, &p, ", ", NULL)));
  return OK;
}

static result terms_fact(struct facts *f, const struct order *o)
{
  int number;
  struct utc at;
  ROWS rows = { 0 };
  TRY(db_query(
      f->rq->w, &rows,
      "SELECT v.number, c.terms_at FROM customer_order c JOIN order_terms v ON v.id = c.terms_id WHERE c.id = ? AND "
      "c.org_id = ?",
      A(o->id), A(f->rq->w->org_id)));
  if (rows_next(&rows, F(number), F(at)))
    fact(f, t("Order terms accepted"),
         arena_printf(f->rq->arena, t("version %1$d, %2$s"), number,
                      utc_text(f->rq->arena, at, f->rq->w->zone, i18n_current())));
  return OK;
}

static result facts_show(struct req *rq, const struct order *o, const struct quote *q)
{
  struct facts f = { rq, "Facts", 0 };
  TRY(customer_fact(&f, o));
  fact_time(&f, t("Placed"), o->placed_at);
  TRY(person_fact(&f, o));
  if (!str_eq(o->kind, "new"))
    fact(&f, t("Kind"), option_word(order_kinds, o->kind));
  if (o->subscription.bits && rq->who.rights & SUBSCRIPTION_READ)
    fact_link(&f, t("Subscription"), t("See what was changed"),
              arena_printf(rq->arena, "/customers/subscriptions/%s", id_text(rq, o->subscription)));
  fact_date(&f, str_eq(o->kind, "new") ? t("Start") : t("Takes effect on"), o->start);
  fact(&f, t("Purchase order number"), if_shown(rq, SHOWN_ORDER_PO_NUMBER, o->po_number));
  TRY(delivery_fact(&f, o));
  fact(&f, t("Invoiced at once, with tax"), money_text(rq->arena, o->total_now, i18n_current()));
  fact(&f, t("Promotion"), o->promo_code);
  if (q->promo)
    fact_note(&f, promo_text(rq->arena, q->promo));
  fact(&f, t("How it is paid"), payment_type_text(o->payment_type));
  TRY(terms_fact(&f, o));
  fact(&f, t("Invoices go to"), str_eq(o->invoice_owner, "partner") ? t("You") : t("Your customer"));
  if (!str_empty(o->failure))
    fact(&f, t("Why it failed"), t(o->failure));
  return OK;
}

/* What the person can expect without asking. */
static void next_show(struct req *rq, const struct order *o)
{
  bool resold = str_eq(o->invoice_owner, "partner"), complete = str_eq(o->status, "complete");
  int n = 0;
  if (str_eq(o->status, "submitted") || str_eq(o->status, "processing")) {
    view_put(rq->view, "Order.AgainHref", order_path(rq, o));
    view_item(rq->view, "Next", n++, "Text",
              t("The order is being worked on. You need to do nothing; this page shows when it is done."));
  }
  if (str_eq(o->status, "submitted") && rq->who.rights & ORDER_WRITE) {
    view_item(rq->view, "Next", n++, "Text", t("Until then it can be cancelled."));
    view_putf(rq->view, "Order.CancelHref", "/orders/%s/cancel", id_text(rq, o->public_id));
  }
  if (str_eq(o->status, "failed"))
    view_item(
        rq->view, "Next", n++, "Text",
        t("Something went wrong and nothing was made. Our staff see it and try it again; you need not order again."));
  if (!complete)
    return;
  view_item(rq->view, "Next", n++, "Text", t("You get a confirmation by e-mail."));
  view_item(rq->view, "Next", n++, "Text",
            resold ? t("Your customer gets a confirmation by e-mail, without prices.")
                   : t("Your customer gets our invoices by e-mail."));
  if (date_compare(o->start, utc_date(rq->w->now, rq->w->zone)) > 0)
    view_item(rq->view, "Next", n++, "Text",
              arena_printf(rq->arena, t("It starts on %s."), date_text(rq->arena, o->start, i18n_current())));
  view_item(rq->view, "Next", n, "Text",
            resold ? t("Each payment is invoiced to you on the day that it falls due.")
                   : t("Each payment is invoiced on the day that it falls due. Your margin is credited when your "
                       "customer has paid."));
}

result order_page(struct req *rq)
{
  struct order o;
  struct order_sums sums;
  TRY(order_of_path(rq, &o));
  TRY(order_sums(rq->w, &o, &sums));
  crumb(rq, t("Orders"), "/orders");
  crumb(rq, o.reference, NULL);
  view_put(rq->view, "Order.Reference", o.reference);
  view_put(rq->view, "Order.Status", o.status);
  view_put(rq->view, "Order.StatusText", option_word(order_states, o.status));
  TRY(facts_show(rq, &o, &sums.quote));
  TRY(order_lines_show(rq, &o, &sums));
  order_bill_show(rq, &o, &sums);
  TRY(order_subscriptions_show(rq, &o));
  if (rq->who.rights & INVOICE_READ)
    TRY(order_invoices_show(rq, &o));
  TRY(order_history_show(rq, &o));
  next_show(rq, &o);
  return page(rq, "orders/order_page", arena_printf(rq->arena, t("Order %s"), o.reference));
}
