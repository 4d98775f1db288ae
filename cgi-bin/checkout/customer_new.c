/* An order for a customer that the organisation does not have yet. It becomes one when the order is placed, not before. */
#include "cgi-bin/checkout/checkout.h"
#include "lib/app/customer_form.h"

static const struct field new_fields[] = {
  CUSTOMER_FIELDS(struct new_in),
  DETAILS_FIELDS(struct new_in),
};
const struct form_def new_form = FORM(struct new_in, new_fields);

static result draft_show(struct req *rq, const struct order *o, struct new_in *in)
{
  *in = (struct new_in){ .po_number = o->po_number, .start = o->start.year ? o->start : order_today(rq->w, o) };
  if (o->billing_party_id && !o->customer_id)
    TRY(party_find(rq->w, o->billing_party_id, &in->party));
  return delivery_show(rq, o, &in->delivery);
}

result customer_new_before(struct req *rq, void *old)
{
  struct order o;
  bool gone;
  TRY(draft_for_step(rq, &o, &gone));
  return gone ? OK : draft_show(rq, &o, old);
}

/* Everything that is wrong, at once: also where a field's own row refused the form already. */
static result new_check(struct req *rq, const struct order *o)
{
  struct new_in *in = rq->form.data;
  result numbered = customer_form_check(rq, &in->party), detailed = details_check(rq, o, in->start, &in->delivery),
         sold = country_check(rq, o, "country", in->party.country);
  return sold != OK ? sold : numbered == OK ? detailed : numbered;
}

result customer_new(struct req *rq)
{
  struct order o;
  bool gone, again = rq->form.def != NULL;
  TRY(draft_for_step(rq, &o, &gone));
  if (gone)
    return OK;
  if (!again) {
    req_form(rq, &new_form);
    TRY(draft_show(rq, &o, rq->form.data));
    form_show(&rq->form);
  } else if (rq->refused == INVALID) {
    if (new_check(rq, &o) == FAILED)
      return FAILED;
  }
  details_show(rq);
  TRY(country_hint(rq, &o, "country"));
  return page(rq, "checkout/customer_new", t("Who is it for?"));
}

result customer_new_save(struct req *rq)
{
  struct new_in *in = rq->form.data;
  struct order o;
  bool gone;
  TRY(draft_for_step(rq, &o, &gone));
  if (gone)
    return OK;
  TRY(new_check(rq, &o));
  struct order_details details = { .billing = in->party,
                                   .delivery = delivery_party(&in->delivery),
                                   .deliver_elsewhere = in->delivery.deliver_elsewhere,
                                   .po_number = in->po_number,
                                   .start = in->start };
  TRY(order_set_details(rq->w, &o, &details));
  return redirect(rq, "%s", own_path(rq, "/checkout", "/review"));
}
