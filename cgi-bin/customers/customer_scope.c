/* Whose customers a page is about: a partner's own, or, for staff, those of the organisation that the customer belongs to; of
 * none (w->org_id 0) it is the vendor's own. */
#include "cgi-bin/customers/customers.h"

#include "lib/app/parts.h"
#include "lib/model/customer.h"

bool is_staff(const struct req *rq)
{
  return rq->who.audience == AUDIENCE_STAFF;
}

const char *customer_path(struct req *rq, struct public_id id)
{
  return arena_printf(rq->arena, is_staff(rq) ? "/customers/staff/%s" : "/customers/%s", id_text(rq, id));
}

/* In a POST the row is locked first, so that what is read of it afterwards is what it will be changed from. */
static result scope(struct work *w, struct public_id id)
{
  ROWS rows = { 0 };
  if (db_in_transaction(w))
    TRY(db_query(w, &rows, "SELECT org_id FROM customer WHERE public_id = ? FOR UPDATE", A(id)));
  else
    TRY(db_query(w, &rows, "SELECT org_id FROM customer WHERE public_id = ?", A(id)));
  return rows_one(&rows, F(w->org_id));
}

result customer_of_path(struct req *rq, struct customer *out)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  if (is_staff(rq))
    TRY(scope(rq->w, id));
  else if (db_in_transaction(rq->w))
    TRY(customer_lock(rq->w, id));
  return customer_find(rq->w, id, out);
}

result customer_org_find(struct work *w, struct customer_org *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id, public_id, name, status = 'active' FROM org WHERE id = ?", A(w->org_id)));
  return rows_one(&rows, F(out->id), F(out->public_id), F(out->name), F(out->active));
}

void customer_crumbs(struct req *rq, const struct customer *c, bool link)
{
  struct customer_org org;
  if (!is_staff(rq))
    crumb(rq, t("Customers"), "/customers");
  else if (customer_org_find(rq->w, &org) == OK) {
    crumb(rq, t("Organisations"), "/admin/partners");
    crumb(rq, org.name, arena_printf(rq->arena, "/admin/partners/%s", id_text(rq, org.public_id)));
  } else {
    crumb(rq, t("Subscriptions"), "/customers/staff/subscriptions");
  }
  crumb(rq, c->name, link ? customer_path(rq, c->public_id) : NULL);
}
