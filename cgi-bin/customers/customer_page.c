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

static const char *person_name(struct arena *a, const struct customer *c)
{
  return str_trim(a, arena_printf(a, "%s %s", c->first_name, c->last_name));
}

/* "Main street 1, 1010 Vienna, AT" on one line; what is empty is skipped. */
static const char *address_line(struct arena *a, const struct customer *c)
{
  const char *city = str_trim(a, arena_printf(a, "%s %s", c->postal_code, c->city));
  const char *parts[] = { c->address1, c->address2, city, c->region, c->country };
  struct buf b = BUF(a);
  for (int i = 0; i < COUNT(parts); i++)
    if (!str_empty(parts[i]))
      buf_printf(&b, "%s%s", b.size ? ", " : "", parts[i]);
  return buf_text(&b);
}

result customer_page(struct req *rq)
{
  struct public_id id;
  struct customer c;
  int n = 0;
  TRY(req_public_id(rq, 0, &id));
  TRY(customer_find(rq->w, id, &c));
  crumb(rq, t("Customers"), "/customers");
  crumb(rq, c.name, NULL);
  view_put(rq->view, "Customer.Name", c.name);
  fact(rq, &n, t("Company"), c.legal_name);
  fact(rq, &n, t("Contact"), person_name(rq->arena, &c));
  fact(rq, &n, t("E-mail"), c.email);
  fact(rq, &n, t("Phone"), c.phone);
  fact(rq, &n, t("Address"), address_line(rq->arena, &c));
  fact(rq, &n, t("Tax number"), c.tax_number);
  fact(rq, &n, t("Registration number"), c.registration_number);
  view_put_utc(rq->view, "Customer.Since", c.created_at);
  return page(rq, "customers/customer_page", c.name);
}
