/* The ledger: every movement of money is posted here, balanced, append-only, once. Balances are sums. Corrections are new
 * transactions. */
#ifndef PORTICO_MODEL_LEDGER_H
#define PORTICO_MODEL_LEDGER_H

#include "lib/db/db.h"

struct posting {
  const char *account;   /* a word of ledger_entry.account */
  int64_t bill_group_id; /* 0: none */
  int64_t invoice_id;    /* receivable: the document that it is of; 0: none */
  struct money amount;   /* debit > 0, credit < 0; 0 is left out */
};

/* Refuses (FAILED) what does not sum to zero in each currency. (kind, noun_id, number) is posted once: CONFLICT after that. */
result ledger_post(struct work *w, const char *kind, int64_t noun_id, int number, int64_t org_id,
                   const struct posting *postings, int n);

struct ledger_fault {
  int64_t unbalanced_txns; /* transactions whose entries do not sum to zero in a currency */
  int64_t
      wrong_invoices; /* issued invoices whose posting differs from their total, or whose lines and taxes do not add up */
  int64_t missing_postings; /* issued invoices without one */
  int64_t
      wrong_balances; /* documents whose open amount is not what is posted to them, or not what credits left of it */
  int64_t
      wrong_credits; /* credits larger than what they give back, of another item, or billed for another amount than planned */
};
/* What `portico doctor` and the tests ask: all zero is right. */
result ledger_check(struct work *w, struct ledger_fault *out);

#endif
