/* OpenID Connect as a relying party: discovery, keys, the authorization code flow with PKCE (S256), and the check of ID tokens.
 * OpenID Connect Core 1.0, Discovery 1.0, RP-Initiated Logout 1.0; RFC 6749, 7636, 9207. What is accepted is what is listed here:
 * RS256 with an RSA key of 2048 bits or more, ES256 with a key on P-256, each found by kid, kty and use in the provider's own document. */
#ifndef PORTICO_LINK_OIDC_H
#define PORTICO_LINK_OIDC_H

#include "lib/db/db.h"
#include "lib/link/json_strict.h"

enum {
  OIDC_LEEWAY_S = 60,          /* between the provider's clock and ours */
  OIDC_FRESH_S = 3600,         /* a document is used this long without asking */
  OIDC_STALE_S = 24 * 3600,    /* and this long while the provider cannot be reached */
  OIDC_AGAIN_S = 30,           /* between two questions for the same document */
  OIDC_FAILED_S = 5,           /* after a failure, while nothing is there to use */
  OIDC_TOKEN_BYTES = 16 << 10, /* an ID token */
  OIDC_DOCUMENT_BYTES = 128 << 10,
};

struct oidc_client {
  int64_t provider_id;
  const char *issuer, *client_id;
  const char *secret;     /* opened; NULL without one */
  const char *token_auth; /* "basic", "post", "none" */
  const char *scopes, *redirect_uri;
  const char *email_claim, *name_claim;
};

/* The discovery document, checked: the issuer is ours to the letter, every address is https (http where the issuer is on the loopback). */
struct oidc_metadata {
  const char *authorization, *token, *keys; /* addresses */
  const char *userinfo, *end_session;       /* "" where not offered */
  bool names_issuer;                        /* its answers carry iss (RFC 9207) */
};

/* From the database or, at most each OIDC_AGAIN_S, from the provider; in no transaction, for it may wait. UNAVAILABLE with *why. */
result oidc_discover(struct work *w, int64_t provider_id, const char *issuer, struct oidc_metadata *out,
                     const char **why);
/* The same without a database: for trying out settings. *body is the document. */
result oidc_discover_now(struct arena *a, const char *issuer, struct oidc_metadata *out, struct bytes *body,
                         const char **why);
/* Reads a document; INVALID with *why. */
result oidc_metadata_read(struct arena *a, const char *issuer, struct bytes body, struct oidc_metadata *out,
                          const char **why);

/* Where the browser is sent (OpenID Connect Core 3.1.2.1), with the S256 challenge of the verifier (RFC 7636). Arena. */
const char *oidc_authorize_url(struct arena *a, const struct oidc_client *c, const struct oidc_metadata *m,
                               const char *state, const char *nonce, const char *verifier);
/* "" where the provider offers none. */
const char *oidc_logout_url(struct arena *a, const struct oidc_metadata *m, const char *client_id, const char *back_to);

struct oidc_identity {
  const char *subject, *email, *name; /* email, name: "" without */
  bool email_verified;
};
struct oidc_answer {
  const char *code, *verifier, *nonce;
  struct utc asked_at; /* when the browser set out: a token is not older */
};
/* Code -> tokens -> a verified identity (the userinfo endpoint is asked when the ID token has no address). In no transaction.
 * INVALID: what the provider said is refused; UNAVAILABLE: it did not answer. *why is for the log. */
result oidc_finish(struct work *w, const struct oidc_client *c, const struct oidc_metadata *m,
                   const struct oidc_answer *answer, struct oidc_identity *out, const char **why);

/* ---- inside ---- */
/* A document of a provider from the database, asked for anew when it is old, or with again when the last try was OIDC_AGAIN_S ago. */
enum oidc_document { OIDC_DISCOVERY, OIDC_KEYS };
result oidc_document(struct work *w, int64_t provider_id, enum oidc_document kind, const char *issuer, const char *url,
                     bool again, struct bytes *out, const char **why);
/* One GET of JSON. */
result oidc_get(struct arena *a, const char *issuer, const char *url, const char *bearer, struct bytes *out,
                const char **why);
/* Checks signature and claims. NOT_FOUND: no key of this name in the document; INVALID with *why otherwise. *claims is the caller's to free. */
result oidc_token_check(struct arena *a, const struct oidc_client *c, const struct oidc_answer *answer,
                        struct bytes keys, const char *token, const char *access_token, struct utc now, json_t **claims,
                        const char **why);
/* The one key of this name for this algorithm, its public members only. */
result oidc_key_find(const json_t *keys, const char *alg, const char *kid, json_t **out, const char **why);

#endif
