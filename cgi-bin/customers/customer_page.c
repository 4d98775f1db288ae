/* One customer: who it is and where it is. */
#include "cgi-bin/customers/customers.h"

#include "lib/app/parts.h"

static const struct option actions[] = { { "customer.created", N_("Added by an order") },
                                         { "customer.changed", N_("Changed") },
                                         { "customer.made_direct", N_("Became our own customer") },
                                         { "customer.moved_here", N_("Came from another partner") },
                                         { "customer.prices", N_("Prices for this customer kept") },
                                         { NULL, NULL } };

/* Staff order on behalf of its organisation, while that is active. */
static result order_button(struct req *rq, const struct customer *c)
{
  struct customer_org org = { .active = true };
  if (!(rq->who.rights & ORDER_WRITE))
    return OK;
  if (is_staff(rq) && !rq->w->org_id) /* offers are made for organisations */
    return OK;
  if (is_staff(rq))
    TRY(customer_org_find(rq->w, &org));
  if (!org.active)
    return OK;
  view_put(rq->view, "Customer.Id", id_text(rq, c->public_id));
  view_put(rq->view, "Customer.Order",
           is_staff(rq) ? arena_printf(rq->arena, "/checkout/staff/%s/customer", id_text(rq, org.public_id))
                        : "/checkout/customer");
  return OK;
}

result customer_page(struct req *rq)
{
  struct customer c;
  const struct party *p = &c.party;
  TRY(customer_of_path(rq, &c));
  customer_crumbs(rq, &c, false);
  view_put(rq->view, "Customer.Name", c.name);
  struct facts f = { rq, "Facts", 0 };
  fact(&f, t("Company"), p->legal_name);
  fact(&f, t("Contact"), str_trim(rq->arena, arena_printf(rq->arena, "%s %s", p->first_name, p->last_name)));
  fact(&f, t("E-mail"), p->email);
  fact(&f, t("Phone"), if_shown(rq, SHOWN_CUSTOMER_PHONE, p->phone));
  fact(&f, t("Address"), party_address(rq->arena, p, ", ", NULL));
  fact(&f, t("Tax number"), if_shown(rq, SHOWN_CUSTOMER_TAX_NUMBER, p->tax_number));
  fact(&f, t("Registration number"), if_shown(rq, SHOWN_CUSTOMER_REGISTRATION, p->registration_number));
  if (shown(rq, SHOWN_CUSTOMER_SINCE))
    view_put_utc(rq->view, "Customer.Since", c.created_at);
  if (rq->who.rights & CUSTOMER_WRITE)
    view_putf(rq->view, "Customer.EditHref", "%s/edit", customer_path(rq, c.public_id));
  TRY(order_button(rq, &c));
  TRY(customer_move_show(rq, &c));
  TRY(customer_parts(rq, &c));
  TRY(history_own(rq, "customer", c.id, actions));
  return page(rq, "customers/customer_page", c.name);
}
