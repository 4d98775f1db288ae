/* Promotion codes (DOMAIN L8): a percentage, or an amount in each currency, off the payments of the offers that a code is for; the first
 * so many, or all, for as long as it runs: through changes and renewals by P15 of proration.h. A bad code is said and ignored, never a reason to refuse an order. */
#ifndef PORTICO_MODEL_PROMO_H
#define PORTICO_MODEL_PROMO_H

#include "lib/model/offer.h"

struct promo {
  int64_t id;
  const char *code, *name;
  bool percent, all_offers;
  int rate_bp, periods;
  struct money amount; /* off each period of each offer, when it is no percentage */
  const int64_t *offers;
  int n_offers;
};

/* "spring " -> "SPRING"; NULL when it cannot be a code. */
const char *promo_code_read(struct arena *a, const char *typed);
/* The code as this organisation may use it on this day: NOT_FOUND with *problem, a sentence that names the code and says why it is
 * ignored. What is another organisation's, or never was, reads the same. */
result promo_find(struct work *w, const char *code, const char *currency, struct date on, struct promo *out,
                  const char **problem);
bool promo_covers(const struct promo *p, const struct offer *o);
/* What it takes off a whole period of an item that costs buy and pay; line_pay are a period's sums of all the line's items, this one at
 * index item. False on overflow. */
bool promo_off(const struct promo *p, const struct money *line_pay, int n_items, int item, struct money buy,
               struct money pay, struct money *buy_off, struct money *pay_off);
/* Takes the promotion's part off one payment of an item: *buy and *pay become what is left. line_pay are a first period's sums of all
 * the line's items, this one at index item; number counts the item's payments from 1. False on overflow. */
bool promo_apply(const struct promo *p, const struct money *line_pay, int n_items, int item, int number,
                 struct money *buy, struct money *pay);
/* One use more, unless the last one is gone: CONFLICT. The row is hot: the last statement of placing. */
result promo_use(struct work *w, int64_t id);
/* "10 % off the first payment" ... Arena. */
const char *promo_text(struct arena *a, const struct promo *p);

/* ---- as documents, mails and pages say it ---- */
/* "Less promotion SPRING, 10 %"; rate_bp 0: without one. Arena. */
const char *promo_less_text(struct arena *a, const char *code, int rate_bp, const char *language);
/* The code behind the name of a planned or billed line, "Pro, yearly (SPRING)", and the name without it. NULL: no code there. */
const char *promo_of_name(struct arena *a, const char *name);
const char *promo_no_name(struct arena *a, const char *name, const char *code);

#endif
