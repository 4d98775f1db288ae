/* A customer moves to another partner, or becomes the vendor's own (decision 57). The rule in full:
 *
 * T1  The vendor's staff move a customer from its organisation to another active one, or to none: it becomes direct, the vendor's own. On a
 *     day, today or later, with a reason. The day is counted in the zone of the company that sells to the organisation. One transfer at
 *     most waits for a customer; until its day it can be called off.
 * T2  On its day one transaction moves the customer, its subscriptions with their items, and the payments that are planned from that day on.
 *     It waits while an order of the customer is being processed, and while the new organisation is not active; payments due from the day on
 *     wait for it. Baskets of the old organisation forget the customer; an order that failed is cancelled. What was agreed as this customer's
 *     sell prices for coming orders was the old organisation's, and ends.
 * T3  org_id says in every table whose a record is to read, so reading follows from that day: the new organisation finds customer,
 *     subscriptions, orders and the documents that the customer pays, the old one finds none of them. Documents that the old organisation
 *     pays stay its own, and only its own. What an order and a document were made under stays in made_org_id, in the ledger and in the
 *     trail; an order's external_id is that organisation's own.
 * T4  A subscription that the old organisation pays is from that day on paid by the new one, at the same prices; one that the end customer
 *     pays keeps its bill group. Items keep buy and sell price, so the margin is the new organisation's. A subscription that is over keeps
 *     its payer. A direct customer pays all itself, at the prices that the payer paid until then, which are nobody's margin; another quantity
 *     is priced as before (P16 of proration.h). Only staff change its subscriptions, and add nothing to them that it did not have.
 * T5  The administrators of both get a mail, once it is done: how many customers and subscriptions, the day, the reason, no price. Both have
 *     it in their trail.
 * T6  What fell due before the day is the earlier payer's, whenever it is billed, and so is every credit of what an earlier payer was billed
 *     or is to be (schedule_entry.bill_group_id); its document is made under the organisation that the payment was planned under. Use
 *     (usage.h) is paid by who pays on the day on which its period is billed.
 * T7  Until its day a partner orders nothing more for the customer and makes nothing of it longer or other: somebody else would have to pay.
 *     It may still cancel and pause. Staff may do all.
 * T8  All customers of an organisation are one transfer: those that no other transfer waits for, when it is asked for; who comes later
 *     stays. The worker moves them one by one, also for today; one that is in the way keeps no other waiting. What has not moved can be
 *     called off, one or all. The mails come once, when none waits any more and some were moved.
 * T9  An organisation is archived when no subscription of its customers runs, is to begin or is paused: they are moved first, or
 *     cancelled. Its row is locked for that, and an order being processed holds it (order_process.c). */
#ifndef PORTICO_MODEL_TRANSFER_H
#define PORTICO_MODEL_TRANSFER_H

#include "lib/db/db.h"

enum { TRANSFER_BATCH = 100 };

/* What there is to move. */
struct transfer_customer {
  int64_t id, org_id, party_id;
  struct public_id public_id, org_public;
  const char *name, *org_name, *zone; /* zone: whose days count */
  struct date today;
  int running, by_org; /* subscriptions that are not over, and those of them that the organisation pays */
  int64_t transfer_id; /* of the transfer that waits; 0 */
  struct public_id to_public;
  const char *to_name, *reason;
  struct date on;
};
/* Anybody's that belongs to an organisation; in a transaction it is locked first. NOT_FOUND. */
result transfer_customer_find(struct work *w, struct public_id id, struct transfer_customer *out);

/* Inside a transaction, the customer locked. c->transfer_id becomes the new one's; what is for today is done at once when nothing is in the
 * way (*done). CONFLICT with *problem: it cannot be. */
result transfer_plan(struct work *w, struct transfer_customer *c, int64_t to_org_id, struct date on, const char *reason,
                     bool *done, const char **problem);
/* NOT_FOUND: none waits any more. */
result transfer_undo(struct work *w, const struct transfer_customer *c);

/* T7: NULL, or why the organisation orders nothing more for the customer: a sentence. */
result transfer_bars(struct work *w, int64_t customer_id, const char **problem);

/* Transfers that a day has come for somewhere on earth, by customer, after that one. At most a batch. */
struct transfer_due {
  int64_t transfer_id, customer_id;
};
result transfers_waiting(struct work *w, int64_t after_customer_id, struct transfer_due out[TRANSFER_BATCH], int *n);
/* Moves one, inside a transaction, when its own day has come and nothing is in the way (T2); *done says so. May be run again. */
result transfer_turn(struct work *w, const struct transfer_due *due, bool *done);

/* ---- all customers of an organisation (T8) ---- */
struct transfer_all {
  int64_t org_id;
  const char *zone; /* whose days count */
  struct date today;
  int customers, waiting; /* all it has; those that a transfer waits for */
  int running,
      by_org; /* of the others: subscriptions that are not over, and those of them that the organisation pays */
};
result transfer_all_find(struct work *w, int64_t org_id, struct transfer_all *out);
/* Inside a transaction, the organisation locked. *n: how many go along. CONFLICT with *problem: it cannot be; NOT_FOUND: nobody is left. */
result transfer_all_plan(struct work *w, const struct transfer_all *all, int64_t to_org_id, struct date on,
                         const char *reason, int64_t *n, const char **problem);
/* Everything of the organisation that waits; *n: customers. NOT_FOUND: nothing does. */
result transfer_all_undo(struct work *w, int64_t org_id, int64_t *n);

/* Its transfers that are not done, the next first. */
enum { TRANSFERS_SHOWN = 10 };
struct transfer_state {
  struct date on;
  const char *reason, *to_name; /* NULL: become the vendor's own */
  int customers, done;
};
result transfers_of(struct work *w, int64_t org_id, struct transfer_state out[TRANSFERS_SHOWN], int *n);

/* Ends a transfer that waits for nobody any more: done, with a mail to the administrators of both, when it moved somebody; else called off. */
result transfer_close(struct work *w, int64_t transfer_id);

/* T9: what is not over of its customers. */
result org_running(struct work *w, int64_t org_id, int *customers, int *subscriptions);

#endif
