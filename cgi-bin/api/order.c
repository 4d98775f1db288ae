/* What the organisation ordered. Placing is answered with what was decided then and does not change, so that whoever sends an order again
 * reads the same answer; what becomes of it stands in the order itself. */
#include "cgi-bin/api/order.h"
#include "lib/app/states.h"
#include "lib/model/trail.h"

static const struct option kinds[] = { { "new", "" },   { "update", "" },  { "change_offer", "" }, { "cancel", "" },
                                       { "renew", "" }, { "address", "" }, { NULL, NULL } };
static const struct option sources[] = { { "ui", "" }, { "api", "" }, { "admin", "" }, { NULL, NULL } };
static const struct option owners[] = { { "partner", "" }, { "end_customer", "" }, { NULL, NULL } };
static const struct column columns[] = {
  { "id", "Id", COLUMN_ID },
  { "reference", "How people call it", COLUMN_TEXT },
  { "kind", "What it does", COLUMN_STATE, .words = kinds },
  { "source", "Where it was placed", COLUMN_STATE, .words = sources },
  { "external_id", "The id that the organisation's own system gave it", COLUMN_TEXT, .optional = true },
  { "subscription", "What it changed; null: it made new ones", COLUMN_ID, .optional = true },
  { "invoice_owner", "Whom the invoices go to", COLUMN_STATE, .words = owners },
  { "po_number", "Purchase order number", COLUMN_TEXT, .shown = SHOWN_ORDER_PO_NUMBER },
  { "promotion", "The promotion code that it used; empty: none", COLUMN_TEXT },
  { "payment_type", "How it is paid, where that was chosen; null: as the payer pays", COLUMN_STATE,
    .words = payment_types, .optional = true },
  { "start_on", "From when", COLUMN_DATE, .optional = true },
  { "total_now", "What the payer owes at once, tax included", COLUMN_MONEY, .currency = "currency" },
  { "placed_at", "When it was placed", COLUMN_TIME },
  /* from here on it may change */
  { "status", "State: submitted orders wait to be processed, and then become complete or fail", COLUMN_STATE,
    .words = order_states },
  { "failure", "Why it failed; empty otherwise", COLUMN_TEXT },
  { "customer", "For whom; null: a new customer, until it is processed", COLUMN_ID, .optional = true },
};
enum { FROZEN = COUNT(columns) - 3 };
#define COLUMNS                                                                                                                                         \
  "o.public_id AS id, o.reference, o.kind, o.status, o.source, IF(o.made_org_id IS NULL, o.external_id, NULL) AS external_id, c.public_id AS customer," \
  " s.public_id AS subscription, o.invoice_owner, o.po_number, o.promo_code AS promotion, o.payment_type, o.start_on,"                                  \
  " o.total_now_minor AS total_now, o.currency, o.placed_at, o.failure"
#define JOINS  " LEFT JOIN customer c ON c.id = o.customer_id LEFT JOIN subscription s ON s.id = o.subscription_id"
#define LISTED "JOIN customer_order o ON o.id = l.id" JOINS
#define WHERE  "WHERE r.org_id = ? AND r.placed_at IS NOT NULL"
LIST_DOWN(by_placed, COLUMNS, "customer_order r FORCE INDEX (customer_order_placed) " WHERE, "r.placed_at", LISTED);
LIST_DOWN(by_external, COLUMNS, "customer_order r " WHERE " AND r.made_org_id IS NULL AND r.external_id = ?",
          "r.placed_at", LISTED);
LIST_DOWN(of_customer, COLUMNS,
          "customer_order r " WHERE " AND r.customer_id = (SELECT x.id FROM customer x WHERE x.public_id = ?)",
          "r.placed_at", LISTED);
static const struct list_order all[] = { ORDER("placed", by_placed) }, externals[] = { ORDER("placed", by_external) },
                               customers[] = { ORDER("placed", of_customer) };
static const struct table orders = TABLE(columns, all), external_orders = TABLE(columns, externals),
                          customer_orders = TABLE(columns, customers);

/* ---- what was ordered ---- */
static const struct column line_columns[] = {
  { "offer", "The offer's version", COLUMN_ID },
  { "name", "Its name", COLUMN_TEXT },
  { "quantity", "How many", COLUMN_NUMBER },
  { "subscription", "What it became; null: it is not processed yet, or it changed one", COLUMN_ID, .optional = true },
};
static const struct table lines = { line_columns, COUNT(line_columns), NULL, 0 };
static const struct table placed_lines = { line_columns, COUNT(line_columns) - 1, NULL, 0 };
static const struct shape line_shape = { .name = "OrderLine", .help = "An offer that was ordered", .table = &lines };
static const struct shape placed_line_shape = { .name = "PlacedLine",
                                                .help = "An offer that was ordered",
                                                .table = &placed_lines };

static const struct column price_columns[] = {
  { "offer", "The offer's version", COLUMN_ID },
  { "product", "Code of the product", COLUMN_TEXT },
  { "units", "How many pieces in all", COLUMN_NUMBER },
  { "period_months", "Months that a payment is for; 0: once", COLUMN_NUMBER },
  { "per_units", "How many pieces the price is for: more than 1 for what is paid by use alone", COLUMN_NUMBER },
  { "buy", "What the organisation pays for a piece and period, before tax", COLUMN_MONEY, .currency = "currency" },
  { "sell", "What its customer pays; null: the organisation keeps it to itself", COLUMN_MONEY, .currency = "currency",
    .optional = true },
  { "source", "Which price list gave the price: personal, tier, base or product", COLUMN_TEXT },
};
static const struct table prices = { price_columns, COUNT(price_columns), NULL, 0 };
static const struct shape price_shape = { .name = "OrderPrice",
                                          .help = "The price of a product as it was decided",
                                          .table = &prices };

SQL_STATEMENT(lines_sql,
              "SELECT v.public_id AS offer, v.name, l.quantity, s.public_id AS subscription FROM order_line l"
              " JOIN offer_version v ON v.id = l.version_id LEFT JOIN subscription s ON s.order_line_id = l.id"
              " WHERE l.order_id = ? AND l.org_id = ? ORDER BY l.position, l.id LIMIT 200");
SQL_STATEMENT(
    prices_sql,
    "SELECT v.public_id AS offer, p.code AS product, x.units, p.period_months, x.per_units, x.buy_minor AS buy,"
    " IF(o.invoice_owner = 'partner', x.retail_minor, x.sell_minor) AS sell, x.source, o.currency FROM order_line l"
    " JOIN customer_order o ON o.id = l.order_id JOIN offer_version v ON v.id = l.version_id"
    " JOIN order_price x ON x.line_id = l.id JOIN product p ON p.id = x.product_id"
    " WHERE l.order_id = ? AND l.org_id = ? ORDER BY l.position, l.id, p.id LIMIT 500");
static const struct shape_part parts[] = {
  { "lines", &line_shape, .many = true, .sql = &lines_sql, .help = "What was ordered" },
  { "prices", &price_shape, .many = true, .sql = &prices_sql, .help = "At which prices" },
};
static const struct shape listed_shape = { .name = "OrderHead", .help = "An order in a list", .table = &orders };
static const struct shape_part placed_parts[] = {
  { "lines", &placed_line_shape, .many = true, .sql = &lines_sql, .help = "What was ordered" },
  { "prices", &price_shape, .many = true, .sql = &prices_sql, .help = "At which prices" },
};
static const struct table placed = { columns, FROZEN, NULL, 0 };
const struct shape placed_shape = { .name = "PlacedOrder",
                                    .help = "An order as it was placed: what becomes of it stands in the order",
                                    .table = &placed,
                                    PARTS(placed_parts) };
static const struct shape order_shape = {
  .name = "Order", .help = "An order with its parts", .table = &orders, PARTS(parts)
};

static const struct parameter parameters[] = {
  { "external_id", "Only the one with this id of your own", PARAMETER_TEXT, NULL },
  { "customer", "Only those for this customer", PARAMETER_ID, NULL },
};
const struct operation orders_op = { .id = "listOrders",
                                     .group = "Orders",
                                     .out = &listed_shape,
                                     .many = true,
                                     .parameters = parameters,
                                     .n_parameters = COUNT(parameters) };
const struct operation order_op = { .id = "getOrder", .group = "Orders", .out = &order_shape };

result order_list(struct req *rq)
{
  const char *external_id = req_param(rq, "external_id");
  struct public_id customer;
  TRY(api_param_id(rq, "customer", &customer));
  if (*external_id)
    return api_list(rq, &external_orders, A(rq->w->org_id), A(external_id));
  return customer.bits ? api_list(rq, &customer_orders, A(rq->w->org_id), A(customer))
                       : api_list(rq, &orders, A(rq->w->org_id));
}

#define ONE                                                                                                            \
  "SELECT " COLUMNS ", o.id AS row_id FROM customer_order o" JOINS                                                     \
  " WHERE o.public_id = ? AND o.org_id = ? AND o.placed_at IS NOT NULL"

result order_get(struct req *rq)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  return api_one(rq, &order_shape, SQL(ONE), A(id), A(rq->w->org_id));
}

result order_made(struct req *rq, struct public_id id)
{
  api_made(rq, V1 "/orders/%s", public_id_text(rq->arena, id));
  return api_one(rq, &placed_shape, SQL(ONE), A(id), A(rq->w->org_id));
}

result order_repeated(struct req *rq, const char *external_id, const char *kind, struct public_id subject, bool *again)
{
  struct order_external found;
  *again = false;
  if (!external_id)
    return OK;
  result r = order_external(rq->w, external_id, &found);
  if (r != OK)
    return r == NOT_FOUND ? OK : r;
  /* The vendor's numbers and the organisation's are not each other's: the first answer would be about somebody else's order. */
  if (!str_eq(found.source, order_source(rq)) || !str_eq(found.kind, kind) ||
      (subject.bits && subject.bits != found.subscription.bits && subject.bits != found.customer.bits))
    return refuse(rq, CONFLICT, "%s", t("This external_id is that of another order."));
  *again = true;
  return order_made(rq, found.id);
}

const char *order_source(const struct req *rq)
{
  return rq->w->vendor ? "admin" : "api";
}

static result refusal_note(struct work *w, void *arg)
{
  return audit_write(w, "order.refused", "org", w->org_id, w->org_id, "", arg);
}

void order_refusal_kept(struct req *rq, const char *what)
{
  rq->after_refusal = refusal_note;
  rq->after_refusal_arg = (void *)utf8_clip(rq->arena, what, 400);
}

result order_key_noted(struct req *rq)
{
  return audit_write(rq->w, "api_key.used", "api_key", rq->who.key_id, rq->w->org_id, "", rq->in->path);
}
