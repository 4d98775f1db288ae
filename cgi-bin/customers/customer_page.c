/* One customer: who it is and where it is. */
#include "cgi-bin/customers/customers.h"

/* One fact a line; an empty one is left out. */
static void fact(struct req *rq, int *n, const char *label, const char *text)
{
  if (str_empty(text))
    return;
  view_item(rq->view, "Facts", *n, "Label", label);
  view_item(rq->view, "Facts", *n, "Text", text);
  *n += 1;
}

result customer_page(struct req *rq)
{
  struct public_id id;
  struct customer c;
  const struct party *p = &c.party;
  int n = 0;
  TRY(req_public_id(rq, 0, &id));
  TRY(customer_find(rq->w, id, &c));
  crumb(rq, t("Customers"), "/customers");
  crumb(rq, c.name, NULL);
  view_put(rq->view, "Customer.Name", c.name);
  fact(rq, &n, t("Company"), p->legal_name);
  fact(rq, &n, t("Contact"), str_trim(rq->arena, arena_printf(rq->arena, "%s %s", p->first_name, p->last_name)));
  fact(rq, &n, t("E-mail"), p->email);
  fact(rq, &n, t("Phone"), if_shown(rq, SHOWN_CUSTOMER_PHONE, p->phone));
  fact(rq, &n, t("Address"), party_address(rq->arena, p, ", ", NULL));
  fact(rq, &n, t("Tax number"), if_shown(rq, SHOWN_CUSTOMER_TAX_NUMBER, p->tax_number));
  fact(rq, &n, t("Registration number"), if_shown(rq, SHOWN_CUSTOMER_REGISTRATION, p->registration_number));
  if (shown(rq, SHOWN_CUSTOMER_SINCE))
    view_put_utc(rq->view, "Customer.Since", c.created_at);
  TRY(customer_parts(rq, &c));
  return page(rq, "customers/customer_page", c.name);
}
