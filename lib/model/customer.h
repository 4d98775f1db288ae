/* End customers: what an order makes of a typed party, and what may be changed of one later. Issued documents have snapshots and do not move
 * (decision 20). */
#ifndef PORTICO_MODEL_CUSTOMER_H
#define PORTICO_MODEL_CUSTOMER_H

#include "lib/model/party.h"

/* What lists call it (L13): the company, else first and last name; no longer than the column. */
const char *customer_name(struct work *w, const struct party *p);
/* A new one of that party, which exists. */
result customer_add(struct work *w, int64_t org_id, const struct party *p, int64_t *id);
/* One of w->org_id that no order brings: p becomes its party. CONFLICT: another of its customers, *same, has this address already; `known`
 * is the address of which that was said, and is added all the same. */
result customer_enter(struct work *w, struct party *p, const char *known, const char **same, struct public_id *id);
/* Locks w->org_id's customer, before it is read for a change. NOT_FOUND for anybody else's. */
result customer_lock(struct work *w, struct public_id id);
/* Names, contact, address and numbers of w->org_id's customer, for documents to come. p->id is ignored. fields: what differs, for the audit
 * row. NOT_FOUND for anybody else's. */
result customer_change(struct work *w, struct public_id id, const struct party *p, const char *fields);

#endif
