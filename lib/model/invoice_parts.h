/* Inside the model: issuing documents of one legal entity, whose counter is locked from begin to the transaction's end. */
#ifndef PORTICO_MODEL_INVOICE_PARTS_H
#define PORTICO_MODEL_INVOICE_PARTS_H

#include "lib/db/db.h"

struct issuing {
  int64_t legal_entity_id;
  const char *prefix;
  struct date today; /* the issuer's */
  int last;          /* the last number given */
};
/* The counter's lock: before the transaction's other locks. */
result issuing_begin(struct work *w, int64_t legal_entity_id, struct issuing *out);
/* The draft gets the next number, is posted, set against what is open, frozen and mailed. *number may be NULL. */
result issuing_add(struct work *w, struct issuing *is, int64_t draft_id, const char **number);
result issuing_end(struct work *w, const struct issuing *is);

#endif
