/* An order for a customer that the organisation does not have yet. It becomes one when the order is placed, not before. */
#include "cgi-bin/checkout/checkout.h"

static const struct field new_fields[] = {
  FIELD_AS("company", struct new_in, party.legal_name, N_("Company"), .autocomplete = "organization",
           .group = N_("The customer")),
  FIELD_IN(struct new_in, party, first_name, N_("First name"), .required = true, .max = 100,
           .autocomplete = "given-name"),
  FIELD_IN(struct new_in, party, last_name, N_("Last name"), .required = true, .max = 100,
           .autocomplete = "family-name"),
  FIELD_IN(struct new_in, party, email, N_("E-mail"), .required = true, .max = 254, .look = LOOK_EMAIL,
           .autocomplete = "email", .hint = N_("The confirmation goes here.")),
  FIELD_IN(struct new_in, party, phone, N_("Phone"), .max = 40, .look = LOOK_PHONE, .autocomplete = "tel",
           .shown = SHOWN_CUSTOMER_PHONE),
  FIELD_IN(struct new_in, party, address1, N_("Address"), .required = true, .autocomplete = "address-line1",
           .group = N_("Billing address")),
  FIELD_IN(struct new_in, party, address2, N_("Address, second line"), .autocomplete = "address-line2"),
  FIELD_IN(struct new_in, party, city, N_("City"), .required = true, .max = 100, .autocomplete = "address-level2"),
  FIELD_IN(struct new_in, party, region, N_("State or region"), .max = 100, .autocomplete = "address-level1"),
  FIELD_IN(struct new_in, party, postal_code, N_("Postal code"), .max = 20, .autocomplete = "postal-code"),
  FIELD_IN(struct new_in, party, country, N_("Country"), .required = true, .look = LOOK_COUNTRY,
           .autocomplete = "country"),
  FIELD_IN(struct new_in, party, tax_number, N_("Tax number"), .max = 30, .shown = SHOWN_CUSTOMER_TAX_NUMBER,
           .hint = N_("A business elsewhere in the European Union owes the tax itself if it has one.")),
  DETAILS_FIELDS(struct new_in),
};
const struct form_def new_form = FORM(struct new_in, new_fields);

static result draft_show(struct req *rq, const struct order *o, struct new_in *in)
{
  *in = (struct new_in){ .po_number = o->po_number,
                         .start = o->start.year ? o->start : utc_date(rq->w->now, rq->w->zone) };
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
  }
  details_show(rq);
  return page(rq, "checkout/customer_new", t("Who is it for?"));
}

/* A number lifts the tax from the invoice, so it must be one of the country that it is of. */
static result tax_number_check(struct req *rq, struct party *p)
{
  if (str_empty(p->tax_number))
    return OK;
  const char *plain = tax_number_read(rq->arena, p->country, p->tax_number);
  if (!plain)
    return form_refuse(
        &rq->form, "tax_number", "%s",
        t("This is no tax number of the chosen country. Enter it with the letters of the country in front, or leave it empty."));
  p->tax_number = plain;
  return OK;
}

result customer_new_save(struct req *rq)
{
  struct new_in *in = rq->form.data;
  struct order o;
  bool gone;
  TRY(draft_for_step(rq, &o, &gone));
  if (gone)
    return OK;
  result numbered = tax_number_check(rq, &in->party), detailed = details_check(rq, in->start, &in->delivery);
  TRY(numbered);
  TRY(detailed);
  struct order_details details = { .billing = in->party,
                                   .delivery = delivery_party(&in->delivery),
                                   .deliver_elsewhere = in->delivery.deliver_elsewhere,
                                   .po_number = in->po_number,
                                   .start = in->start };
  TRY(order_set_details(rq->w, &o, &details));
  return redirect(rq, "%s", own_path(rq, "/checkout", "/review"));
}
