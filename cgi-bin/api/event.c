/* What happened to the organisation's records, the oldest first: a program that keeps the last cursor reads on from there. A record comes
 * when the worker has sealed it (audit_chain.h), about a second after it was written. A key reads of what its scopes open. */
#include "cgi-bin/api/api.h"

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
/* By the chain's number and not by the record's own: that one is given before the commit, so a reader who has gone by would miss a record
 * whose transaction took long. These are given one after the other to what is committed. */
#define EVENTS(name, beyond)                                                                                                                 \
  SQL_STATEMENT(                                                                                                                             \
      name,                                                                                                                                  \
      "SELECT a.at, a.action AS type, a.actor, IF(a.noun = 'customer_order', 'order', a.noun) AS object,"                                    \
      " COALESCE(c.public_id, o.public_id, s.public_id, i.public_id) AS id, r.seq AS list_key, r.seq AS list_id"                             \
      " FROM audit_seal r FORCE INDEX (audit_seal_org) STRAIGHT_JOIN audit a ON a.id = r.audit_id"                                           \
      " LEFT JOIN customer c ON a.noun = 'customer' AND c.id = a.noun_id"                                                                    \
      " LEFT JOIN customer_order o ON a.noun = 'customer_order' AND o.id = a.noun_id"                                                        \
      " LEFT JOIN subscription s ON a.noun = 'subscription' AND s.id = a.noun_id"                                                            \
      " LEFT JOIN invoice i ON a.noun = 'invoice' AND i.id = a.noun_id"                                                                      \
      " WHERE r.org_id = ? AND ((? AND a.noun = 'customer') OR (? AND a.noun = 'customer_order')"                                            \
      " OR (? AND a.noun = 'subscription') OR (? AND a.noun = 'invoice' AND a.action NOT IN ('invoice.drafted', 'invoice.dropped')))" beyond \
      " ORDER BY r.seq LIMIT ?")
EVENTS(from_start, "");
EVENTS(from_cursor, " AND r.seq >= ? AND (r.seq > ? OR r.seq > ?)");
static const struct list_order orders[] = { { "seq", &from_start, &from_cursor, &from_cursor } };
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
  return api_list(rq, &events, A(rq->w->org_id), A(may(rq, CUSTOMER_READ)), A(may(rq, ORDER_READ)),
                  A(may(rq, SUBSCRIPTION_READ)), A(may(rq, INVOICE_READ)));
}
