/* What the partner's own customer pays (decision 55): typed for a basket's lines, remembered for the customer. */
#include "lib/base/json.h"
#include "lib/model/order_parts.h"
#include "lib/model/trail.h"

result order_set_sell(struct work *w, const struct order *o, const struct order_sell *prices, int n, bool keep)
{
  struct buf text = BUF(w->arena);
  struct json j = JSON(&text);
  json_array(&j, NULL);
  for (int i = 0; i < n; i++) {
    json_object(&j, NULL);
    json_int(&j, "line", prices[i].line_id);
    json_int(&j, "product", prices[i].product_id);
    json_int(&j, "minor", prices[i].sell_minor);
    json_end_object(&j);
  }
  json_end_array(&j);
  TRY(db_exec(w, "UPDATE customer_order SET keep_prices = ? WHERE id = ? AND org_id = ? AND status = 'draft'", A(keep),
              A(o->id), A(w->org_id)));
  if (!db_changed(w))
    return CONFLICT;
  TRY(db_exec(w, "DELETE x FROM order_sell x JOIN order_line l ON l.id = x.line_id WHERE l.order_id = ?", A(o->id)));
  return db_exec(
      w,
      "INSERT INTO order_sell (line_id, product_id, org_id, currency, sell_minor) SELECT l.id, j.product, l.org_id, ?, j.minor"
      " FROM JSON_TABLE(?, '$[*]' COLUMNS (line BIGINT PATH '$.line', product BIGINT PATH '$.product', minor BIGINT PATH '$.minor')) j"
      " JOIN order_line l ON l.id = j.line AND l.order_id = ? AND l.org_id = ?",
      A(o->currency), A(buf_text(&text)), A(o->id), A(w->org_id));
}

result order_keep_prices(struct work *w, const struct order *o, int64_t customer_id)
{
  if (!o->keep_prices)
    return OK;
  TRY(db_exec(
      w,
      "INSERT INTO customer_price (customer_id, product_id, currency, org_id, sell_minor, set_at)"
      " SELECT ?, x.product_id, x.currency, x.org_id, x.sell_minor, ? FROM order_sell x JOIN order_line l ON l.id = x.line_id"
      " WHERE l.order_id = ? AND x.currency = ? ORDER BY l.position"
      " ON DUPLICATE KEY UPDATE sell_minor = VALUES(sell_minor), set_at = VALUES(set_at)",
      A(customer_id), A(w->now), A(o->id), A(o->currency)));
  return audit_write(w, "customer.prices", "customer", customer_id, o->org_id, "sell_minor", NULL);
}
