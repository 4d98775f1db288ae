/* The promotion code of a basket: a bad one is said and ignored (DOMAIN L8). */
#include "cgi-bin/checkout/checkout.h"

enum { WRONG_MAX = 30, WRONG_WINDOW_S = 3600 };

static const struct field promo_fields[] = { FIELD(struct promo_in, code, N_("Promotion code"), .max = 60) };
const struct form_def promo_form = FORM(struct promo_in, promo_fields);

/* Codes are short: guessing them has an end, on all pages that take one together. After it a right one is ignored, too. */
result promo_guess_open(struct req *rq, const char **problem)
{
  const char *person = arena_printf(rq->arena, "%lld", (long long)rq->w->person_id);
  *problem = NULL;
  result r = limit_reached(rq->w, "promo", person, WRONG_MAX, WRONG_WINDOW_S);
  if (r != LIMITED)
    return r;
  *problem = t("Too many wrong promotion codes were tried. It was ignored; try again in an hour.");
  return OK;
}

static result guess_count(struct work *w, void *person)
{
  result r = limit_count(w, "promo", person, WRONG_MAX, WRONG_WINDOW_S);
  return r == LIMITED ? OK : r;
}

/* A page that only shows makes its own transaction; who looks at another's pages writes nothing. */
result promo_guess_wrong(struct req *rq)
{
  char *person = arena_printf(rq->arena, "%lld", (long long)rq->w->person_id);
  if (rq->who.viewed_by)
    return OK;
  return db_in_transaction(rq->w) ? guess_count(rq->w, person) : db_transaction(rq->w, guess_count, person);
}

result promo_try(struct req *rq, const struct order *o, const char *code, const char **problem)
{
  *problem = NULL;
  if (!str_empty(code))
    TRY(promo_guess_open(rq, problem));
  if (*problem)
    return OK;
  TRY(order_set_promo(rq->w, o, code, problem));
  return *problem ? promo_guess_wrong(rq) : OK;
}

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
