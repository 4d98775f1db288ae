/* How a payer pays (DOMAIN L5, M12): a bill group's own way, the ways in which an offer may be paid, and the way chosen with an order.
 * What was chosen with an order holds for every document that bills its subscriptions, changes and renewals, too; where nothing was
 * chosen, the bill group's way of the day of the draft does. A document is paid in one way: what is due in several is drafted in
 * several documents (lib/model/invoice_draft.c). It keeps its way, whatever becomes of the bill group's. */
#ifndef PORTICO_MODEL_PAYMENT_TYPE_H
#define PORTICO_MODEL_PAYMENT_TYPE_H

#include "lib/db/db.h"
#include "lib/form/form.h"

extern const struct option payment_types[];      /* bill_group.payment_type, with its words */
const char *payment_type_text(const char *word); /* "bank_transfer" -> "Bank transfer", through t() */
const char *payment_type_text_in(const char *language, const char *word);
bool payment_type_debited(const char *word); /* the seller collects it: nobody is asked for a transfer */
bool payment_type_known(const char *word);
/* Whether a list of them ("card,direct_debit") has it; an empty list has every one. */
bool payment_type_in(const char *list, const char *word);
/* The list in words, comma between; "" for every one. Arena. */
const char *payment_types_text(struct arena *a, const char *list);
/* The ways that several offers leave together: those that name none leave all. Begin with PAYMENT_WAYS_ALL. */
struct payment_ways {
  unsigned mask; /* of payment_types' five rows; 0: no way is left */
  bool named;    /* at least one offer names some */
};
#define PAYMENT_WAYS_ALL ((struct payment_ways){ 0x1f, false })
void payment_ways_narrow(struct payment_ways *ways, const char *list);
bool payment_ways_have(const struct payment_ways *ways, const char *word);
/* Several are named: whoever orders chooses one. Where none is named, the payer's own holds. */
bool payment_ways_open(const struct payment_ways *ways);
/* They in words, comma between; or as they are kept. Arena. */
const char *payment_ways_text(struct arena *a, const struct payment_ways *ways);
const char *payment_ways_list(struct arena *a, const struct payment_ways *ways);

/* The payer's own way: of its bill group, or bank transfer while it has none. */
result payment_type_of(struct work *w, int64_t party_id, int64_t legal_entity_id, const char *currency,
                       const char **word);
/* NULL, or why what may be paid so cannot be had by who pays so: a sentence. Arena. */
const char *payment_type_problem(struct arena *a, const char *list, const char *word);

#endif
