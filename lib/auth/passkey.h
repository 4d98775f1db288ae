/* Passkeys (WebAuthn level 2): ES256 alone, user verification always, no attestation asked for. The relying party is the host of
 * Site.Url, and pages of that origin alone may use them. */
#ifndef PORTICO_AUTH_PASSKEY_H
#define PORTICO_AUTH_PASSKEY_H

#include "lib/auth/auth.h"

/* What a page asked for, and the answer must be for. */
struct passkey_ask {
  const char *site_url;
  const unsigned char *key; /* the installation's */
  const char *purpose;      /* "signin", "prove", "register" */
  int64_t session_id;       /* 0 for a sign-in */
};
/* A signed challenge that is good for a quarter of an hour, once. Made without writing: it is noted when it is answered. */
const char *passkey_challenge(struct arena *a, const struct passkey_ask *ask, struct utc now);
const char *passkey_host(struct arena *a, const char *site_url);    /* the relying party's id */
const char *passkey_user(struct arena *a, struct public_id person); /* the user handle, in base64url */

/* What the browser sent, each in base64url. */
struct passkey_reply {
  const char *credential, *client_data, *authenticator, *signature, *user;
  const char *attestation; /* of a registration, which has none of the last three */
};
/* INVALID with the reason for the log; CONFLICT: this authenticator is registered already. */
result passkey_register(struct work *w, const struct passkey_ask *ask, const struct passkey_reply *in,
                        int64_t person_id, const char *name, const char **why);
/* Whose passkey answered, when they may sign in: INVALID with the reason for the log otherwise. */
result passkey_use(struct work *w, const struct passkey_ask *ask, const struct passkey_reply *in, int64_t *person_id,
                   enum audience *audience, const char **why);

/* ---- the checks that need no database: NULL is fine, otherwise the reason ---- */
const char *passkey_client_data(struct arena *a, struct bytes json, const char *type, const char *origin,
                                const char **challenge);
const char *passkey_assertion(const char *host, struct bytes client_data, struct bytes authenticator,
                              struct bytes signature, const unsigned char public_key[64], int64_t last_count,
                              int64_t *count);
struct passkey_made {
  struct bytes id;
  unsigned char public_key[64];
  int64_t count;
};
/* Of a registration: made for this host, with one ES256 key (WebAuthn level 2, 7.1); what vouches for the device is not looked at. */
const char *passkey_attestation(struct arena *a, const char *host, struct bytes attestation, struct passkey_made *out);
/* Ours, for this purpose and session, and not over. Whether it was answered before, the database knows. */
bool passkey_challenge_valid(const struct passkey_ask *ask, const char *challenge, struct utc now);

#endif
