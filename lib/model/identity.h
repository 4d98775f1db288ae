/* Identity providers, and whom they may sign in (DOMAIN L3, decision 64): an account at an issuer is tied to a person once, by a verified
 * address that the provider may vouch for; from then on issuer and subject alone decide. */
#ifndef PORTICO_MODEL_IDENTITY_H
#define PORTICO_MODEL_IDENTITY_H

#include "lib/db/db.h"

struct provider {
  int64_t id;
  struct public_id public_id;
  const char *name, *issuer, *client_id, *scopes, *domains, *email_claim, *name_claim;
  const char *token_auth;     /* "basic", "post", "none" */
  const char *authorize_url;  /* as discovered last; "" before */
  struct bytes client_secret; /* sealed */
  bool partner, staff, required, logout, enabled;
};

/* Enabled or not. NOT_FOUND. */
result provider_find(struct work *w, struct public_id id, struct provider *out);
result provider_get(struct work *w, int64_t id, struct provider *out);
/* Writes a new row and its audit row; INVALID with *why, a sentence, when it cannot work. id and public_id are filled. */
result provider_add(struct work *w, struct provider *p, const char **why);
/* The same for a row that is there (old is how it was, fields names what differs); without a new client_secret the old one stays. */
result provider_change(struct work *w, const struct provider *p, const struct provider *old, const char *fields,
                       const char **why);
result provider_enable(struct work *w, struct public_id id, bool enabled);
/* May it vouch for this address? Domains are compared as a whole: "example.com" does not cover "a.example.com". */
bool provider_vouches(const struct provider *p, const char *email);
/* The provider that people of this address's domain have to use; NOT_FOUND when mail may be used. */
result provider_required(struct work *w, const char *email, struct provider *out);

/* What a provider said about somebody, verified. */
struct identity {
  const char *subject, *email, *name; /* email and name "" when it said none */
  bool email_verified;
};
struct identity_person {
  int64_t person_id, org_id; /* org_id 0: the vendor's staff */
};
/* Whom this opens, with the audit rows. DENIED with *why for the log. A new link is written when the rules allow one. */
result identity_open(struct work *w, const struct provider *p, const struct identity *who, struct identity_person *out,
                     const char **why);
/* Ends a person's links, so that the next sign-in may make one anew. NOT_FOUND without a person of this address. */
result identity_unlink(struct work *w, const char *email, int64_t *ended);

/* ---- one way to a provider and back ---- */
struct oidc_flow {
  int64_t provider_id;
  const char *nonce, *next;
  struct bytes verifier; /* sealed */
  struct utc created_at;
};
/* Notes one, for as long as a sign-in may take; state and browser are kept as hashes. */
result flow_open(struct work *w, const char *state, const char *browser, const struct oidc_flow *flow);
/* Uses it up, in the caller's transaction. NOT_FOUND: unknown, used, expired, or begun by another browser. */
result flow_claim(struct work *w, const char *state, const char *browser, struct oidc_flow *out);

#endif
