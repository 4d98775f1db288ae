/* Promotion codes are short: guessing them has an end, on all pages and in the API together. After it a right one is ignored, too. */
#include "lib/app/promo_try.h"

enum { WRONG_MAX = 30, WRONG_WINDOW_S = 3600 };

/* Who guesses: a person, or a program, whichever of its keys it has: an organisation's, or the vendor's that orders for it. */
static const char *guesser(struct req *rq)
{
  struct work *w = rq->w;
  return w->person_id ? arena_printf(rq->arena, "%lld", (long long)w->person_id)
                      : arena_printf(rq->arena, "%s:%lld", w->vendor ? "vendor" : "org", (long long)w->org_id);
}

result promo_guess_open(struct req *rq, const char **problem)
{
  *problem = NULL;
  result r = limit_reached(rq->w, "promo", guesser(rq), WRONG_MAX, WRONG_WINDOW_S);
  if (r != LIMITED)
    return r;
  *problem = t("Too many wrong promotion codes were tried. It was ignored; try again in an hour.");
  return OK;
}

static result guess_count(struct work *w, void *who)
{
  result r = limit_count(w, "promo", who, WRONG_MAX, WRONG_WINDOW_S);
  return r == LIMITED ? OK : r;
}

/* A page that only shows makes its own transaction; who looks at another's pages writes nothing. */
result promo_guess_wrong(struct req *rq)
{
  void *who = (void *)guesser(rq);
  if (rq->who.viewed_by)
    return OK;
  return db_in_transaction(rq->w) ? guess_count(rq->w, who) : db_transaction(rq->w, guess_count, who);
}

struct later {
  void *who;
  after_refusal_fn then;
  void *then_arg;
};

static result count_later(struct work *w, void *arg)
{
  struct later *l = arg;
  TRY(guess_count(w, l->who));
  return l->then ? l->then(w, l->then_arg) : OK;
}

void promo_guess_refused(struct req *rq)
{
  struct later *l = NEW(rq->arena, struct later);
  *l = (struct later){ (void *)guesser(rq), rq->after_refusal, rq->after_refusal_arg };
  rq->after_refusal = count_later;
  rq->after_refusal_arg = l;
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
