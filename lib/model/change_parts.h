/* Inside the model: what the files change_*.c share. */
#ifndef PORTICO_MODEL_CHANGE_PARTS_H
#define PORTICO_MODEL_CHANGE_PARTS_H

#include "lib/model/change.h"

enum { SUB_ITEMS_MAX = 100, SUB_ENTRIES_MAX = 2000, PLAN_LINES_MAX = 4000, SUB_AHEAD_MONTHS = 12 };

/* by id, under the row's lock; the caller has found whose it is */
result sub_lock(struct work *w, int64_t id, struct sub *out);
/* What the subscription is to be made of: items, offer, quantity, term of *p; p->problem when that cannot be had. */
result change_want(struct work *w, const struct sub *s, const struct change *c, struct plan *p);
/* The items of a change that waits, at the prices that were decided. */
result change_want_waiting(struct work *w, const struct sub *s, struct plan *p);
/* The price of item->units of it (P16): buy, pay and source, as decided on its day. resold: the partner pays. */
result item_price_again(struct work *w, const char *currency, bool resold, struct sub_item *item);
/* What the promotion takes off them (P15). *fits: false on overflow. */
result change_promo(struct work *w, const struct sub *s, struct plan *p, bool *fits);
/* Until when it holds for an item that comes in place of what runs. */
struct date promo_until(const struct sub *s, const struct sub_item *x);
/* The plan's lines by P4 to P13; p->on, at_end and what is wanted are set. NULL, or the problem. */
const char *plan_lines(struct work *w, const struct sub *s, struct plan *p, bool credit);
/* Days with taxes, what is billed at once, the fingerprint. */
result plan_figures(struct work *w, const struct sub *s, struct plan *p);
/* Writes the plan; s is locked. */
result plan_write(struct work *w, const struct sub *s, const struct plan *p);
result plan_bill(struct work *w, const struct sub *s, const struct plan *p);
const char *plan_items_json(struct work *w, const struct plan *p);
bool sub_runs(const struct sub *s);           /* pending, active or suspended */
struct date sub_end_day(const struct sub *s); /* P9 */

#endif
