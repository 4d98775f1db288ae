/* A customer's names, contact, address and numbers, for documents to come; issued ones stay as they are (decision 20). */
#include "cgi-bin/customers/customers.h"

#include "lib/app/customer_form.h"
#include "lib/app/parts.h"
#include "lib/model/customer.h"

struct edit_in {
  struct party party; /* what the form does not ask stays as it is */
};
static const struct field edit_fields[] = { CUSTOMER_FIELDS(struct edit_in) };
const struct form_def customer_form = FORM(struct edit_in, edit_fields);

result customer_edit_before(struct req *rq, void *old)
{
  struct customer c;
  TRY(customer_of_path(rq, &c));
  ((struct edit_in *)old)->party = c.party;
  return OK;
}

result customer_edit(struct req *rq)
{
  struct customer c;
  TRY(customer_of_path(rq, &c));
  if (!rq->form.def) {
    req_form(rq, &customer_form);
    ((struct edit_in *)rq->form.data)->party = c.party;
    form_show(&rq->form);
  } else if (rq->refused == INVALID) {
    customer_form_check(rq, &((struct edit_in *)rq->form.data)->party); /* all that is wrong, at once */
  }
  const char *path = customer_path(rq, c.public_id);
  int n = 0;
  customer_crumbs(rq, &c, true);
  crumb(rq, t("Change"), NULL);
  confirm_say(rq, &n, t("It counts for orders and invoices to come. What was issued stays as it is."));
  const struct form_words words = { arena_printf(rq->arena, t("Change %s"), c.name),
                                    arena_printf(rq->arena, "%s/edit", path), t("Save"), path };
  return form_page(rq, &words);
}

result customer_edit_save(struct req *rq)
{
  struct edit_in *in = rq->form.data, was = { 0 };
  struct customer c;
  TRY(customer_of_path(rq, &c));
  was.party = c.party;
  TRY(form_merged(rq, &was));
  TRY(customer_form_check(rq, &in->party));
  const char *fields = fields_changed(rq->arena, &customer_form, &was, in);
  if (*fields) {
    in->party.registration_number = c.party.registration_number;
    in->party.language = c.party.language;
    TRY(customer_change(rq->w, c.public_id, &in->party, fields));
  }
  flash(rq, "%s", *fields ? t("The customer was changed.") : t("Nothing was changed."));
  return redirect(rq, "%s", customer_path(rq, c.public_id));
}
