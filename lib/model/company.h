/* The vendor's own companies: who sells, whose name, numbers and bank stand on an invoice, and what its numbers begin with. What was
 * issued is frozen in its snapshot, so a change here moves the next documents only; the numbers' beginning is settled by the first one. */
#ifndef PORTICO_MODEL_COMPANY_H
#define PORTICO_MODEL_COMPANY_H

#include "lib/db/db.h"
#include "lib/form/form.h"
#include "lib/model/party.h"

struct company_in {
  struct party party;
  const char *base_currency, *zone, *invoice_prefix;
  const char *bank_name, *iban, *bic;
};
struct company {
  int64_t id, party_id;
  struct public_id public_id;
  bool numbered; /* an invoice has its number: the prefix stays */
  struct company_in in;
};

/* The same rules for the page and for the command. */
extern const struct form_def company_form;

/* NOT_FOUND: there is none. In a transaction it is locked, so that no invoice is numbered meanwhile. */
result company_find(struct work *w, struct public_id id, struct company *out);
/* What goes beyond one field, after form_fill; f->data is a company_in, which is tidied (blanks of an IBAN, small letters). before->id 0:
 * a new one. INVALID: every sentence stands in the form. */
result company_check(struct work *w, struct form *f, const struct company *before);
/* Adds or changes it, with its audit row; CONFLICT: another took the prefix in this moment. out->id 0 before: a new one. */
result company_save(struct work *w, const struct company_in *in, const char *fields, struct company *out);

/* ISO 13616: letters and digits of the right length whose check digits are right. */
bool iban_valid(const char *iban);

#endif
