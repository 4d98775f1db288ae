/* The promotion of what a subscription is to be made of (proration.h, P15). What stays as it is keeps what was taken off it. */
#include "lib/model/change_parts.h"

#include "lib/model/promo.h"

/* Whether the promotion that was given is for that version's offer. */
static result promo_is_for(struct work *w, int64_t promo_id, int64_t version_id, bool *is)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT p.all_offers OR EXISTS (SELECT 1 FROM promo_offer o JOIN offer_version v ON v.offer_id = o.offer_id"
      " WHERE o.promo_id = p.id AND v.id = ?) FROM promo p WHERE p.id = ?",
      A(version_id), A(promo_id)));
  return rows_one(&rows, F(*is));
}

static const struct sub_item *item_before(const struct sub *s, const struct sub_item *x)
{
  for (int i = 0; i < s->n_items; i++)
    if (s->items[i].product_id == x->product_id && !s->items[i].addon)
      return &s->items[i];
  return NULL;
}

struct date promo_until(const struct sub *s, const struct sub_item *x)
{
  const struct sub_item *before = item_before(s, x);
  struct date until = { 0 };
  if (before)
    return before->off_until;
  for (int i = 0; i < s->n_items; i++)
    if (!s->items[i].addon && s->items[i].off_until.year && date_compare(s->items[i].off_until, until) > 0)
      until = s->items[i].off_until;
  return until;
}

/* The offer's own items, in the order in which an amount is spread over them. False on overflow. */
static bool offs_set(const struct sub *s, const struct promo *promo, struct sub_item **items, int n)
{
  struct money pays[SUB_ITEMS_MAX], buys[SUB_ITEMS_MAX], buy_off, pay_off;
  for (int i = 0; i < n; i++)
    if (!money_times(money_of(items[i]->pay, s->currency), items[i]->units, &pays[i]) ||
        !money_times(money_of(items[i]->buy, s->currency), items[i]->units, &buys[i]))
      return false;
  for (int i = 0; i < n; i++) {
    const struct sub_item *before = item_before(s, items[i]);
    bool same = before && before->units == items[i]->units && before->buy == items[i]->buy &&
                before->pay == items[i]->pay && before->period_months == items[i]->period_months;
    if (!promo_off(promo, pays, n, i, buys[i], pays[i], &buy_off, &pay_off))
      return false;
    items[i]->off_pay = same ? before->off_pay : pay_off.minor;
    items[i]->off_buy = same ? before->off_buy : buy_off.minor;
    items[i]->off_until = promo_until(s, items[i]);
  }
  return true;
}

result change_promo(struct work *w, const struct sub *s, struct plan *p, bool *fits)
{
  struct sub_item *base[SUB_ITEMS_MAX];
  struct promo promo = { .percent = s->promo_rate_bp > 0,
                         .rate_bp = s->promo_rate_bp,
                         .amount = money_of(s->promo_minor, s->currency) };
  bool is = false;
  int n = 0;
  *fits = true;
  for (int i = 0; i < p->n_items; i++) {
    if (p->items[i].addon)
      continue;
    p->items[i].off_pay = p->items[i].off_buy = 0;
    p->items[i].off_until = (struct date){ 0 };
    if (!p->items[i].usage)
      base[n++] = &p->items[i];
  }
  if (s->promo_id)
    TRY(promo_is_for(w, s->promo_id, p->version_id, &is));
  if (is)
    *fits = offs_set(s, &promo, base, n);
  return OK;
}
