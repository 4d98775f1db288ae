/* The promotion code of a basket: a bad one is said and ignored (DOMAIN L8). */
#include "cgi-bin/checkout/checkout.h"

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
  TRY(promo_try(rq, &o, in->code, &problem));
  flash(rq, "%s", problem ? problem : in->code ? t("The promotion is kept.") : t("The promotion was taken away."));
  return redirect(rq, "%s", own_path(rq, "/checkout", ""));
}
