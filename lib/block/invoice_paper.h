/* One invoice on a page, as partners and the vendor's staff see it: its head as it is now, and what it says from its snapshot, for
 * invoice_paper.cs. An area that shows one has libdocument.a in its LDADD. */
#ifndef PORTICO_BLOCK_INVOICE_PAPER_H
#define PORTICO_BLOCK_INVOICE_PAPER_H

#include "lib/app/parts.h"
#include "lib/document/snapshot.h"

/* What may still change about an invoice; what it says is its snapshot. */
struct invoice_head {
  int64_t id, org_id;
  struct public_id public_id, customer, org, order, group; /* 0 where it is of none */
  struct public_id corrects,
      corrected_by; /* of a credit note the invoice that it cancels; of that one the credit note */
  const char *number, *status, *state, *owner, *customer_name, *org_name, *made_org_name, *group_name, *corrects_number,
      *corrected_by_number; /* number: NULL of a draft; state: a word of invoice_states */
  struct date due;
  struct money total, open;
};
/* NOT_FOUND unless it is issued and w->org_id's own. any: whosever it is, drafts too, for staff. */
result invoice_head_find(struct work *w, struct public_id id, bool any, struct invoice_head *out);

/* "Credit note EX-2 for EX-1", "Invoice EX-1", "Draft of an invoice" */
const char *invoice_title(struct req *rq, const struct invoice_head *i, const struct snapshot *s);
/* The facts that stand on the paper: number, what it cancels or is cancelled by, days, terms. path: where the area's invoices are, with
 * the last slash. */
void invoice_facts(struct facts *f, const struct invoice_head *i, const struct snapshot *s, const char *path);
/* State, Parties, Lines, Net, Taxes, Total, what it was set against (Uses, Open), and how to pay. */
result invoice_paper(struct req *rq, const struct invoice_head *i, const struct snapshot *s, const char *path);

#endif
