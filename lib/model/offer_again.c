/* The price of another quantity of what runs (proration.h, P16): from the lists as they stood on the day on which it was decided. */
#include "lib/model/offer_parts.h"

result offer_price_again(struct work *w, const struct price_decided *d, int64_t units, struct offer_item *out)
{
  int64_t list_row = str_eq(d->source, "product") ? 0 : d->source_id, buy, list;
  int floor_bp, ceiling_bp;
  *out = (struct offer_item){ .product_id = d->product_id };
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT COALESCE(i0.amount_minor, i3.amount_minor, pp.amount_minor), COALESCE(i3.amount_minor, pp.amount_minor, i0.amount_minor),"
      " CASE WHEN i0.id IS NOT NULL THEN ? WHEN i3.id IS NOT NULL THEN 'base' WHEN pp.id IS NOT NULL THEN 'product' END,"
      " COALESCE(i0.id, i3.id, pp.id), COALESCE(i0.from_units, i3.from_units, pp.from_units), v.sell_floor_bp, v.sell_ceiling_bp"
      " FROM (SELECT CAST(? AS SIGNED) AS n) u JOIN product p ON p.id = ? JOIN offer_version v ON v.id = ?"
      " LEFT JOIN price_list_item s ON s.id = ?" PRICE_OF(
          "i0", "s.price_list_id",
          "u.n") " LEFT JOIN price_list b"
                 " ON b.base_once = 1" PRICE_OF("i3", "b.id", "u.n") " LEFT JOIN product_price pp ON pp.id = " BAND(
                     "product_price", "", "u.n"),
      A(d->source), A(units), A(d->product_id), A(d->version_id), A(list_row), A(d->currency), A(d->on), A(d->on),
      A(d->currency), A(d->on), A(d->on), A(d->currency), A(d->on), A(d->on)));
  TRY(rows_one(&rows, F(buy), F(list), F(out->source), F(out->source_id), F(out->from_units), F(floor_bp),
               F(ceiling_bp)));
  out->priced = out->source != NULL;
  if (!out->priced)
    return NOT_FOUND;
  out->buy = money_of(buy, d->currency);
  out->list = money_of(list > buy ? list : buy, d->currency);
  offer_sell_set(out, floor_bp, ceiling_bp, NULL, NULL);
  return OK;
}
