/* A failed order is tried again by staff, once its reason is gone. */
#include "cgi-bin/orders/orders.h"
#include "lib/app/parts.h"

result order_retrying(struct req *rq)
{
  struct order o;
  int n = 0;
  TRY(order_of_path(rq, &o));
  order_crumbs(rq, &o, t("Try again"));
  if (!str_eq(o.status, "failed"))
    return outcome_page(rq, t("Try again"), t("This order has not failed."), order_path(rq, &o),
                        t("Back to the order"));
  if (*o.failure)
    confirm_say(rq, &n, arena_printf(rq->arena, t("It failed: %s"), t(o.failure)));
  confirm_say(
      rq, &n,
      t("It is made within seconds, at the prices at which it was placed. If it fails again, nothing is made."));
  const struct form_words words = { arena_printf(rq->arena, t("Try order %s again?"), o.reference),
                                    arena_printf(rq->arena, "/orders/staff/%s/retry", id_text(rq, o.public_id)),
                                    t("Try again"), order_path(rq, &o) };
  return confirm_page(rq, &words, false);
}

result order_retrying_save(struct req *rq)
{
  const char *problem;
  struct order o;
  TRY(order_of_path(rq, &o));
  result r = order_retry(rq->w, o.public_id, &problem);
  if (r == CONFLICT && problem)
    return refuse(rq, CONFLICT, "%s", problem);
  TRY(r);
  flash(rq, "%s", t("The order is being tried again."));
  return redirect(rq, "%s", order_path(rq, &o));
}
