/* What an issued invoice says: gathered from the draft, written as canonical JSON and frozen with its hash. Every file of the invoice
 * is made from that text alone, so nothing that changes later can move it. */
#ifndef PORTICO_MODEL_INVOICE_SNAPSHOT_H
#define PORTICO_MODEL_INVOICE_SNAPSHOT_H

#include "lib/db/db.h"
#include "lib/model/credit.h"
#include "lib/model/party.h"

struct invoice_content_line {
  int position, units, per_units, rate_bp; /* the unit price is for per_units */
  const char *name, *category;
  struct date from, to;
  int64_t unit_minor, amount_minor;
  int promo_bp; /* of the promotion whose code ends the name; 0: an amount, or none */
};
struct invoice_content_tax {
  const char *name, *category, *note;
  int rate_bp;
  int64_t base_minor, tax_minor;
};
struct invoice_content {
  int64_t id, bill_group_id, org_id, made_org_id; /* made_org_id: under whom it was made, and stands in the books */
  int64_t corrects_id;                            /* the invoice that it cancels; 0 */
  int net_terms;
  const char *number, *order_reference, *po_number, *owner, *payment_type;
  const char *corrects; /* its number */
  struct date corrects_on;
  const char *bank_name, *iban, *bic;
  struct date issued, due;
  struct party seller, payer, customer; /* customer: whom it is for, where that is not the payer */
  struct money net, tax, total;
  struct invoice_content_line *lines;
  int n_lines;
  struct invoice_content_tax *taxes;
  int n_taxes;
  struct credit_use *uses; /* of the payer, at its issue; those of other documents are not its matter */
  int n_uses;
};

/* Everything but number and dates, from the draft's rows. */
result invoice_content_read(struct work *w, int64_t invoice_id, struct invoice_content *out);
/* The canonical JSON, version 1: {"version":1,"type":"380" (or "381": a credit note, then everything
 * with its sign turned),"number":...,"issued_on":...,"due_on":...,"currency":...,"language":...,
 * "seller":{party,"bank":{...}},"payer":{party},"customer":{party}|null,"order":...,"po_number":...,"lines":[...],"taxes":[...],
 * "net":"12.00","tax":"2.40","total":"14.40","net_terms":30,"payment_type":"card"}. "unit" is the price of one, or of "per" (BT-149), which stands behind it only where
 * it is more than 1. A line from whose units times price a promotion took something says so
 * (EN 16931, BG-27): "allowance":{"reason":"WELCOME10","rate_bp":1000,"amount":"1.20"}; rate_bp 0 where it is no percentage. Amounts are plain decimals of the currency. Where it was set against others
 * at its issue, before net_terms: "applied":[{"number":...,"amount":"4.40"}],"open":"10.00".
 * A credit note that cancels an invoice names it (EN 16931, BG-3), before lines: "corrects":{"number":...,"issued_on":...}. Arena. */
const char *invoice_snapshot(struct arena *a, const struct invoice_content *c);

#endif
