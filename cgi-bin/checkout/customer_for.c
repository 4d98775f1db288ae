/* From a customer's page into a basket that is for that customer; what else the basket says already stays. */
#include "cgi-bin/checkout/checkout.h"

static const struct field for_fields[] = {
  FIELD(struct for_in, customer, "", .required = true, .look = LOOK_HIDDEN),
};
const struct form_def for_form = FORM(struct for_in, for_fields);

result customer_for(struct req *rq)
{
  const struct for_in *in = rq->form.data;
  const char *name;
  struct order o;
  int64_t lines;
  {
    ROWS rows = { 0 };
    TRY(db_query(rq->w, &rows, "SELECT name FROM customer WHERE public_id = ? AND org_id = ?", A(in->customer),
                 A(rq->w->org_id)));
    TRY(rows_one(&rows, F(name)));
  }
  TRY(order_draft_open(rq->w, &o));
  struct order_details details = {
    .customer = in->customer, .deliver_elsewhere = o.delivery_party_id, .po_number = o.po_number, .start = o.start
  };
  if (o.delivery_party_id)
    TRY(party_find(rq->w, o.delivery_party_id, &details.delivery));
  TRY(order_set_details(rq->w, &o, &details));
  TRY(order_draft_lines(rq->w, &lines));
  if (lines) {
    flash(rq, t("The basket is for %s."), name);
    return redirect(rq, "%s", own_path(rq, "/checkout", ""));
  }
  flash(rq, t("The basket is for %s. Choose what it gets."), name);
  return redirect(rq, "%s", own_path(rq, "/offers", ""));
}
