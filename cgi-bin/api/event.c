/* What happened to the organisation's records, the oldest first: a program that keeps the last cursor reads on from there. Rows are shown
 * when they have settled, for one that was begun earlier may be committed later. A key reads of what its scopes open. */
#include "cgi-bin/api/api.h"

enum { SETTLED_S = 5 };

static const struct option actors[] = { { "partner", "" }, { "staff", "" },  { "customer", "" },
                                        { "api", "" },     { "system", "" }, { NULL, NULL } };
static const struct option objects[] = {
  { "customer", "" }, { "order", "" }, { "subscription", "" }, { "invoice", "" }, { NULL, NULL }
};
static const struct column columns[] = {
  { "at", "When", COLUMN_TIME },
  { "type", "What happened, as \"order.placed\"", COLUMN_TEXT },
  { "actor", "Who did it", COLUMN_STATE, .words = actors },
  { "object", "What kind of record", COLUMN_STATE, .words = objects },
  { "id", "Which one", COLUMN_ID, .optional = true },
};
LIST_UP(
    by_id,
    "a.at, a.action AS type, a.actor, IF(a.noun = 'customer_order', 'order', a.noun) AS object,"
    " COALESCE(c.public_id, o.public_id, s.public_id, i.public_id) AS id",
    "audit r FORCE INDEX (audit_org) WHERE r.org_id = ? AND r.at < ? AND ((? AND r.noun = 'customer') OR"
    " (? AND r.noun = 'customer_order') OR (? AND r.noun = 'subscription') OR (? AND r.noun = 'invoice' AND r.action <> 'invoice.drafted'))",
    "r.id",
    "JOIN audit a ON a.id = l.id LEFT JOIN customer c ON a.noun = 'customer' AND c.id = a.noun_id"
    " LEFT JOIN customer_order o ON a.noun = 'customer_order' AND o.id = a.noun_id"
    " LEFT JOIN subscription s ON a.noun = 'subscription' AND s.id = a.noun_id"
    " LEFT JOIN invoice i ON a.noun = 'invoice' AND i.id = a.noun_id");
static const struct list_order orders[] = { ORDER("id", by_id) };
static const struct table events = TABLE(columns, orders);
static const struct shape event_shape = { .name = "Event", .help = "Something that happened", .table = &events };
const struct operation events_op = {
  .id = "listEvents", .group = "Events", .out = &event_shape, .many = true, .feed = true
};

static bool may(const struct req *rq, uint64_t right)
{
  return (rq->who.rights & right) != 0;
}

result event_list(struct req *rq)
{
  return api_list(rq, &events, A(rq->w->org_id), A(utc_add_s(rq->w->now, -SETTLED_S)), A(may(rq, CUSTOMER_READ)),
                  A(may(rq, ORDER_READ)), A(may(rq, SUBSCRIPTION_READ)), A(may(rq, INVOICE_READ)));
}
