/* Every statement that only this area needs, but the list's, which stand with its columns. */
#include "cgi-bin/invoices/invoices.h"

/* Derived, never stored: past due before partly paid, because it asks for more. */
static const char *state_of(const char *status, struct date due, const struct money *open, const struct money *total,
                            struct date today)
{
  bool waits = str_eq(status, "unpaid") || str_eq(status, "pending");
  if (total->minor < 0 && str_eq(status, "paid"))
    return "credit_used";
  if (waits && total->minor < 0)
    return "credit";
  if (waits && date_compare(due, today) < 0)
    return "past_due";
  return waits && open->minor > 0 && open->minor < total->minor ? "part_paid" : status;
}

static result owner_take(struct work *w, struct public_id id)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT org_id FROM invoice WHERE public_id = ?", A(id)));
  return rows_one(&rows, F(w->org_id));
}

static result invoice_find(struct work *w, struct public_id id, struct invoice *out)
{
  const char *status;
  ROWS rows = { 0 };
  *out = (struct invoice){ 0 };
  TRY(db_query(
      w, &rows,
      "SELECT i.id, i.public_id, i.number, i.status, i.owner, i.due_on, i.total_minor, i.currency, i.due_minor, i.currency, c.name,"
      " IF(c.org_id <=> i.org_id, c.public_id, NULL), g.name, g.public_id, b.name, b.public_id,"
      " IF(o.org_id <=> i.org_id, o.public_id, NULL), (SELECT x.name FROM org x WHERE x.id = i.made_org_id) FROM invoice i JOIN bill_group b ON b.id = i.bill_group_id LEFT JOIN customer c ON c.id = i.customer_id"
      " LEFT JOIN org g ON g.id = i.org_id LEFT JOIN customer_order o ON o.id = i.order_id"
      " WHERE i.public_id = ? AND i.org_id <=> ? AND i.status <> 'draft'",
      A(id), A_REF(w->org_id)));
  TRY(rows_one(&rows, F(out->id), F(out->public_id), F(out->number), F(status), F(out->owner), F(out->due),
               F(out->total.minor), F(out->total.currency), F(out->open.minor), F(out->open.currency),
               F(out->customer_name), F(out->customer), F(out->org_name), F(out->org), F(out->group_name),
               F(out->group), F(out->order), F(out->made_org_name)));
  out->state = state_of(status, out->due, &out->open, &out->total, utc_date(w->now, w->zone));
  return OK;
}

result invoice_of_path(struct req *rq, struct invoice *out)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  if (rq->who.audience == AUDIENCE_STAFF)
    TRY(owner_take(rq->w, id));
  return invoice_find(rq->w, id, out);
}
