/* Who asks, and proof that it is they: principals, sessions, one-time sign-ins, form proofs, guessing limits.
 * Tokens are 256 random bits; the database holds only their SHA-256. Secrets are compared in constant time. */
#ifndef PORTICO_AUTH_AUTH_H
#define PORTICO_AUTH_AUTH_H

#include "lib/auth/rights.h"
#include "lib/auth/shown.h"
#include "lib/base/config.h"
#include "lib/base/crypto.h"
#include "lib/base/log.h"
#include "lib/db/db.h"
#include "lib/http/http.h"

struct principal {
  enum audience audience; /* AUDIENCE_NONE: nobody is signed in */
  int64_t session_id, person_id, org_id;
  uint64_t rights;
  struct switches switches; /* fields that the vendor hides from them, or lets them only read */
  const char *name, *email, *language, *zone;
  struct public_id org_public;
  const char *org_name, *org_colour;
  const char *org_logo;                                                    /* its type, "image/png"; "" for none */
  const char *portal_name, *portal_footer, *portal_contact, *portal_phone; /* what its pages say beside; "" */
  int pages_revision;    /* counts what changes the pages in partners' side bars; 0: there never was one */
  int org_revision;      /* of its brand */
  int64_t bill_group_id; /* of an end customer: all that the session opens */
  int64_t portal_org_id; /* whose sub-portal's host it belongs to; 0: the main host */
  int64_t viewed_by;     /* staff who look at this person's pages: nothing can be written; 0 */
  const char *viewer;    /* their name */
  const char *factor;    /* how they signed in: a word of session.factor */
  bool half;             /* the second step is missing: only its page opens */
  int64_t key_id;        /* a key of the API asks (api_key.h), and no person; 0 */
  unsigned char csrf_secret[32];
  struct utc signed_in_at, last_seen_at, step_up_at;
};

/* One cookie name per audience, so that sessions of two kinds live beside each other. */
const char *session_cookie(enum audience audience);
/* How long a session of this kind lives unused, and at most; the cookie as long. */
struct session_life session_life(enum audience audience);

/* The guard's one statement (two for staff who look on): the live session of this cookie value, its person and organisation. NOT_FOUND: none or ended. Whether it
 * belongs to the host that was asked, the guard compares. */
result session_find(struct work *w, enum audience audience, const char *token, struct principal *out);
/* A fresh session; *token is the cookie's value, shown once. Any session named by old_token ends (fixation). */
struct session_new {
  enum audience audience;
  int64_t person_id; /* 0 for an end customer, who has the next three; staff who look at a portal have the first */
  int64_t bill_group_id, access_rule_id;
  const char *email;
  int64_t viewed_by; /* see principal; 0 */
  const char *view_reason;
  const char *factor; /* NULL: "mail" */
  bool half;          /* a second step must follow */
  bool proved;        /* counts as having proved it (session_stepped_up) */
  /* On a sub-portal's host (portal.h): the session of the main host, which it does not outlive. */
  int64_t portal_org_id, parent_id;
  struct utc expires_at, step_up_at;        /* none: by the kind of session and by proved */
  const char *old_token, *device, *address; /* may be NULL */
};
result session_start(struct work *w, const struct session_new *in, const char **token);
/* They proved again that it is they: good for StepUp.Lifetime, and a half session is a whole one. The cookie's value changes with the privilege. */
result session_step_up(struct work *w, const struct principal *who, const char *factor, const char **token);
bool session_stepped_up(const struct principal *who, struct utc now);
/* Every session of a person ends, but the one named (0: none is kept); so does what they look at through another's eyes. */
result session_end_others(struct work *w, int64_t person_id, int64_t kept_id);
/* Together with what hangs on it: the same browser's sessions on the main host and on a sub-portal end as one. */
result session_end(struct work *w, int64_t session_id);
/* The same for an end customer's address at a bill group's portal. */
result session_end_visitor(struct work *w, int64_t bill_group_id, const char *email, int64_t kept_id);
/* Whose portal an end customer's cookie opened last, even if its session is over: to sign in there again. NOT_FOUND: no such session. */
result session_portal(struct work *w, const char *token, struct public_id *out);
/* After the reply: notes last seen, at most once a minute a session. */
result session_seen(struct work *w, const struct principal *who);

/* ---- proofs ---- */
/* The token of a session's forms. Arena. */
const char *csrf_token(struct arena *a, const struct principal *who);
bool csrf_valid(const struct principal *who, const char *token);
/* Browser's word on where a POST comes from: Sec-Fetch-Site same-origin or none where sent, else Origin equals site_url, else refused
 * only when an Origin is there and differs. */
bool same_origin(const struct request *rq, const char *site_url);
/* A signed, expiring form state for pages without a session: "purpose.expiry.random.mac". */
const char *state_make(struct arena *a, const unsigned char key[32], const char *purpose, struct utc now);
bool state_valid(const unsigned char key[32], const char *purpose, const char *state, struct utc now);

/* ---- sign-in by link or code ---- */
struct signin_wish {
  int64_t
      bill_group_id; /* at whose billing portal, for an end customer; 0: into our own pages. What was asked for here opens no other */
  const char *email, *next, *address, *language;
  bool known; /* by a browser that signed in as this address before (device.h), or from within a session */
};
/* Notes the request and an outbox row without looking whose address it is, so that a known and an unknown one cost the same;
 * who mails it finds the person, by signin_secrets, or the rule. *handle names this attempt in the
 * waiting tab (it is not a secret that signs in); *signin_id may be NULL. */
result signin_ask(struct work *w, const struct signin_wish *wish, const char **handle, int64_t *signin_id);
/* Counts one more request for a mail; LIMITED: too many for this address of a mailbox, or from this network. A known browser (device.h) is
 * counted by itself; device NULL: an unknown one. */
result signin_limit(struct work *w, const char *email, const char *address, const char *device);
/* Whose link this is, without using it: for the page with the button. NOT_FOUND: unknown, used, expired or superseded. */
result signin_peek(struct work *w, int64_t bill_group_id, const char *token, const char **email, const char **next);
struct signin {
  int64_t person_id; /* 0: an end customer, who is the address; its rule is the caller's to ask for */
  enum audience audience;
  const char *next, *email;
  int64_t provider_id; /* which identity provider vouched for them; 0: by mail */
  int64_t bill_group_id;
};
/* Uses it up by one conditional UPDATE. NOT_FOUND as above. */
result signin_use_link(struct work *w, int64_t bill_group_id, const char *token, struct signin *out);
/* The code typed in the waiting tab (upper case, no spaces); at most 5 tries an attempt. INVALID: wrong, and counted by a write that
 * the caller must commit; LIMITED: no tries left; NOT_FOUND: over. */
result signin_use_code(struct work *w, int64_t bill_group_id, const char *handle, const char *code, struct signin *out);
/* For the worker and the command line: notes which person the attempt is for, if it is a person's, and makes its link token and code. They follow from the installation's
 * key and the attempt, so that a mail sent twice carries the same; only their hashes stay in the database. NOT_FOUND: nobody who may
 * sign in has this address, or the attempt is over. */
result signin_secrets(struct work *w, const unsigned char key[32], int64_t signin_id, const char **token,
                      const char **code);

/* ---- guessing limits, shared by all processes ---- */
/* Counts one more event of this kind for this key (hashed) in the current window; LIMITED when it is past max. Call it in the
 * request's own small transaction (after a refusal, app runs it) so that it survives a rollback. */
result limit_count(struct work *w, const char *kind, const char *key, int max, int window_s);
/* Where wrong tries alone are counted: LIMITED when max of them were, and then a right one must not be looked at either. */
result limit_reached(struct work *w, const char *kind, const char *key, int max, int window_s);
/* Whom an address counts as: itself, or for IPv6 its /64, which is the least that one subscriber is given. */
const char *limit_network(struct arena *a, const char *address);

#endif
