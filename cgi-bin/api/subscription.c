/* What the organisation's customers have: with its items, its coming payments and its changes. */
#include "cgi-bin/api/api.h"
#include "lib/app/states.h"

static const struct column columns[] = {
  { "id", "Id", COLUMN_ID },
  { "customer", "Whose it is", COLUMN_ID },
  { "offer", "The offer's version, as it stands now", COLUMN_ID },
  { "offer_name", "Its name", COLUMN_TEXT },
  { "quantity", "How many of the offer", COLUMN_NUMBER },
  { "status", "State", COLUMN_STATE, .words = subscription_states },
  { "currency", "Currency", COLUMN_TEXT },
  { "start_on", "First day", COLUMN_DATE },
  { "term_start_on", "First day of the running term", COLUMN_DATE },
  { "term_end_on", "Its last day; null: it runs until it is cancelled", COLUMN_DATE, .optional = true },
  { "auto_renew", "It renews by itself at the end of its term", COLUMN_FLAG },
  { "cancel_on", "The day on which it ends, when that is ordered", COLUMN_DATE, .optional = true },
  { "cancel_reason", "Why it ends", COLUMN_TEXT, .shown = SHOWN_SUBSCRIPTION_REASON },
  { "po_number", "Purchase order number", COLUMN_TEXT, .shown = SHOWN_ORDER_PO_NUMBER },
  { "created_at", "When it was ordered", COLUMN_TIME },
};
#define COLUMNS                                                                                                               \
  "s.public_id AS id, c.public_id AS customer, v.public_id AS offer, v.name AS offer_name, s.quantity, s.status, s.currency," \
  " s.start_on, s.term_start_on, s.term_end_on, s.auto_renew, s.cancel_on, s.cancel_reason, s.po_number, s.created_at"
#define JOINS  " JOIN offer_version v ON v.id = s.version_id JOIN customer c ON c.id = s.customer_id"
#define LISTED "JOIN subscription s ON s.id = l.id" JOINS
#define WHERE  "WHERE r.org_id = ? AND (? = '' OR r.status = ?)"
LIST_DOWN(by_start, COLUMNS, "subscription r FORCE INDEX (subscription_org) " WHERE, "r.start_on", LISTED);
LIST_DOWN(of_customer, COLUMNS,
          "subscription r FORCE INDEX (subscription_customer) " WHERE
          " AND r.customer_id = (SELECT x.id FROM customer x WHERE x.public_id = ?)",
          "r.start_on", LISTED);
static const struct list_order orders[] = { ORDER("start", by_start) },
                               customer_orders[] = { ORDER("start", of_customer) };
static const struct table subscriptions = TABLE(columns, orders), customers = TABLE(columns, customer_orders);

/* ---- its items ---- */
static const struct column item_columns[] = {
  { "product", "Code of the product", COLUMN_TEXT },
  { "name", "Its name", COLUMN_TEXT },
  { "units", "How many pieces", COLUMN_NUMBER },
  { "period_months", "Months that a payment is for; 0: once", COLUMN_NUMBER },
  { "price", "What the payer is invoiced for a piece and period, before tax", COLUMN_MONEY, .currency = "currency" },
  { "addon", "It came as an add-on", COLUMN_FLAG },
};
static const struct table items = { item_columns, COUNT(item_columns), NULL, 0 };
static const struct shape item_shape = { .name = "SubscriptionItem", .help = "What it is made of", .table = &items };

/* ---- its coming payments ---- */
static const struct column payment_columns[] = {
  { "on", "Day", COLUMN_DATE },
  { "amount", "Before tax", COLUMN_MONEY, .currency = "currency" },
};
static const struct table payments = { payment_columns, COUNT(payment_columns), NULL, 0 };
static const struct shape payment_shape = { .name = "PlannedPayment",
                                            .help = "What falls due on a day",
                                            .table = &payments };

/* ---- its changes ---- */
static const struct option kinds[] = { { "update", "" },     { "change_offer", "" }, { "renew", "" },
                                       { "renewal_on", "" }, { "renewal_off", "" },  { "pause", "" },
                                       { "resume", "" },     { "cancel", "" },       { "undo", "" },
                                       { NULL, NULL } };
static const struct option change_states[] = { { "scheduled", "" }, { "done", "" }, { "undone", "" }, { NULL, NULL } };
static const struct column change_columns[] = {
  { "kind", "What was changed", COLUMN_STATE, .words = kinds },
  { "status", "Whether it waits for its day", COLUMN_STATE, .words = change_states },
  { "effective_on", "The day from which it counts", COLUMN_DATE },
  { "quantity", "The quantity from then on", COLUMN_NUMBER },
  { "order", "The order that asked for it", COLUMN_ID, .optional = true },
  { "created_at", "When it was asked for", COLUMN_TIME },
};
static const struct table changes = { change_columns, COUNT(change_columns), NULL, 0 };
static const struct shape change_shape = { .name = "SubscriptionChange",
                                           .help = "A change, the newest first",
                                           .table = &changes };

SQL_STATEMENT(
    items_sql,
    "SELECT p.code AS product, p.name, i.units, i.period_months, i.sell_minor AS price, s.currency, i.addon"
    " FROM subscription_item i JOIN subscription s ON s.id = i.subscription_id JOIN product p ON p.id = i.product_id"
    " WHERE i.subscription_id = ? AND s.org_id = ? AND i.live = 1 ORDER BY i.id LIMIT 100");
SQL_STATEMENT(
    payments_sql,
    "SELECT e.due_on AS `on`, CAST(SUM(e.amount_minor) AS SIGNED) AS amount, MIN(s.currency) AS currency FROM schedule_entry e"
    " JOIN subscription s ON s.id = e.subscription_id WHERE e.subscription_id = ? AND s.org_id = ? AND e.status = 'planned' AND e.bill_group_id IS NULL"
    " AND (s.cancel_on IS NULL OR e.period_from < s.cancel_on OR e.kind = 'credit' OR e.unbilled = 'again') GROUP BY e.due_on ORDER BY e.due_on LIMIT 120");
SQL_STATEMENT(
    changes_sql,
    "SELECT x.kind, x.status, x.effective_on, x.quantity, o.public_id AS `order`, x.created_at FROM subscription_change x"
    " LEFT JOIN customer_order o ON o.id = x.order_id WHERE x.subscription_id = ? AND x.org_id = ? ORDER BY x.id DESC LIMIT 100");
static const struct shape_part parts[] = {
  { "items", &item_shape, .many = true, .sql = &items_sql, .help = "What it is made of" },
  { "payments", &payment_shape, .many = true, .sql = &payments_sql,
    .help = "The coming payments that are planned, at most 120" },
  { "changes", &change_shape, .many = true, .sql = &changes_sql, .help = "Its last 100 changes, the newest first" },
};
static const struct shape listed_shape = { .name = "SubscriptionHead",
                                           .help = "A subscription in a list",
                                           .table = &subscriptions };
static const struct shape subscription_shape = {
  .name = "Subscription", .help = "A subscription with its parts", .table = &subscriptions, PARTS(parts)
};

static const struct parameter parameters[] = {
  { "status", "Only those in this state", PARAMETER_WORD, subscription_states },
  { "customer", "Only those of this customer", PARAMETER_ID, NULL },
};
const struct operation subscriptions_op = { .id = "listSubscriptions",
                                            .group = "Subscriptions",
                                            .out = &listed_shape,
                                            .many = true,
                                            .parameters = parameters,
                                            .n_parameters = COUNT(parameters) };
const struct operation subscription_op = { .id = "getSubscription",
                                           .group = "Subscriptions",
                                           .out = &subscription_shape };

result subscription_list(struct req *rq)
{
  struct public_id customer;
  const char *status;
  result worded = api_param_word(rq, "status", subscription_states, &status);
  TRY(api_param_id(rq, "customer", &customer));
  TRY(worded);
  if (customer.bits)
    return api_list(rq, &customers, A(rq->w->org_id), A(status), A(status), A(customer));
  return api_list(rq, &subscriptions, A(rq->w->org_id), A(status), A(status));
}

result subscription_get(struct req *rq)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  return api_one(
      rq, &subscription_shape,
      SQL("SELECT " COLUMNS ", s.id AS row_id FROM subscription s" JOINS " WHERE s.public_id = ? AND s.org_id = ?"),
      A(id), A(rq->w->org_id));
}
