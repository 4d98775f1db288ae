/* One offer on its way into the basket: from a purchase link, or after a quantity that cannot be had. A GET writes nothing. */
#include "cgi-bin/checkout/checkout.h"
#include "lib/model/webpage.h"

static const struct field basket_fields[] = {
  FIELD(struct basket_in, offer, "", .required = true, .look = LOOK_HIDDEN),
  FIELD(struct basket_in, quantity, N_("Quantity"), .required = true, .max = 1000000, .autocomplete = "off"),
  FIELD(struct basket_in, pc, "", .max = 60, .look = LOOK_HIDDEN),
  FIELD(struct basket_in, to, "", .max = 10, .look = LOOK_HIDDEN),
};
/* a purchase link's code goes along */
const struct form_def basket_form = FORM(struct basket_in, basket_fields);

/* What a link asks for; a quantity that is none is the least that can be had. */
static result link_read(struct req *rq, struct basket_in *in)
{
  TRY(purchase_single(rq, &in->offer));
  in->pc = req_param(rq, "pc");
  in->to = "page";
  if (!str_int64(req_param(rq, "quantity"), &in->quantity) || in->quantity < 1 || in->quantity > 1000000)
    in->quantity = 0;
  return OK;
}

static void price_show(struct req *rq, const struct offer *o)
{
  struct offer_price *prices;
  int n = offer_priced(o) ? offer_prices(rq->arena, o, 1, &prices) : 0;
  for (int i = 0; i < n; i++) {
    view_item(rq->view, "Prices", i, "Amount", money_show(rq, prices[i].buy));
    view_item(rq->view, "Prices", i, "Period", offer_period_text(rq->arena, prices[i].period_months));
  }
}

result basket_add(struct req *rq)
{
  struct buyer buyer;
  struct offer o;
  bool again = rq->form.def != NULL;
  if (!again)
    req_form(rq, &basket_form);
  struct basket_in *in = rq->form.data;
  if (!again)
    TRY(link_read(rq, in));
  TRY(buyer_find(rq->w, &buyer));
  TRY(offer_find(rq->w, in->offer, buyer.currency, buyer.today, &o));
  if (!again) {
    TRY(purchase_promo_show(rq));
    in->quantity = in->quantity ? in->quantity : o.quantity_min;
    form_show(&rq->form);
  }
  crumb(rq, t("Basket"), own_path(rq, "/checkout", ""));
  crumb(rq, o.name, NULL);
  steps_show(rq, 0);
  view_put(rq->view, "Offer.Name", o.name);
  view_put(rq->view, "Offer.Summary", o.summary);
  view_put(rq->view, "Offer.Term", offer_term_text(rq->arena, &o));
  view_put(rq->view, "Offer.Trial", offer_trial_text(rq->arena, &o));
  view_put(rq->view, "Offer.Limits", offer_limits_text(rq->arena, &o));
  view_put(rq->view, "Offer.Priced", offer_priced(&o) ? "1" : "");
  price_show(rq, &o);
  view_form(rq->view, "Form", &rq->form);
  return page(rq, "checkout/basket_add", o.name);
}

/* Where an offer is chosen, the checkout page that it names goes on (DOMAIN L8); from the basket itself, the basket. */
static result put_away(struct req *rq, const struct basket_in *in)
{
  const char *tag;
  result r = in->to && in->quantity && !rq->on_behalf ? webpage_checkout(rq->w, in->offer, &tag) : NOT_FOUND;
  if (r == OK)
    return redirect(rq, "/pages/%s", tag);
  return r == NOT_FOUND ? redirect(rq, "%s", own_path(rq, "/checkout", "")) : r;
}

/* NOT_FOUND covers what is not on this organisation's shelf, whoever's it is. */
result basket_put(struct req *rq)
{
  const struct basket_in *in = rq->form.data;
  const char *problem;
  struct order o;
  offer_refused(rq, public_id_text(rq->arena, in->offer));
  TRY(order_draft_open(rq->w, &o));
  result r = order_put(rq->w, &o, in->offer, in->quantity, &problem);
  if (r == INVALID && problem)
    return form_refuse(&rq->form, "quantity", "%s", problem);
  TRY(r);
  problem = NULL;
  if (in->pc && in->quantity)
    TRY(promo_try(rq, &o, in->pc, &problem));
  flash(rq, "%s",
        problem        ? problem
        : in->quantity ? t("It is in the basket.")
                       : t("The offer was taken out of the basket."));
  return put_away(rq, in);
}
