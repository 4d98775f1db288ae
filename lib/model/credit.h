/* Credit notes set against invoices (DOMAIN invariant 7: what is due is the total less what is applied). The rule in full:
 *
 * - Only documents of one bill group meet: the same payer, legal entity and currency.
 * - Oldest first on both sides: by due day, then in the order of their issue.
 * - Each pair takes as much as both have open. What is left of a credit note waits for the payer's next invoice.
 * - An invoice whose payment is under way is left alone, and so are drafts.
 * - A credit note that cancels an invoice (invoice_cancel.h) is set against that one first.
 * - It is done with the issue of either, in the same transaction, so that the document says it; and by the worker wherever both are open.
 * - Nothing is ever taken back: each use is a row and a posting of its own, receivable to receivable. What has nothing open is paid. */
#ifndef PORTICO_MODEL_CREDIT_H
#define PORTICO_MODEL_CREDIT_H

#include "lib/db/db.h"

struct credit_use {
  int64_t credit_id, invoice_id, org_id;
  const char *credit, *invoice; /* their numbers */
  struct public_id credit_public, invoice_public;
  struct utc at;
  struct money amount;
};

/* Does all of it for one payer. Inside a transaction; locks the payer's open documents. What was done, in the arena. */
result credit_settle(struct work *w, int64_t bill_group_id, struct credit_use **uses, int *n);
/* Of a credit note just issued: as much of it as the invoice that it corrects has open. */
result credit_correct(struct work *w, int64_t credit_id, int64_t invoice_id, struct credit_use *use);
/* Payers after that id who have both open. At most 100 ids, in order. */
result credit_waiting(struct work *w, int64_t after_id, int64_t ids[100], int *n);
/* What a document of this total would be set against if it were issued now (less than zero: a credit note); *rest is what stays open of it.
 * invoice or credit of each use is NULL: the one that is not there yet. */
result credit_preview(struct work *w, int64_t bill_group_id, struct money total, struct credit_use **uses, int *n,
                      struct money *rest);
/* What was done with a document, oldest first. At most 200. */
result credit_uses(struct work *w, int64_t invoice_id, struct credit_use **uses, int *n);

#endif
