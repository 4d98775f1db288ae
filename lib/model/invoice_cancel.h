/* Cancelling an issued invoice, and dropping a draft (DOMAIN decision 58). The rule in full:
 *
 * X1  What can be cancelled is an invoice that is issued and unpaid. A credit note cannot; nor can what is paid, by money, by credits or
 *     because it came to nothing; nor an invoice while a payment of it is under way.
 * X2  It is cancelled by one credit note (381) with its lines, taxes, sums and margin, each with its sign turned, numbered by the issuer's
 *     counter, of the same payer, organisation, customer and order, naming its number and day. Payer and issuer stand there as they are on
 *     that day (decision 20). It is posted as any issued document, and mailed to the payer's billing contact.
 * X3  The credit note is set against the invoice, as much as that has open, before anything else is. So the invoice has nothing open and is
 *     canceled, and the credit note is paid. What older credit notes, or payments, took of the invoice stays taken (credit.h: nothing is ever
 *     taken back): then the same amount is left of the new credit note, for the payer's other invoices, as of any.
 * X4  Billed again: each payment that it billed is planned again as it was, for its own day, so it is on the same payer's next invoice. From then
 *     on it counts as what it was, billed: a change, a pause or the end of its subscription treats it as if the invoice had never been
 *     cancelled, and it is billed whatever was cancelled meanwhile. So sums come out the same.
 * X5  Not billed: its charges are void for good. No later change gives anything back for them or bills them anew; of once-only items only
 *     added units are charged, as of any that is billed (P7). What of its charges is planned to be given back, or was on the same document,
 *     is void with them. Where a part was given back by another document, they can only be billed again: the payer would get it twice.
 * X6  What it gave back (credits of other payments) is owed whatever happens: it is planned again, as in X4.
 * X7  A draft has no number: dropped, it is gone. X4 to X6 hold for its payments; billed again, they are gathered anew with what is due.
 * X8  Who is second, finds it done: one credit note corrects an invoice at most (invoice.corrects_id is unique), and whoever else acts on
 *     the invoice, the draft or the subscription waits for the end of the transaction. */
#ifndef PORTICO_MODEL_INVOICE_CANCEL_H
#define PORTICO_MODEL_INVOICE_CANCEL_H

#include "lib/db/db.h"

struct invoice_ending {
  int64_t id, legal_entity_id, bill_group_id, org_id;
  const char *number, *status, *kind; /* number: NULL of a draft */
  struct money total, open;
  int charges,
      given_back; /* payments on it that can be left unbilled; those of them that another document gave back in part */
};
/* What the confirm pages ask before; NOT_FOUND: there is none of that id. Any organisation's: for staff. */
result invoice_ending_find(struct work *w, struct public_id id, struct invoice_ending *out);
/* NULL, or why it cannot be cancelled (X1) or dropped (X7). */
const char *invoice_cancel_problem(const struct invoice_ending *e);
const char *invoice_drop_problem(const struct invoice_ending *e);
/* NULL, or why it can only be billed again (X5, X6). */
const char *invoice_never_problem(const struct invoice_ending *e);

struct invoice_end {
  struct public_id id;
  bool again;                          /* X4; else X5 */
  const char *reason;                  /* stays in the audit trail */
  const char *number;                  /* out: its own, NULL of a draft */
  const char *credit;                  /* out: the credit note's number */
  const char *problem, *never_problem; /* out: with CONFLICT, one of them */
};
/* Inside a transaction. Begins with the issuer's counter, as every issue does. */
result invoice_cancel(struct work *w, struct invoice_end *end);
result invoice_drop(struct work *w, struct invoice_end *end);

#endif
