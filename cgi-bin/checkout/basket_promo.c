/* The promotion code of a basket: a bad one is said and ignored (DOMAIN L8). */
#include "cgi-bin/checkout/checkout.h"

enum { WRONG_MAX = 30, WRONG_WINDOW_S = 3600 };

static const struct field promo_fields[] = { FIELD(struct promo_in, code, N_("Promotion code"), .max = 60) };
const struct form_def promo_form = FORM(struct promo_in, promo_fields);

result basket_promo(struct req *rq)
{
  const struct promo_in *in = rq->form.data;
  const char *problem;
  struct order o;
  bool gone;
  TRY(draft_for_step(rq, &o, &gone));
  if (gone)
    return OK;
  TRY(order_set_promo(rq->w, &o, in->code, &problem));
  if (problem) /* codes are short: guessing them has an end */
    TRY(limit_count(rq->w, "promo", arena_printf(rq->arena, "%lld", (long long)rq->w->person_id), WRONG_MAX,
                    WRONG_WINDOW_S));
  flash(rq, "%s", problem ? problem : in->code ? t("The promotion is kept.") : t("The promotion was taken away."));
  return redirect(rq, "%s", own_path(rq, "/checkout", ""));
}
