/* What stays as it was seen when an order was placed, however long it waits: the price of each product with its source, and what its
 * promotion gave. */
#include "lib/base/json.h"
#include "lib/model/order_parts.h"

/* The items of a line with their prices, and why. */
static result line_freeze(struct work *w, const struct order *o, const struct offer *offer)
{
  struct buf text = BUF(w->arena);
  struct json j = JSON(&text);
  bool resold = str_eq(o->invoice_owner, "partner");
  json_array(&j, NULL);
  for (int i = 0; i < offer->n_items; i++) {
    const struct offer_item *item = &offer->items[i];
    json_object(&j, NULL);
    json_int(&j, "product", item->product_id);
    json_int(&j, "units", item->usage ? 1 : (int64_t)offer->quantity * item->quantity);
    json_int(&j, "per", item->per_units);
    json_int(&j, "buy", item->buy.minor);
    json_int(&j, "sell", resold ? item->buy.minor : item->sell.minor);
    if (!resold || !str_eq(item->sell_source, "list"))
      json_int(&j, "retail", item->sell.minor);
    json_int(&j, "named", !resold && !str_eq(item->sell_source, "list"));
    json_text(&j, "source", item->source);
    json_int(&j, "source_id", item->source_id);
    json_end_object(&j);
  }
  json_end_array(&j);
  return db_exec(
      w,
      "INSERT INTO order_price (line_id, product_id, org_id, units, per_units, buy_minor, sell_minor, retail_minor, source, source_id, sell_named)"
      " SELECT ?, j.product, ?, j.units, j.per, j.buy, j.sell, j.retail, j.source, j.source_id, j.named FROM JSON_TABLE(?, '$[*]' COLUMNS ("
      "product BIGINT PATH '$.product', units INT PATH '$.units', per INT PATH '$.per', buy BIGINT PATH '$.buy', sell BIGINT PATH '$.sell', retail BIGINT PATH '$.retail',"
      " source VARCHAR(10) PATH '$.source', source_id BIGINT PATH '$.source_id', named INT PATH '$.named')) j",
      A(offer->line_id), A(o->org_id), A(buf_text(&text)));
}

/* Its rate, and which of this order's offers it is for. */
static const char *promo_json(struct arena *a, const struct quote *q)
{
  struct buf text = BUF(a);
  struct json j = JSON(&text);
  json_object(&j, NULL);
  json_int(&j, "percent", q->promo->percent);
  json_int(&j, "rate", q->promo->rate_bp);
  json_int(&j, "amount", q->promo->amount.minor);
  json_int(&j, "periods", q->promo->periods);
  json_array(&j, "offers");
  for (int i = 0; i < q->n_lines; i++)
    if (promo_covers(q->promo, q->lines[i].offer))
      json_int(&j, NULL, q->lines[i].offer->offer_id);
  json_end_array(&j);
  json_end_object(&j);
  return buf_text(&text);
}

result order_freeze(struct work *w, const struct order *o, const struct quote *q)
{
  for (int i = 0; i < q->n_lines; i++)
    TRY(line_freeze(w, o, q->lines[i].offer));
  return db_exec(w, "UPDATE customer_order SET promo_code = ?, promo_id = ?, promo_given = ? WHERE id = ?",
                 A(q->promo ? q->promo->code : ""), A_REF(q->promo ? q->promo->id : 0),
                 A(q->promo ? promo_json(w->arena, q) : NULL), A(o->id));
}

result order_promo_given(struct work *w, const struct order *o, const struct promo **out)
{
  enum { OFFERS_MAX = 100 };
  struct promo *p = arena_array(w->arena, 1, sizeof *p);
  int64_t *offers = arena_array(w->arena, OFFERS_MAX, sizeof *offers);
  *out = NULL;
  *p = (struct promo){ .offers = offers, .amount = money_of(0, o->currency) };
  {
    ROWS rows = { 0 };
    TRY(db_query(
        w, &rows,
        "SELECT p.id, o.promo_code, p.name, JSON_VALUE(o.promo_given, '$.percent') = 1,"
        " CAST(JSON_VALUE(o.promo_given, '$.rate') AS SIGNED), CAST(JSON_VALUE(o.promo_given, '$.amount') AS SIGNED),"
        " CAST(JSON_VALUE(o.promo_given, '$.periods') AS SIGNED) FROM customer_order o"
        " JOIN promo p ON p.id = o.promo_id WHERE o.id = ? AND o.promo_given IS NOT NULL",
        A(o->id)));
    if (!rows_next(&rows, F(p->id), F(p->code), F(p->name), F(p->percent), F(p->rate_bp), F(p->amount.minor),
                   F(p->periods)))
      return OK;
  }
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT j.id FROM customer_order o, JSON_TABLE(o.promo_given, '$.offers[*]' COLUMNS (id BIGINT PATH '$')) j"
      " WHERE o.id = ? LIMIT 100",
      A(o->id)));
  while (p->n_offers < OFFERS_MAX && rows_next(&rows, F(offers[p->n_offers])))
    p->n_offers++;
  *out = p;
  return OK;
}
