/* Addresses as people paste them: separated by spaces, commas, semicolons or lines (DOMAIN C14). Pure. */
#ifndef PORTICO_MODEL_ADDRESS_LIST_H
#define PORTICO_MODEL_ADDRESS_LIST_H

#include "lib/base/arena.h"
#include <stdbool.h>

enum { ADDRESSES_MAX = 500 };
struct address_list {
  const char **at; /* lower case, each once, in the order given; whether they are addresses is not looked at */
  int n;
  int repeated;  /* how many were there already */
  bool too_many; /* more than ADDRESSES_MAX: the rest is left out */
};
/* NULL is an empty text. Arena. */
void address_list_split(struct arena *a, const char *text, struct address_list *out);
/* What stands before the "@": a name until the person says theirs. Arena. */
const char *address_local(struct arena *a, const char *address);
/* What stands after it; "" without one. */
const char *address_domain(const char *address);
/* Two words with a dot between at least, of letters, digits and hyphens: what an organisation's domain can be. */
bool domain_valid(const char *domain);

#endif
