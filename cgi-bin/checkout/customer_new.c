/* An order for a customer that the organisation does not have yet. It becomes one when the order is placed, not before. */
#include "cgi-bin/checkout/checkout.h"

static const struct field new_fields[] = {
  FIELD(struct new_in, company, N_("Company"), .autocomplete = "organization", .group = N_("The customer")),
  FIELD(struct new_in, first_name, N_("First name"), .required = true, .max = 100, .autocomplete = "given-name"),
  FIELD(struct new_in, last_name, N_("Last name"), .required = true, .max = 100, .autocomplete = "family-name"),
  FIELD(struct new_in, email, N_("E-mail"), .required = true, .max = 254, .look = LOOK_EMAIL, .autocomplete = "email",
        .hint = N_("The confirmation goes here.")),
  FIELD(struct new_in, phone, N_("Phone"), .max = 40, .look = LOOK_PHONE, .autocomplete = "tel",
        .shown = SHOWN_CUSTOMER_PHONE),
  FIELD(struct new_in, address1, N_("Address"), .required = true, .autocomplete = "address-line1",
        .group = N_("Billing address")),
  FIELD(struct new_in, address2, N_("Address, second line"), .autocomplete = "address-line2"),
  FIELD(struct new_in, city, N_("City"), .required = true, .max = 100, .autocomplete = "address-level2"),
  FIELD(struct new_in, region, N_("State or region"), .max = 100, .autocomplete = "address-level1"),
  FIELD(struct new_in, postal_code, N_("Postal code"), .max = 20, .autocomplete = "postal-code"),
  FIELD(struct new_in, country, N_("Country"), .required = true, .look = LOOK_COUNTRY, .autocomplete = "country"),
  FIELD(struct new_in, tax_number, N_("Tax number"), .max = 30, .shown = SHOWN_CUSTOMER_TAX_NUMBER,
        .hint = N_("A business elsewhere in the European Union owes the tax itself if it has one.")),
  DETAILS_FIELDS(struct new_in),
};
const struct form_def new_form = FORM(struct new_in, new_fields);

static result draft_show(struct req *rq, const struct order *o, struct new_in *in)
{
  struct party p = { 0 };
  if (o->billing_party_id && !o->customer_id)
    TRY(party_find(rq->w, o->billing_party_id, &p));
  *in = (struct new_in){ .first_name = p.first_name,
                         .last_name = p.last_name,
                         .email = p.email,
                         .phone = p.phone,
                         .company = p.legal_name,
                         .address1 = p.address1,
                         .address2 = p.address2,
                         .city = p.city,
                         .region = p.region,
                         .postal_code = p.postal_code,
                         .country = p.country,
                         .tax_number = p.tax_number,
                         .po_number = o->po_number,
                         .start = o->start.year ? o->start : utc_date(rq->w->now, rq->w->zone) };
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

static struct party billing_party(const struct new_in *in)
{
  return (struct party){ .legal_name = in->company,
                         .first_name = in->first_name,
                         .last_name = in->last_name,
                         .email = in->email,
                         .phone = in->phone,
                         .address1 = in->address1,
                         .address2 = in->address2,
                         .city = in->city,
                         .region = in->region,
                         .postal_code = in->postal_code,
                         .country = in->country,
                         .tax_number = in->tax_number };
}

/* A number lifts the tax from the invoice, so it must be one of the country that it is of. */
static result tax_number_check(struct req *rq, struct new_in *in)
{
  if (str_empty(in->tax_number))
    return OK;
  const char *plain = tax_number_read(rq->arena, in->country, in->tax_number);
  if (!plain)
    return form_refuse(
        &rq->form, "tax_number", "%s",
        t("This is no tax number of the chosen country. Enter it with the letters of the country in front, or leave it empty."));
  in->tax_number = plain;
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
  result numbered = tax_number_check(rq, in), detailed = details_check(rq, in->start, &in->delivery);
  TRY(numbered);
  TRY(detailed);
  struct order_details details = { .billing = billing_party(in),
                                   .delivery = delivery_party(&in->delivery),
                                   .deliver_elsewhere = in->delivery.deliver_elsewhere,
                                   .po_number = in->po_number,
                                   .start = in->start };
  TRY(order_set_details(rq->w, &o, &details));
  return redirect(rq, "/checkout/review");
}
