/* Who pays: the container of billing state between subscriptions and invoices (DOMAIN M2). */
#ifndef PORTICO_MODEL_BILL_GROUP_H
#define PORTICO_MODEL_BILL_GROUP_H

#include "lib/db/db.h"

struct bill_group {
  int64_t id, party_id, org_id; /* org_id: who sold to it; 0 for the vendor's own customers */
  struct public_id public_id, org_public;
  const char *name, *status, *seller, *seller_email, *org_name, *org_colour, *payment_type;
  char currency[4];
  int net_terms;
  bool own;  /* the organisation's own: what it pays for its customers itself (decision 54) */
  bool open; /* a contract runs or is to come, or an invoice is unpaid: its portal is open (M3, decision 25) */
  struct utc created_at;
};

/* Anybody's: who may see it is the caller's question. NOT_FOUND. */
result bill_group_find(struct work *w, struct public_id id, struct bill_group *out);
result bill_group_get(struct work *w, int64_t id, struct bill_group *out);
/* Found or made by exactly (party, legal entity, currency) (decision 54), inside a transaction. org_id: who sells to it; 0 for ourselves. */
result bill_group_take(struct work *w, int64_t party_id, int64_t legal_entity_id, const char *currency, int64_t org_id,
                       int64_t *id);
/* Where its portal is, below the site's address. Arena. */
const char *bill_group_portal(struct arena *a, struct public_id id);

/* What a billing portal says on top: sums of unpaid and pending invoices and the next planned payment (DOMAIN 2.6). */
struct bill_summary {
  struct money balance; /* in the bill group's currency */
  int open_invoices;
  struct money past_due; /* of those the ones whose day is over, credit notes left out */
  int n_past_due;
  int n_transfer, n_debited; /* unpaid ones that the payer pays, and that the seller collects */
  int64_t oldest_id;         /* of those that the payer pays the one to pay first; 0: there is none */
  struct date next_on;       /* none: nothing is planned */
};
/* Of end customers' invoices alone: a partner's own are not its business (DOMAIN 2.5). */
result bill_group_summary(struct work *w, const struct bill_group *g, struct bill_summary *out);

#endif
