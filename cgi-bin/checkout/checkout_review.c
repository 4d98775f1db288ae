/* The review: every figure before the button. And the button, which is refused when one of them has changed. */
#include "cgi-bin/checkout/checkout.h"
#include "lib/model/trail.h"

static const struct field place_fields[] = {
  FIELD(struct place_in, order, "", .required = true, .look = LOOK_HIDDEN),
  FIELD(struct place_in, figures, "", .required = true, .max = 64, .look = LOOK_HIDDEN),
  FIELD(struct place_in, terms, "", .look = LOOK_HIDDEN),
  FIELD(struct place_in, payment_type, N_("How it is paid"), .max = 20),
  FIELD(struct place_in, accept, N_("I accept these terms")),
};
const struct form_def place_form = FORM(struct place_in, place_fields);

static void fact(struct req *rq, int *n, const char *label, const char *text, const char *note)
{
  if (str_empty(text))
    return;
  view_item(rq->view, "Facts", *n, "Label", label);
  view_item(rq->view, "Facts", *n, "Text", text);
  view_item(rq->view, "Facts", (*n)++, "Note", note);
}

static result facts_show(struct req *rq, const struct order *o, const struct quote *q)
{
  struct party customer, delivery;
  bool resold = str_eq(o->invoice_owner, "partner");
  int n = 0;
  TRY(party_find(rq->w, o->billing_party_id, &customer));
  fact(rq, &n, t("Customer"), party_name(rq->arena, &customer), o->customer_id ? NULL : t("new"));
  fact(rq, &n, t("E-mail"), customer.email, NULL);
  fact(rq, &n, t("Billing address"), party_address(rq->arena, &customer, ", ", NULL), NULL);
  fact(rq, &n, t("Tax number"), if_shown(rq, SHOWN_CUSTOMER_TAX_NUMBER, customer.tax_number), NULL);
  if (o->delivery_party_id && shown(rq, SHOWN_ORDER_DELIVERY)) {
    TRY(party_find(rq->w, o->delivery_party_id, &delivery));
    fact(rq, &n, t("Delivered to"),
         arena_printf(rq->arena, "%s, %s", party_name(rq->arena, &delivery),
                      party_address(rq->arena, &delivery, ", ", NULL)),
         NULL);
  }
  fact(rq, &n, t("Purchase order number"), if_shown(rq, SHOWN_ORDER_PO_NUMBER, o->po_number), NULL);
  fact(rq, &n, t("Start"), date_text(rq->arena, q->start, i18n_current()),
       date_relative(rq->arena, q->start, order_today(rq->w, o)));
  if (q->promo)
    fact(rq, &n, t("Promotion"), promo_text(rq->arena, q->promo),
         arena_printf(rq->arena, t("%s less in all payments shown, before tax"), money_show(rq, q->discount)));
  fact(rq, &n, t("Invoices go to"), resold ? o->org_name : party_name(rq->arena, &customer),
       rq->on_behalf ? NULL
       : resold      ? t("you")
                     : t("your customer"));
  if (q->way && !payment_ways_open(&q->ways))
    fact(rq, &n, t("How it is paid"), payment_type_text(q->way), NULL);
  return OK;
}

static void place_show(struct req *rq, const struct order *o, const struct quote *q)
{
  const char *total = money_show(rq, q->now_total);
  view_put(rq->view, "Place.Order", public_id_text(rq->arena, o->public_id));
  view_put(rq->view, "Place.Figures", q->figures);
  view_put(rq->view, "Place.Sound", quote_sound(q) ? "1" : "");
  view_put(rq->view, "Place.Label",
           q->now_total.minor ? arena_printf(rq->arena, t("Place order for %s"), total)
                              : t("Place order, nothing to pay today"));
}

/* The terms that hold, and what was wrong with their tick. */
static result terms_show(struct req *rq)
{
  struct order_terms terms;
  result r = order_terms_now(rq->w, &terms);
  if (r != OK)
    return r == NOT_FOUND ? OK : r;
  view_put(rq->view, "Terms.Id", public_id_text(rq->arena, terms.public_id));
  view_put(rq->view, "Terms.Body", terms.body);
  view_put(rq->view, "Terms.Label",
           arena_printf(rq->arena, t("I accept the order terms, version %1$d of %2$s"), terms.number,
                        date_text(rq->arena, utc_date(terms.published_at, rq->w->zone), i18n_current())));
  view_put(rq->view, "Terms.Error", form_error_of(&rq->form, "accept"));
  return OK;
}

/* The choice where the offers leave one; else how the payer pays is a fact like others. */
static void ways_show(struct req *rq, const struct quote *q)
{
  const char *typed = req_param(rq, "payment_type");
  int n = 0;
  view_put(rq->view, "Way.Error", form_error_of(&rq->form, "payment_type"));
  if (!payment_ways_open(&q->ways))
    return;
  view_put(rq->view, "Way.Name", "payment_type");
  view_put(rq->view, "Way.Id", "payment_type");
  view_put(rq->view, "Way.Label", t("How it is paid"));
  view_put(rq->view, "Way.Hint", t("It holds for all invoices of this order."));
  view_put(rq->view, "Way.Required", "1");
  for (const struct option *o = payment_types; o->value; o++)
    if (payment_ways_have(&q->ways, o->value)) {
      view_item(rq->view, "Way.Options", n, "Value", o->value);
      view_item(rq->view, "Way.Options", n, "Label", t(o->label));
      view_item(rq->view, "Way.Options", n++, "Selected", str_eq(*typed ? typed : q->way, o->value) ? "1" : "");
    }
}

static void problems_show(struct req *rq, const struct quote *q)
{
  int n = 0;
  for (int i = 0; i < q->n_lines; i++)
    if (q->lines[i].problem) {
      view_item(rq->view, "Problems", n, "Name", q->lines[i].offer->name);
      view_item(rq->view, "Problems", n++, "Text", q->lines[i].problem);
    }
  if (q->problem)
    view_item(rq->view, "Problems", n, "Text", q->problem);
}

result checkout_review(struct req *rq)
{
  struct order o;
  struct quote q;
  bool gone;
  TRY(draft_for_step(rq, &o, &gone));
  if (gone)
    return OK;
  if (!o.billing_party_id)
    return redirect(rq, "%s", own_path(rq, "/checkout", "/details"));
  TRY(quote_make(rq->w, &o, order_today(rq->w, &o), &q));
  crumb(rq, t("Basket"), own_path(rq, "/checkout", ""));
  crumb(rq, t("Review"), NULL);
  steps_show(rq, 2);
  view_put(rq->view, "Refusal", rq->refusal);
  view_put(rq->view, "PromoProblem", q.promo_problem);
  TRY(terms_show(rq));
  problems_show(rq, &q);
  TRY(facts_show(rq, &o, &q));
  ways_show(rq, &q);
  review_lines_show(rq, &o, &q);
  review_payments_show(rq, &o, &q);
  place_show(rq, &o, &q);
  return page(rq, "checkout/checkout_review",
              rq->on_behalf ? arena_printf(rq->arena, t("Review the order for %s"), rq->on_behalf)
                            : t("Review your order"));
}

/* A refused order leaves a trace and nothing else. */
static result refusal_note(struct work *w, void *arg)
{
  const struct order *o = arg;
  return audit_write(w, "order.refused", "customer_order", o->id, w->org_id, "", NULL);
}

result checkout_place(struct req *rq)
{
  const struct place_in *in = rq->form.data;
  const char *problem;
  result r = order_set_payment_type(rq->w, in->order, in->payment_type, &problem);
  if (r == INVALID && problem)
    return form_refuse(&rq->form, "payment_type", "%s", problem);
  TRY(r);
  r = order_accept_terms(rq->w, in->order, in->accept ? in->terms : (struct public_id){ 0 }, &problem);
  if (r == INVALID && problem)
    return form_refuse(&rq->form, "accept", "%s", problem);
  TRY(r);
  r = (rq->config->orders_at_once ? order_place : order_submit)(rq->w, in->order, in->figures, &problem);
  if (r == CONFLICT && problem) {
    struct order *o = arena_array(rq->arena, 1, sizeof *o);
    TRY(order_find(rq->w, in->order, o));
    rq->after_refusal = refusal_note;
    rq->after_refusal_arg = o;
    return refuse_again(rq, CONFLICT, "%s", problem);
  }
  TRY(r);
  flash(rq, "%s", t("The order is placed."));
  return redirect(rq, rq->on_behalf ? "/admin/orders/%s" : "/orders/%s", public_id_text(rq->arena, in->order));
}
