/* What an order comes to, now and later. Pure arithmetic over offers_of_order and the tax rules; nothing is written here. */
#include "lib/base/crypto.h"
#include "lib/base/i18n.h"
#include "lib/base/log.h"
#include "lib/model/order.h"
#include "lib/model/order_parts.h"
#include "lib/model/transfer.h"
#include <string.h>

enum { DUES_MAX = 400 };

struct term quote_term(const struct offer *o, struct date start)
{
  return (struct term){ .start = start, .trial_days = o->trial_days, .months = o->term_months };
}

bool quote_item_amounts(const struct order *o, const struct offer *offer, const struct offer_item *item,
                        struct money *buy, struct money *pay)
{
  bool resold =
      str_eq(o->invoice_owner, "partner"); /* the partner is invoiced what it pays; else the customer the sell price */
  int units;                               /* as it is kept: an amount of more would be billed for fewer */
  if (item->usage) {
    *buy = *pay = money_of(0, o->currency);
    return true;
  }
  return offer_item_units(item, offer->quantity, &units) && money_times(item->buy, units, buy) &&
         money_times(resold ? item->buy : item->sell, units, pay);
}

enum { LINE_ITEMS_MAX = 200 };

bool quote_due_amounts(const struct order *o, const struct promo *promo, const struct offer *offer, int item,
                       int number, struct money *buy, struct money *pay, struct money *discount)
{
  struct money line_pay[LINE_ITEMS_MAX], ignored, full;
  if (!quote_item_amounts(o, offer, &offer->items[item], buy, pay))
    return false;
  full = *pay;
  *discount = money_of(0, o->currency);
  if (!promo || !promo_covers(promo, offer))
    return true;
  if (offer->n_items > LINE_ITEMS_MAX)
    return false;
  for (int i = 0; i < offer->n_items; i++)
    if (!quote_item_amounts(o, offer, &offer->items[i], &ignored, &line_pay[i]))
      return false;
  return promo_apply(promo, line_pay, offer->n_items, item, number, buy, pay) && money_subtract(full, *pay, discount);
}

int quote_renewal(struct arena *a, const struct order *o, const struct quote *q, const struct offer *offer,
                  struct offer_price **out)
{
  struct offer_price *sums = arena_array(a, (size_t)offer->n_items + 1, sizeof *sums);
  int n = 0;
  for (int i = 0; i < offer->n_items; i++) {
    const struct offer_item *item = &offer->items[i];
    struct offer_price one = { .period_months = item->period_months };
    struct money off;
    if (item->usage || !item->period_months)
      continue;
    int number = offer->term_months / item->period_months + 1;
    if (!quote_due_amounts(o, q->promo, offer, i, number, &one.buy, &one.sell, &off) ||
        !offer_prices_add(sums, &n, &one, 1))
      return -1;
  }
  *out = sums;
  return n;
}

/* Adds an amount to its day's sums; days are few, so a search from the end is enough. */
static bool day_add(struct quote *q, struct tax_sums *taxes, struct date on, const struct tax_rule *rule,
                    struct money amount)
{
  int i = 0;
  while (i < q->n_dues && date_compare(q->dues[i].on, on) < 0)
    i++;
  if (i == q->n_dues || date_compare(q->dues[i].on, on) != 0) {
    if (q->n_dues == DUES_MAX)
      return false;
    memmove(q->dues + i + 1, q->dues + i, (size_t)(q->n_dues - i) * sizeof *q->dues);
    memmove(taxes + i + 1, taxes + i, (size_t)(q->n_dues - i) * sizeof *taxes);
    q->dues[i] = (struct quote_due){ .on = on };
    taxes[i] = (struct tax_sums){ 0 };
    q->n_dues++;
  }
  return tax_add(&taxes[i], rule, amount);
}

/* While nobody has said who pays, no tax is known: the basket shows prices without it, and nothing can be placed. */
static const struct tax_rule *rule_for(const struct tax_rules *rules, const char *tax_class, bool payer_known)
{
  static const struct tax_rule none = { .tax_class = "", .category = "", .name = "", .note = "" };
  return payer_known ? tax_of(rules, tax_class) : &none;
}

/* One item's dues into the days. */
static const char *item_add(struct work *w, const struct order *o, const struct tax_rule *rule, struct quote_line *line,
                            int at, struct quote *q, struct tax_sums *taxes)
{
  struct due *dues;
  struct money buy, pay, off;
  const struct offer_item *item = &line->offer->items[at];
  struct term term = quote_term(line->offer, line->start);
  if (!rule)
    return t("No tax is set up for this customer's country. Please tell us.");
  if (!quote_item_amounts(o, line->offer, item, &buy, &pay) || !money_add(line->buy, buy, &line->buy) ||
      !money_add(line->pay, pay, &line->pay))
    return t("The amount is too large.");
  int n = item->usage ? 0 : schedule_dues(w->arena, &term, item->period_months, &dues);
  for (int i = 0; i < n; i++)
    if (!quote_due_amounts(o, q->promo, line->offer, at, dues[i].number, &buy, &pay, &off) ||
        !money_add(q->discount, off, &q->discount) || !day_add(q, taxes, dues[i].on, rule, pay))
      return t(
          "This order has too many payments or too large amounts for one. Take an offer out and order it by itself.");
  return NULL;
}

/* How all of it is paid. Offers that name several ways together leave it to who orders; it need not be said before the order is placed. */
static const char *ways_judge(struct work *w, const struct order *o, const struct offers *offers, struct quote *q)
{
  struct buf b = BUF(w->arena);
  bool chosen = !str_empty(o->payment_type);
  q->ways = PAYMENT_WAYS_ALL;
  for (int i = 0; i < offers->n; i++)
    payment_ways_narrow(&q->ways, offers->offers[i].payment_types);
  if (chosen)
    q->way = o->payment_type;
  bool open = payment_ways_open(&q->ways);
  if (open && q->way && !payment_ways_have(&q->ways, q->way))
    q->way_problem = arena_printf(w->arena, t("Choose how it is paid: %s."), payment_ways_text(w->arena, &q->ways));
  if (q->ways.mask)
    return open ? NULL : q->way;
  for (int i = 0; i < offers->n; i++)
    if (!str_empty(offers->offers[i].payment_types))
      buf_printf(&b, "%s%s (%s)", b.size ? "; " : "", offers->offers[i].name,
                 payment_types_text(w->arena, offers->offers[i].payment_types));
  q->problem = arena_printf(
      w->arena, t("No one way of paying holds for all of this: %s. Take something out and order it by itself."),
      buf_text(&b));
  return NULL;
}

/* way: how it must be possible to pay it; NULL: in any way, for another one is chosen or nobody knows yet who pays. */
static const char *line_problem(struct work *w, const struct offer *offer, const char *country, const char *way)
{
  const char *unpaid = way ? payment_type_problem(w->arena, offer->payment_types, way) : NULL;
  if (!offer->on_shelf)
    return t("This offer is no longer available. Take it out to go on.");
  if (!offer_priced(offer))
    return t("This offer has no price in the currency of the order. Take it out to go on.");
  if (!str_empty(country) && !offer_sells_in(offer, country))
    return t("This offer is not sold in the customer's country. Take it out to go on.");
  if (unpaid)
    return unpaid;
  for (int i = 0; i < offer->n_items; i++) {
    const char *problem = offer_sell_problem(w->arena, &offer->items[i], offer->items[i].sell);
    if (problem)
      return problem;
  }
  return offer_quantity_problem(w->arena, offer, offer->quantity);
}

/* Sums up the days: each with its taxes, and those that are due now together as the first invoice will be. */
static bool days_total(struct quote *q, struct tax_sums *taxes, struct date today, const char *currency)
{
  q->now_net = q->now_tax = q->now_total = money_of(0, currency);
  for (int i = 0; i < q->n_dues; i++) {
    struct quote_due *d = &q->dues[i];
    if (!tax_total(&taxes[i], &d->net, &d->tax) || !money_add(d->net, d->tax, &d->total))
      return false;
    for (int k = 0; date_compare(d->on, today) <= 0 && k < taxes[i].n; k++)
      if (!tax_add(&q->now_taxes, taxes[i].sums[k].rule, taxes[i].sums[k].base))
        return false;
  }
  return !q->now_taxes.n ||
         (tax_total(&q->now_taxes, &q->now_net, &q->now_tax) && money_add(q->now_net, q->now_tax, &q->now_total));
}

/* What the review says of somebody; each text with its size, so that none can pass for the next. */
static void party_put(struct buf *b, const struct party *p)
{
  const char *const texts[] = { p->legal_name, p->first_name, p->last_name,   p->email,   p->address1,  p->address2,
                                p->city,       p->region,     p->postal_code, p->country, p->tax_number };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    buf_printf(b, "%zu:%s ", texts[i] ? strlen(texts[i]) : 0, texts[i] ? texts[i] : "");
}

/* Whom it is for: two baskets at one price for two customers are two orders. */
static result people_put(struct work *w, struct buf *b, const struct order *o, const struct party *customer)
{
  struct party delivery = { 0 };
  if (o->delivery_party_id)
    TRY(party_find(w, o->delivery_party_id, &delivery));
  buf_printf(b, "%lld %zu:%s ", (long long)o->customer_id, strlen(o->po_number), o->po_number);
  party_put(b, customer);
  party_put(b, &delivery);
  return OK;
}

/* Every figure and day that the person is shown, and the people, in one hash. */
static const char *quote_figures(struct work *w, const struct order *o, const struct quote *q, const char *people)
{
  struct buf b = BUF(w->arena);
  unsigned char hash[32];
  if (q->promo)
    buf_printf(&b, "%s %lld\n", q->promo->code, (long long)q->discount.minor);
  buf_printf(&b, "%s %s %s\n%s\n", o->currency, o->invoice_owner, date_iso(w->arena, q->start), people);
  for (int i = 0; i < q->n_lines; i++) {
    const struct offer *offer = q->lines[i].offer;
    buf_printf(&b, "%lld %d %lld %lld\n", (long long)offer->version_id, offer->quantity,
               (long long)q->lines[i].buy.minor, (long long)q->lines[i].pay.minor);
    for (int k = 0; k < offer->n_items; k++)
      buf_printf(&b, "  %lld %s %lld %lld %d\n", (long long)offer->items[k].product_id, offer->items[k].source,
                 (long long)offer->items[k].source_id, (long long)offer->items[k].sell.minor,
                 offer->items[k].per_units);
  }
  for (int i = 0; i < q->n_dues; i++)
    buf_printf(&b, "%s %lld %lld\n", date_iso(w->arena, q->dues[i].on), (long long)q->dues[i].net.minor,
               (long long)q->dues[i].tax.minor);
  sha256(b.at, b.size, hash);
  return base64url_encode(w->arena, hash, 16);
}

/* The party that pays, for its country and tax number: the organisation's or the customer's. */
static result payer_find(struct work *w, const struct order *o, struct party *payer, struct party *customer)
{
  *payer = *customer = (struct party){ 0 };
  if (o->billing_party_id)
    TRY(party_find(w, o->billing_party_id, customer));
  if (str_eq(o->invoice_owner, "partner"))
    return party_find(w, o->org_party_id, payer);
  *payer = *customer;
  return OK;
}

/* An add-on is had beside its offer only: in the same basket, or where the customer has it already. */
static result addons_check(struct work *w, const struct order *o, struct quote *q)
{
  for (int i = 0; i < q->n_lines; i++) {
    const struct offer *addon = q->lines[i].offer;
    bool has = !addon->addon_of || q->lines[i].problem;
    for (int k = 0; k < q->n_lines && !has; k++)
      has = q->lines[k].offer->offer_id == addon->addon_of;
    if (has)
      continue;
    ROWS rows = { 0 };
    TRY(db_query(
        w, &rows,
        "SELECT EXISTS (SELECT 1 FROM subscription s JOIN offer_version v ON v.id = s.version_id WHERE s.customer_id = ?"
        " AND s.org_id = ? AND v.offer_id = ? AND s.status IN ('pending', 'active'))",
        A(o->customer_id), A(w->org_id), A(addon->addon_of)));
    TRY(rows_one(&rows, F(has)));
    if (!has)
      q->lines[i].problem =
          addon->addon_name
              ? arena_printf(w->arena,
                             t("This is an add-on: it is sold beside %s only, or to a customer who has that."),
                             addon->addon_name)
              : t("This is an add-on to an offer that is not sold any more. Take it out to go on.");
  }
  return OK;
}

/* The promotion that the draft asks for, when it holds for anything in it. */
static result promo_read(struct work *w, const struct order *o, const struct offers *offers, struct date today,
                         struct quote *q)
{
  struct promo *p = arena_array(w->arena, 1, sizeof *p);
  if (str_empty(o->promo_code))
    return OK;
  result r = promo_find(w, o->promo_code, o->currency, today, p, &q->promo_problem);
  if (r == NOT_FOUND)
    return OK;
  TRY(r);
  for (int i = 0; i < offers->n; i++)
    if (promo_covers(p, &offers->offers[i]))
      q->promo = p;
  if (!q->promo)
    q->promo_problem =
        arena_printf(w->arena, t("The promotion %s holds for none of these offers. It was ignored."), o->promo_code);
  return OK;
}

result quote_make(struct work *w, const struct order *o, struct date today, struct quote *out)
{
  struct offers offers;
  struct party payer, customer;
  struct tax_rules rules;
  struct tax_sums *taxes = arena_array(w->arena, DUES_MAX, sizeof *taxes);
  struct buf people = BUF(w->arena);
  const char *way = NULL;                           /* that each line must take */
  bool known, placed = !str_eq(o->status, "draft"); /* then it was judged already, and its prices are decided */
  *out = (struct quote){ .start = o->start.year ? o->start : today };
  TRY(placed ? offers_of_placed(w, o->id, o->currency, &offers)
             : offers_of_order(w, o->id, o->currency, today, &offers));
  out->discount = money_of(0, o->currency);
  TRY(placed ? order_promo_given(w, o, &out->promo) : promo_read(w, o, &offers, today, out));
  TRY(payer_find(w, o, &payer, &customer));
  const struct tax_place place = { payer.country, payer.region, !str_empty(payer.tax_number) };
  known = str_eq(o->invoice_owner, "partner") || o->billing_party_id;
  if (known)
    TRY(payment_type_of(w, payer.id, o->legal_entity_id, o->currency, &out->way));
  if (!placed)
    way = ways_judge(w, o, &offers, out);
  TRY(tax_find_at(w, o->legal_entity_id, &place, today, &rules));
  out->lines = arena_array(w->arena, (size_t)offers.n + 1, sizeof *out->lines);
  out->dues = arena_array(w->arena, DUES_MAX, sizeof *out->dues);
  for (int i = 0; i < offers.n; i++) {
    struct quote_line *line = &out->lines[out->n_lines++];
    const struct offer *offer = line->offer = &offers.offers[i];
    struct term term = quote_term(offer, out->start);
    line->start = out->start;
    line->term_start = term_first(&term);
    line->term_end = term_last(&term);
    line->buy = line->pay = money_of(0, o->currency);
    line->problem = placed ? NULL : line_problem(w, offer, customer.country, way);
    for (int k = 0; k < offer->n_items && !line->problem; k++)
      line->problem = item_add(w, o, rule_for(&rules, offer->items[k].tax_class, known), line, k, out, taxes);
    out->more_follow |= !offer->term_months || offer->auto_renew;
  }
  if (!placed)
    TRY(addons_check(w, o, out));
  if (!days_total(out, taxes, today, o->currency))
    out->problem = t("The amount is too large.");
  else if (!placed && !out->problem && date_compare(out->start, today) < 0)
    out->problem = t("The start day has passed. Choose today or a later day.");
  if (!placed && !out->problem)
    TRY(transfer_bars(w, o->customer_id, &out->problem));
  TRY(people_put(w, &people, o, &customer));
  out->figures = quote_figures(w, o, out, buf_text(&people));
  return OK;
}

bool quote_sound(const struct quote *q)
{
  for (int i = 0; i < q->n_lines; i++)
    if (q->lines[i].problem)
      return false;
  return q->n_lines > 0 && !q->problem;
}
