/* A customer before its first order: asked as at the checkout, where it can then be chosen. */
#include "cgi-bin/customers/customers.h"

#include "lib/app/customer_form.h"
#include "lib/app/parts.h"
#include "lib/model/customer.h"

struct new_in {
  struct party party;
  const char *known; /* the address of which was said that another customer has it */
};
static const struct field new_fields[] = {
  CUSTOMER_FIELDS(struct new_in),
  FIELD(struct new_in, known, "", .max = 254, .look = LOOK_HIDDEN),
};
const struct form_def customer_new_form = FORM(struct new_in, new_fields);
enum { KNOWN = sizeof new_fields / sizeof *new_fields - 1 };

/* Nothing is there yet that a closed field could keep. */
result customer_new_before(struct req *rq, void *old)
{
  (void)rq;
  *(struct new_in *)old = (struct new_in){ 0 };
  return OK;
}

result customer_new_page(struct req *rq)
{
  if (!rq->form.def)
    req_form(rq, &customer_new_form);
  else if (rq->refused == INVALID)
    customer_form_check(rq, &((struct new_in *)rq->form.data)->party); /* all that is wrong, at once */
  crumb(rq, t("Customers"), "/customers");
  crumb(rq, t("New"), NULL);
  const struct form_words words = { t("Add a customer"), "/customers/new", t("Add the customer"), "/customers" };
  return form_page(rq, &words);
}

result customer_new_save(struct req *rq)
{
  struct new_in *in = rq->form.data;
  struct public_id id;
  const char *same;
  TRY(customer_form_check(rq, &in->party));
  result r = customer_enter(rq->w, &in->party, in->known, &same, &id);
  if (r == CONFLICT) {
    rq->form.typed[KNOWN] = str_lower(rq->arena, in->party.email);
    return form_refuse(&rq->form, "email",
                       t("%s has this address already. Add it again if this is another customer all the same."), same);
  }
  TRY(r);
  flash(rq, "%s", t("The customer was added. Order for it, or choose it at the checkout."));
  return redirect(rq, "/customers/%s", id_text(rq, id));
}
