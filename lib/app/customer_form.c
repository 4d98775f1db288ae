#include "lib/app/customer_form.h"

/* A number lifts the tax from the invoice, so it must be one of the country that it is of. */
result customer_form_check(struct req *rq, struct party *p)
{
  if (str_empty(p->tax_number) || str_empty(p->country))
    return OK;
  const char *plain = tax_number_read(rq->arena, p->country, p->tax_number);
  if (!plain)
    return form_refuse(
        &rq->form, "tax_number", "%s",
        t("This is not a tax number of the chosen country. Enter it with the letters of the country in front, or leave it empty."));
  p->tax_number = plain;
  return OK;
}
