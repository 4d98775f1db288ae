/* What a subscription is to be made of after a change. Prices: what runs keeps those of the day on which it
 * was ordered, by the band of its units (P16); what comes has those of today (C8), from what
 * stands on the organisation's shelf and nothing else (DOMAIN invariant 5). */
#include "lib/model/change_parts.h"

#include "lib/base/i18n.h"
#include "lib/base/json.h"
#include "lib/model/payment_type.h"

/* An offer's items as this subscription's. False: the units are too many. */
static bool offer_items_add(const struct sub *s, struct plan *p, const struct offer *o, int64_t quantity, bool addon)
{
  bool resold = str_eq(s->owner, "partner");
  for (int i = 0; i < o->n_items; i++) {
    const struct offer_item *x = &o->items[i];
    int units;
    if (p->n_items == SUB_ITEMS_MAX || !offer_item_units(x, quantity, &units))
      return false;
    p->items[p->n_items++] = (struct sub_item){ .product_id = x->product_id,
                                                .version_id = o->version_id,
                                                .offer = o->name,
                                                .name = x->name,
                                                .tax_class = x->tax_class,
                                                .source = x->source,
                                                .source_id = x->source_id,
                                                .buy = x->buy.minor,
                                                .pay = resold ? x->buy.minor : x->sell.minor,
                                                .priced = s->today,
                                                .sell_named = !resold && !str_eq(x->sell_source, "list"),
                                                .units = units,
                                                .period_months = x->period_months,
                                                .usage = x->usage,
                                                .per_units = x->per_units,
                                                .addon = addon,
                                                .addon_quantity = addon ? (int)quantity : 0 };
  }
  return true;
}

/* NULL, or why it cannot be had for this subscription. */
static const char *offer_problem(struct work *w, const struct sub *s, const struct offer *o, int64_t quantity)
{
  if (!offer_priced(o))
    return t("This offer has no price in the currency of this subscription.");
  for (int i = 0; i < o->n_items && !str_eq(s->owner, "partner"); i++) {
    const char *problem = offer_sell_problem(w->arena, &o->items[i], o->items[i].sell);
    if (problem)
      return problem;
  }
  if (!str_empty(s->customer_country) && !offer_sells_in(o, s->customer_country))
    return t("This offer is not sold in the customer's country.");
  const char *unpaid = payment_type_problem(w->arena, o->payment_types, s->payment_type);
  if (unpaid)
    return unpaid;
  return offer_quantity_problem(w->arena, o, quantity);
}

/* Too many stays too many. */
static int quantity_of(const struct sub *s, const struct change *c)
{
  enum { TOO_MANY = 1000001 };
  return !c->quantity ? s->quantity : c->quantity > TOO_MANY ? TOO_MANY : c->quantity < 0 ? 0 : (int)c->quantity;
}

static result want_offer(struct work *w, const struct sub *s, const struct change *c, struct plan *p)
{
  struct offer o;
  p->quantity = quantity_of(s, c);
  result r = !s->org_id ? NOT_FOUND /* what is on a shelf is priced for partners (transfer.h, T4) */
                        : offer_find_for(w, c->version, p->quantity, s->customer_id, s->currency, s->today, &o);
  if (r == NOT_FOUND || (r == OK && o.addon_of))
    p->problem = t("This offer is not available to you any more. Choose another one.");
  if (p->problem || r != OK)
    return p->problem ? OK : r;
  if (o.version_id == s->version_id) {
    p->problem = t("This subscription runs on that offer already. To have more or less of it, change its quantity.");
    return OK;
  }
  p->problem = offer_problem(w, s, &o, p->quantity);
  if (!p->problem && !offer_items_add(s, p, &o, p->quantity, false))
    p->problem = t("The amount is too large.");
  p->version_id = o.version_id;
  p->offer = o.name;
  p->term_months = o.term_months;
  p->auto_renew = o.auto_renew;
  return OK;
}

/* Any quantity that the running version sells; that it is on no shelf any more does not matter (decision 7). */
static result quantity_check(struct work *w, int64_t version_id, int64_t quantity, const char **problem)
{
  struct offer o = { 0 };
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT quantity_min, quantity_max, quantity_step FROM offer_version WHERE id = ?",
               A(version_id)));
  TRY(rows_one(&rows, F(o.quantity_min), F(o.quantity_max), F(o.quantity_step)));
  *problem = offer_quantity_problem(w->arena, &o, quantity);
  return OK;
}

/* P16: the price of so many, as it stood when it was decided; where no list has one, it stays. */
result item_price_again(struct work *w, const char *currency, bool resold, struct sub_item *item)
{
  struct offer_item found;
  const struct price_decided decided = { item->product_id, item->version_id, item->source_id,
                                         item->source,     currency,         item->priced };
  if (str_empty(item->source) || !item->priced.year)
    return OK;
  result r = offer_price_again(w, &decided, item->units, &found);
  if (r != OK)
    return r == NOT_FOUND ? OK : r;
  if (found.source_id == item->source_id && str_eq(found.source, item->source)) /* the same band */
    return OK;
  item->buy = found.buy.minor;
  if (resold)
    item->pay = item->buy;
  else if (!item->sell_named)
    item->pay = found.sell.minor;
  if (item->pay < item->buy) /* never below what the partner pays (decision 55) */
    item->pay = item->buy;
  item->source = found.source;
  item->source_id = found.source_id;
  return OK;
}

static result want_same_offer(struct work *w, const struct sub *s, const struct change *c, struct plan *p)
{
  p->quantity = quantity_of(s, c);
  if (p->quantity != s->quantity)
    TRY(quantity_check(w, s->version_id, p->quantity, &p->problem));
  for (int i = 0; i < s->n_items && !p->problem; i++) {
    struct sub_item *item = &p->items[p->n_items];
    if (s->items[i].addon)
      continue;
    *item = s->items[i];
    p->n_items++;
    if (p->quantity == s->quantity || item->usage)
      continue;
    if (__builtin_mul_overflow(item->units / (s->quantity ? s->quantity : 1), p->quantity, &item->units))
      p->problem = t("The amount is too large.");
    else
      TRY(item_price_again(w, s->currency, s->resold, item));
  }
  return OK;
}

/* The add-ons that stay as they are: those that the change does not name. */
static void addons_keep(const struct sub *s, const struct change *c, struct plan *p)
{
  for (int i = 0; i < s->n_items && !p->problem; i++) {
    bool keep = s->items[i].addon;
    for (int k = 0; k < c->n_addons && keep; k++)
      keep = c->addons[k].version.bits != s->items[i].version.bits;
    if (keep && p->n_items == SUB_ITEMS_MAX)
      p->problem = t("The amount is too large.");
    else if (keep)
      p->items[p->n_items++] = s->items[i];
  }
}

/* One that is there already keeps the prices of its day (P16). */
static result addon_again(struct work *w, const struct sub *s, struct public_id version, int64_t quantity,
                          struct plan *p, bool *there)
{
  *there = false;
  for (int i = 0; i < s->n_items; i++) {
    const struct sub_item *x = &s->items[i];
    struct sub_item *item = &p->items[p->n_items];
    if (!x->addon || x->version.bits != version.bits)
      continue;
    if (!*there)
      TRY(quantity_check(w, x->version_id, quantity, &p->problem));
    *there = true;
    if (p->problem)
      return OK;
    *item = *x;
    if (p->n_items == SUB_ITEMS_MAX ||
        __builtin_mul_overflow(x->units / (x->addon_quantity ? x->addon_quantity : 1), quantity, &item->units)) {
      p->problem = t("The amount is too large.");
      return OK;
    }
    if (x->usage)
      item->units = 1;
    else if (quantity != x->addon_quantity)
      TRY(item_price_again(w, s->currency, s->resold, item));
    item->addon_quantity = (int)quantity;
    p->n_items++;
  }
  return OK;
}

/* A new one has today's prices. */
static result addon_want(struct work *w, const struct sub *s, struct public_id version, int64_t quantity,
                         struct plan *p)
{
  struct offer o;
  bool there;
  TRY(addon_again(w, s, version, quantity, p, &there));
  if (there)
    return OK;
  result r = !s->org_id ? NOT_FOUND : offer_find_for(w, version, quantity, s->customer_id, s->currency, s->today, &o);
  if (r == NOT_FOUND || (r == OK && o.addon_of != s->offer_id))
    p->problem = t("This add-on is not available for this subscription.");
  if (p->problem || r != OK)
    return p->problem ? OK : r;
  p->problem = offer_problem(w, s, &o, quantity);
  if (!p->problem && !offer_items_add(s, p, &o, quantity, true))
    p->problem = t("The amount is too large.");
  return OK;
}

static const char *fit_problem(struct work *w, const struct plan *p)
{
  for (int i = 0; i < p->n_items; i++) {
    const struct sub_item *x = &p->items[i];
    if (x->period_months && p->term_months % x->period_months)
      return arena_printf(w->arena, t("%s is billed every %d months, which does not fit into the term."), x->name,
                          x->period_months);
    for (int k = 0; k < i; k++)
      if (p->items[k].product_id == x->product_id && p->items[k].addon == x->addon)
        return arena_printf(w->arena, t("%s would be in it twice. Choose one of the add-ons that have it."), x->name);
  }
  return NULL;
}

result change_want(struct work *w, const struct sub *s, const struct change *c, struct plan *p)
{
  enum { TERM_MONTHS_MAX = 120 };
  bool fits = true;
  p->items = arena_array(w->arena, SUB_ITEMS_MAX + 1, sizeof *p->items);
  if (c->kind == CHANGE_OFFER)
    TRY(want_offer(w, s, c, p));
  else
    TRY(want_same_offer(w, s, c, p));
  if (p->problem)
    return OK;
  addons_keep(s, c, p);
  for (int i = 0; i < c->n_addons && !p->problem; i++)
    if (c->addons[i].quantity > 0)
      TRY(addon_want(w, s, c->addons[i].version, c->addons[i].quantity, p));
  if (c->kind == CHANGE_UPDATE && c->term_months >= 0)
    p->term_months = c->term_months;
  if (p->term_months > TERM_MONTHS_MAX)
    p->problem = t("A term has at most 120 months.");
  if (!p->problem)
    p->problem = fit_problem(w, p);
  if (!p->problem)
    TRY(change_promo(w, s, p, &fits));
  if (!fits)
    p->problem = t("The amount is too large.");
  return OK;
}

result change_want_waiting(struct work *w, const struct sub *s, struct plan *p)
{
  struct sub_item i = { 0 };
  ROWS rows = { 0 };
  p->items = arena_array(w->arena, SUB_ITEMS_MAX, sizeof *p->items);
  {
    ROWS head = { 0 };
    TRY(db_query(
        w, &head,
        "SELECT x.version_id, v.name, x.quantity, x.term_months, x.auto_renew FROM subscription_change x JOIN offer_version v"
        " ON v.id = x.version_id WHERE x.id = ?",
        A(s->waiting_id)));
    TRY(rows_one(&head, F(p->version_id), F(p->offer), F(p->quantity), F(p->term_months), F(p->auto_renew)));
  }
  TRY(db_query(
      w, &rows,
      "SELECT j.product, j.version, v.name, p.name, p.tax_class, j.source, j.source_id, j.buy, j.pay, j.units, j.months,"
      " j.addon_quantity, j.addon, j.off_pay, j.off_buy, j.off_until, j.priced, j.named, j.by_use, COALESCE(j.per, 1) FROM subscription_change x JOIN JSON_TABLE(x.items, '$[*]' COLUMNS (n FOR ORDINALITY,"
      " product BIGINT PATH '$.product', version BIGINT PATH '$.version', source VARCHAR(10) PATH '$.source',"
      " source_id BIGINT PATH '$.source_id', buy BIGINT PATH '$.buy', pay BIGINT PATH '$.pay', units INT PATH '$.units',"
      " months INT PATH '$.months', addon_quantity INT PATH '$.addon_quantity', addon INT PATH '$.addon', off_pay BIGINT PATH '$.off_pay',"
      " off_buy BIGINT PATH '$.off_buy', off_until DATE PATH '$.off_until', priced DATE PATH '$.priced', named INT PATH '$.named', by_use INT PATH '$.usage', per INT PATH '$.per')) j"
      " JOIN offer_version v ON v.id = j.version JOIN product p ON p.id = j.product WHERE x.id = ? ORDER BY j.n LIMIT 100",
      A(s->waiting_id)));
  while (p->n_items < SUB_ITEMS_MAX &&
         rows_next(&rows, F(i.product_id), F(i.version_id), F(i.offer), F(i.name), F(i.tax_class), F(i.source),
                   F(i.source_id), F(i.buy), F(i.pay), F(i.units), F(i.period_months), F(i.addon_quantity), F(i.addon),
                   F(i.off_pay), F(i.off_buy), F(i.off_until), F(i.priced), F(i.sell_named), F(i.usage),
                   F(i.per_units))) {
    if (i.off_until.year) /* a pause may have moved it since */
      i.off_until = promo_until(s, &i);
    p->items[p->n_items++] = i;
  }
  return OK;
}

const char *plan_items_json(struct work *w, const struct plan *p)
{
  struct buf text = BUF(w->arena);
  struct json j = JSON(&text);
  json_array(&j, NULL);
  for (int i = 0; i < p->n_items; i++) {
    const struct sub_item *x = &p->items[i];
    json_object(&j, NULL);
    json_int(&j, "n", i);
    json_int(&j, "id", x->id);
    json_int(&j, "product", x->product_id);
    json_int(&j, "version", x->version_id);
    json_text(&j, "source", x->source);
    json_int(&j, "source_id", x->source_id);
    json_int(&j, "buy", x->buy);
    json_int(&j, "pay", x->pay);
    json_int(&j, "units", x->units);
    json_int(&j, "months", x->period_months);
    json_int(&j, "addon_quantity", x->addon_quantity);
    json_int(&j, "addon", x->addon);
    json_int(&j, "off_pay", x->off_pay);
    json_int(&j, "off_buy", x->off_buy);
    json_date(&j, "off_until", x->off_until);
    json_date(&j, "priced", x->priced);
    json_int(&j, "named", x->sell_named);
    json_int(&j, "usage", x->usage);
    json_int(&j, "per", x->per_units);
    json_end_object(&j);
  }
  json_end_array(&j);
  return buf_text(&text);
}
