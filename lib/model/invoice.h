/* Invoices: what falls due becomes a draft; a draft is numbered without gaps and frozen; files are made from the frozen content. */
#ifndef PORTICO_MODEL_INVOICE_H
#define PORTICO_MODEL_INVOICE_H

#include "lib/db/db.h"
#include "lib/model/tax.h"

/* Gathers the planned payments of this payer and customer that are due on or before that day into one draft, with its lines and
 * taxes; of one order only when order_id is given. Only subscriptions of the zone w->zone, whose day `today` is; suspended ones wait. At
 * most 500 payments, so call it again until *made is false. Runs inside a transaction. */
result invoice_draft_due(struct work *w, int64_t bill_group_id, int64_t customer_id, int64_t order_id,
                         struct date today, bool *made);
/* The same for one subscription alone, when a change of it is billed at once. */
result invoice_draft_subscription(struct work *w, int64_t bill_group_id, int64_t customer_id, int64_t subscription_id,
                                  struct date today, bool *made);

/* Numbers and freezes up to a batch of drafts of one legal entity, posts them and queues their mails; *issued says how many. Begins with
 * the counter row's lock, so run it as a transaction of its own. */
result invoice_issue_waiting(struct work *w, int64_t legal_entity_id, int *issued);
/* The legal entities that have drafts waiting. At most 100 ids. */
result invoice_issuers_waiting(struct work *w, int64_t ids[100], int *n);

#endif
