/* A party: the name, address and numbers of a legal entity, an organisation or a customer. */
#ifndef PORTICO_MODEL_PARTY_H
#define PORTICO_MODEL_PARTY_H

#include "lib/db/db.h"

struct party {
  int64_t id;
  const char *legal_name; /* company; NULL or "": the person's name stands for it */
  const char *first_name, *last_name, *email, *phone, *address1, *address2, *city, *region, *postal_code, *country;
  const char *tax_number, *registration_number, *language;
};

/* By its row, whosever it is. NOT_FOUND. */
result party_find(struct work *w, int64_t id, struct party *out);
result party_insert(struct work *w, struct party *p); /* sets id; NULL texts are "" */
result party_update(struct work *w, const struct party *p);
/* The company, or the first and last name (L13). Arena. */
const char *party_name(struct arena *a, const struct party *p);
/* The address on lines, without empty ones, joined by separator; the country in words of the language, NULL for the request's. Arena. */
const char *party_address(struct arena *a, const struct party *p, const char *separator, const char *language);

#endif
