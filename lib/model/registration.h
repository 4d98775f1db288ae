/* Self-registration (DOMAIN C16), off until the vendor opens it for an organisation's domains: asked -> waiting -> approved | declined.
 * Asking costs and answers the same for every address; whoever mails the link looks whose domain it is. Following the link shows that
 * the address is theirs; the organisation's administrator decides. */
#ifndef PORTICO_MODEL_REGISTRATION_H
#define PORTICO_MODEL_REGISTRATION_H

#include "lib/model/address_list.h"
#include "lib/model/person.h"

enum { REGISTRATION_S = 24 * 3600 };

struct registration {
  int64_t id, org_id;
  struct public_id public_id;
  const char *email, *name, *language, *zone, *org_name, *status;
  struct utc confirmed_at;
};

/* Whether any organisation is open: the sign-in page says so. */
result registration_offered(struct work *w, bool *out);
result registration_ask(struct work *w, const char *email, const char *language);
/* For whoever mails it. NOT_FOUND: nobody's open domain, an address in use, or over; *why says which, for the log. */
result registration_token(struct work *w, const unsigned char key[32], int64_t id, const char **token,
                          const char **why);
/* By its number, in any state: for the mails. */
result registration_get(struct work *w, int64_t id, struct registration *out);
/* Whose link this is. NOT_FOUND: unknown, used, over, or no longer open. */
result registration_peek(struct work *w, const char *token, struct registration *out);
/* They wait from here on. Waiting already: the newer one is let go, OK. */
result registration_confirm(struct work *w, const char *token, const struct person_in *in);

/* One that waits, of the unit's organisation. lock: it and the organisation. */
result registration_find(struct work *w, struct public_id id, bool lock, struct registration *out);
result registration_count(struct work *w, int *out); /* how many wait */
/* r is locked. CONFLICT: no seat. INVALID: the address is in use by now. */
result registration_approve(struct work *w, const struct registration *r, const char *role_keys);
result registration_decline(struct work *w, const struct registration *r);

/* ---- the vendor's setting ---- */
/* An organisation's domains, a space between; whether it is open. */
result register_setting(struct work *w, int64_t org_id, bool *open, const char **domains);
/* Replaces them. The organisation is locked. CONFLICT: *taken is another organisation's. */
result register_set(struct work *w, int64_t org_id, bool open, const struct address_list *domains, const char **taken);

#endif
