/* What placing an order makes: customer, bill group, subscription with its items and schedule. */
#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/model/bill_group.h"
#include "lib/model/customer.h"
#include "lib/model/order_parts.h"
#include "lib/model/trail.h"

result order_make_customer(struct work *w, const struct order *o, struct order_made *made)
{
  if (o->customer_id) {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id, party_id FROM customer WHERE id = ? AND org_id = ? FOR UPDATE",
                 A(o->customer_id), A(o->org_id)));
    return rows_one(&rows, F(made->customer_id), F(made->payer_party_id));
  }
  struct party p;
  TRY(party_find(w, o->billing_party_id, &p));
  TRY(customer_add(w, o->org_id, &p, &made->customer_id));
  made->payer_party_id = p.id;
  made->new_customer = true;
  return OK;
}

result order_make_bill_group(struct work *w, const struct order *o, struct order_made *made)
{
  if (str_eq(o->invoice_owner, "partner"))
    made->payer_party_id = o->org_party_id;
  return bill_group_take(w, made->payer_party_id, o->legal_entity_id, o->currency, o->org_id, &made->bill_group_id);
}

/* What the promotion takes off a whole period of an item, and until when (P15 of proration.h). */
static bool off_put(struct json *j, const struct order *o, const struct promo *promo, const struct offer *offer, int at,
                    struct date first)
{
  struct money buy, pay, full_buy, full_pay, off;
  struct date until = { 9999, 12, 31 };
  int months = offer->items[at].period_months;
  if (!promo || !promo_covers(promo, offer))
    return true;
  if (!quote_item_amounts(o, offer, &offer->items[at], &full_buy, &full_pay) ||
      !quote_due_amounts(o, promo, offer, at, 1, &buy, &pay, &off) || !money_subtract(full_buy, buy, &full_buy))
    return false;
  if (promo->periods)
    until = months ? date_add_months(first, promo->periods * months, first.day) : date_add_days(first, 1);
  json_int(j, "off_pay", off.minor);
  json_int(j, "off_buy", full_buy.minor);
  json_date(j, "off_until", until);
  return true;
}

/* The items at the prices that the order froze, on its day. */
static result make_items(struct work *w, const struct order *o, const struct promo *promo, const struct offer *offer,
                         struct date first, int64_t subscription_id)
{
  struct buf text = BUF(w->arena);
  struct json j = JSON(&text);
  json_array(&j, NULL);
  for (int i = 0; i < offer->n_items; i++) {
    json_object(&j, NULL);
    json_int(&j, "product", offer->items[i].product_id);
    if (!off_put(&j, o, promo, offer, i, first))
      return FAIL("amounts of order %lld overflow", (long long)o->id);
    json_end_object(&j);
  }
  json_end_array(&j);
  return db_exec(
      w,
      "INSERT INTO subscription_item (subscription_id, org_id, product_id, units, charge, per_units, period_months, buy_minor, sell_minor, source,"
      " source_id, priced_on, sell_named, off_pay_minor, off_buy_minor, off_until_on)"
      " SELECT ?, x.org_id, x.product_id, x.units, p.charge, x.per_units, p.period_months, x.buy_minor, x.sell_minor, x.source, x.source_id, ?,"
      " x.sell_named, COALESCE(j.off_pay, 0), COALESCE(j.off_buy, 0), j.off_until"
      " FROM order_price x JOIN product p ON p.id = x.product_id JOIN JSON_TABLE(?, '$[*]' COLUMNS (n FOR ORDINALITY,"
      " product BIGINT PATH '$.product', off_pay BIGINT PATH '$.off_pay', off_buy BIGINT PATH '$.off_buy',"
      " off_until DATE PATH '$.off_until')) j ON j.product = x.product_id WHERE x.line_id = ? ORDER BY j.n",
      A(subscription_id), A(utc_date(o->placed_at, w->zone)), A(buf_text(&text)), A(offer->line_id));
}

/* As it was given: the promotion itself may change. */
static result make_promo(struct work *w, const struct promo *promo, const struct offer *offer, int64_t subscription_id)
{
  if (!promo || !promo_covers(promo, offer))
    return OK;
  return db_exec(w, "UPDATE subscription SET promo_id = ?, promo = ?, promo_rate_bp = ?, promo_minor = ? WHERE id = ?",
                 A(promo->id), A(promo->code), A(promo->percent ? promo->rate_bp : 0),
                 A(promo->percent ? (int64_t)0 : promo->amount.minor), A(subscription_id));
}

/* The coming payments of all items, in one statement. */
static result make_schedule(struct work *w, const struct order *o, const struct promo *promo, const struct offer *offer,
                            const struct term *term, int64_t subscription_id)
{
  struct buf text = BUF(w->arena);
  struct json j = JSON(&text);
  json_array(&j, NULL);
  for (int i = 0; i < offer->n_items; i++) {
    struct due *dues;
    struct money buy, pay, margin, off;
    int n = offer->items[i].usage ? 0 : schedule_dues(w->arena, term, offer->items[i].period_months, &dues);
    for (int k = 0; k < n; k++) {
      if (!quote_due_amounts(o, promo, offer, i, dues[k].number, &buy, &pay, &off) ||
          !money_subtract(pay, buy, &margin))
        return FAIL("amounts of order %lld overflow", (long long)o->id);
      json_object(&j, NULL);
      json_int(&j, "product", offer->items[i].product_id);
      json_int(&j, "number", dues[k].number);
      json_date(&j, "on", dues[k].on);
      json_date(&j, "from", dues[k].from);
      json_date(&j, "to", dues[k].to);
      json_int(&j, "amount", pay.minor);
      json_int(&j, "margin", margin.minor);
      json_int(&j, "discount", off.minor);
      json_end_object(&j);
    }
  }
  json_end_array(&j);
  return db_exec(
      w,
      "INSERT INTO schedule_entry (subscription_id, org_id, item_id, number, due_on, period_from, period_to, amount_minor,"
      " margin_minor, discount_minor, promo) SELECT i.subscription_id, i.org_id, i.id, j.number, j.due_on, j.period_from, j.period_to, j.amount, j.margin,"
      " j.discount, IF(j.discount > 0, ?, '')"
      " FROM JSON_TABLE(?, '$[*]' COLUMNS (product BIGINT PATH '$.product', number INT PATH '$.number', due_on DATE PATH '$.on',"
      " period_from DATE PATH '$.from', period_to DATE PATH '$.to', amount BIGINT PATH '$.amount', margin BIGINT PATH '$.margin',"
      " discount BIGINT PATH '$.discount')) j"
      " JOIN subscription_item i ON i.subscription_id = ? AND i.product_id = j.product",
      A(promo ? promo->code : ""), A(buf_text(&text)), A(subscription_id));
}

result order_make_subscription(struct work *w, const struct order *o, const struct quote_line *line,
                               const struct promo *promo, const struct order_made *made, struct date today)
{
  const struct offer *offer = line->offer;
  struct term term = quote_term(offer, line->start);
  TRY(db_exec(
      w,
      "INSERT INTO subscription (public_id, org_id, customer_id, bill_group_id, order_line_id, version_id, quantity, currency, zone,"
      " start_on, term_start_on, term_end_on, billed_from_on, anchor_day, auto_renew, status, po_number, created_at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      A(public_id_new()), A(o->org_id), A(made->customer_id), A(made->bill_group_id), A(offer->line_id),
      A(offer->version_id), A(offer->quantity), A(o->currency), A(w->zone), A(line->start), A(line->term_start),
      A(line->term_end), A(line->term_start), A((int)line->term_start.day), A(offer->auto_renew),
      A(date_compare(line->start, today) > 0 ? "pending" : "active"), A(o->po_number), A(w->now)));
  int64_t id = db_insert_id(w);
  TRY(make_promo(w, promo, offer, id));
  TRY(make_items(w, o, promo, offer, line->term_start, id));
  TRY(make_schedule(w, o, promo, offer, &term, id));
  return audit_write(w, "subscription.created", "subscription", id, o->org_id, "offer,quantity,term", NULL);
}
