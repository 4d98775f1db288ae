/* What both ways of naming the customer share: start, delivery, and the page around the form. */
#include "cgi-bin/checkout/checkout.h"

static result start_check(struct req *rq, const struct order *o, struct date start)
{
  const char *problem = start.year ? order_start_problem(order_today(rq->w, o), start)
                                   : NULL; /* else its row says what is wrong with it */
  return problem ? form_refuse(&rq->form, "start", "%s", problem) : OK;
}

result details_check(struct req *rq, const struct order *o, struct date start, const struct delivery_in *in)
{
  const struct {
    const char *member, *text, *sentence;
  } needed[] = {
    { "delivery_name", in->delivery_name, t("Enter who receives it.") },
    { "delivery_address1", in->delivery_address1, t("Enter the address.") },
    { "delivery_city", in->delivery_city, t("Enter the city.") },
    { "delivery_country", in->delivery_country, t("Choose the country.") },
  };
  result r = start_check(rq, o, start);
  for (int i = 0; in->deliver_elsewhere && i < COUNT(needed); i++)
    if (str_empty(needed[i].text))
      r = form_refuse(&rq->form, needed[i].member, "%s", needed[i].sentence);
  return r;
}

/* What of the basket is not sold in a country, or, without one, in every country: a sentence for each; "" when there is none. */
static result limits_text(struct req *rq, const struct order *o, const char *country, const char **out)
{
  struct offers offers;
  struct buf b = BUF(rq->arena);
  TRY(offers_of_order(rq->w, o->id, o->currency, order_today(rq->w, o), &offers));
  for (int i = 0; i < offers.n; i++) {
    const struct offer *offer = &offers.offers[i];
    if (!str_empty(offer->countries) && (str_empty(country) || !offer_sells_in(offer, country)))
      buf_printf(&b, "%s%s", b.size ? " " : "",
                 arena_printf(rq->arena, t("%1$s: only for customers in %2$s."), offer->name,
                              countries_text(rq->arena, offer->countries)));
  }
  *out = buf_text(&b);
  return OK;
}

result country_check(struct req *rq, const struct order *o, const char *member, const char *country)
{
  const char *limits;
  if (str_empty(country))
    return OK;
  TRY(limits_text(rq, o, country, &limits));
  return !*limits
             ? OK
             : form_refuse(&rq->form, member, t("%s Take it out of the basket, or name another customer."), limits);
}

result country_hint(struct req *rq, const struct order *o, const char *member)
{
  const char *limits;
  TRY(limits_text(rq, o, NULL, &limits));
  for (int i = 0; *limits && i < rq->form.def->n_fields; i++)
    if (str_eq(rq->form.def->fields[i].name, member))
      view_item(rq->view, "Form.Fields", i, "Hint", limits);
  return OK;
}

struct party delivery_party(const struct delivery_in *in)
{
  return (struct party){ .legal_name = in->delivery_name,
                         .address1 = in->delivery_address1,
                         .address2 = in->delivery_address2,
                         .city = in->delivery_city,
                         .region = in->delivery_region,
                         .postal_code = in->delivery_postal_code,
                         .country = in->delivery_country };
}

result delivery_show(struct req *rq, const struct order *o, struct delivery_in *out)
{
  struct party p;
  if (!o->delivery_party_id)
    return OK;
  TRY(party_find(rq->w, o->delivery_party_id, &p));
  *out = (struct delivery_in){ true, p.legal_name, p.address1, p.address2, p.city, p.region, p.postal_code, p.country };
  return OK;
}

/* Needed only when the box is ticked, so the form's rows cannot say it; the label must not call them optional. */
static void needed_show(struct req *rq)
{
  static const char *const needed[] = { "delivery_name", "delivery_address1", "delivery_city", "delivery_country" };
  for (int i = 0; i < rq->form.def->n_fields; i++)
    for (int k = 0; k < COUNT(needed); k++)
      if (str_eq(rq->form.def->fields[i].name, needed[k]) && rq->form.access[i] == ACCESS_OPEN)
        view_item(rq->view, "Form.Fields", i, "Required", "1");
}

void details_show(struct req *rq)
{
  crumb(rq, t("Basket"), own_path(rq, "/checkout", ""));
  crumb(rq, t("Customer"), NULL);
  steps_show(rq, 1);
  view_form(rq->view, "Form", &rq->form);
  needed_show(rq);
}
