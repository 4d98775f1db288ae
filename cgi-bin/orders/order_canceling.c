/* An order is cancelled before it is processed, by its organisation or by staff, with a reason. */
#include "cgi-bin/orders/orders.h"
#include "lib/app/parts.h"

static const struct field cancel_fields[] = {
  FIELD(struct cancel_in, reason, N_("Why is it cancelled?"), .required = true, .max = 300, .look = LOOK_AREA),
};
const struct form_def cancel_form = FORM(struct cancel_in, cancel_fields);

result order_of_path(struct req *rq, struct order *o)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  if (rq->who.audience == AUDIENCE_STAFF)
    TRY(order_owner(rq->w, id, &rq->w->org_id));
  TRY(order_find(rq->w, id, o));
  return str_eq(o->status, "draft") ? NOT_FOUND : OK;
}

const char *order_path(const struct req *rq, const struct order *o)
{
  return arena_printf(rq->arena, rq->who.audience == AUDIENCE_STAFF ? "/admin/orders/%s" : "/orders/%s",
                      public_id_text(rq->arena, o->public_id));
}

void order_crumbs(struct req *rq, const struct order *o, const char *here)
{
  crumb(rq, t("Orders"), rq->who.audience == AUDIENCE_STAFF ? "/admin/orders" : "/orders");
  crumb(rq, o->reference, order_path(rq, o));
  crumb(rq, here, NULL);
}

result order_canceling(struct req *rq)
{
  struct order o;
  int n = 0;
  TRY(order_of_path(rq, &o));
  if (!rq->form.def)
    req_form(rq, &cancel_form);
  order_crumbs(rq, &o, t("Cancel"));
  if (!str_eq(o.status, "submitted"))
    return outcome_page(rq, t("Cancel the order"), t("This order can no longer be cancelled; its subscriptions can."),
                        order_path(rq, &o), t("Back to the order"));
  confirm_say(rq, &n, t("Nothing of it is delivered or invoiced. It stays in the list, with the reason."));
  confirm_say(rq, &n, t("Once it is processed, it cannot be cancelled; then its subscriptions can."));
  const struct form_words words = { arena_printf(rq->arena, t("Cancel order %s?"), o.reference),
                                    arena_printf(rq->arena, "%s/%s/cancel",
                                                 rq->who.audience == AUDIENCE_STAFF ? "/orders/staff" : "/orders",
                                                 id_text(rq, o.public_id)),
                                    t("Cancel the order"), order_path(rq, &o) };
  return confirm_page(rq, &words, true);
}

result order_canceling_save(struct req *rq)
{
  const struct cancel_in *in = rq->form.data;
  const char *problem;
  struct order o;
  TRY(order_of_path(rq, &o));
  result r = order_cancel(rq->w, o.public_id, in->reason, &problem);
  if (r == CONFLICT && problem)
    return refuse(rq, CONFLICT, "%s", problem);
  TRY(r);
  flash(rq, "%s", t("The order is cancelled."));
  return redirect(rq, "%s", order_path(rq, &o));
}
