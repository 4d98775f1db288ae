/* Sub-portals: which organisation a host name belongs to, and how somebody signed in on the main host comes to a session there
 * (DESIGN 4, DOMAIN E15). People sign in on the main host alone, for identity providers and passkeys know no other. */
#ifndef PORTICO_AUTH_PORTAL_H
#define PORTICO_AUTH_PORTAL_H

#include "lib/auth/auth.h"

struct portal {
  int64_t org_id, provider_id; /* provider_id: the only way in that it takes; 0: any */
  struct public_id org_public;
  const char *host; /* "" when it has none and lives at its short name on the main host */
  const char *org_name, *slug, *name, *welcome, *footer, *contact, *phone, *colour, *logo_type;
  int revision;
};

/* Only of active organisations that have a portal of their own. NOT_FOUND otherwise. */
result portal_on(struct work *w, const char *host, struct portal *out); /* lower case, without a port */
result portal_at(struct work *w, const char *slug, struct portal *out);
result portal_of(struct work *w, struct public_id org, struct portal *out);

/* Where the pages of an organisation's people are, without a slash at the end: its portal's own host, or the main one (also for org_id 0).
 * What leads a partner somewhere from outside (mails) begins with it; sign-in, invitations and registrations live on the main host. */
result portal_url(struct work *w, const struct config *c, int64_t org_id, const char **out);

/* ---- the hand-off ---- */
/* On the sub-portal, when somebody sets out: *secret for this browser's cookie, *ask for the address on the main host. */
void handoff_set_out(struct arena *a, const char **secret, const char **ask);
/* On the main host: the token that leads back, good once and for HANDOFF_S. INVALID: ask is none of ours by its form. */
result handoff_open(struct work *w, const struct portal *p, int64_t session_id, const char *ask, const char *next,
                    const char **token);
struct handoff {
  int64_t session_id, org_id;
  const char *next;
  bool fits; /* this portal, this browser */
};
/* Back on the sub-portal: uses the token up, whoever shows it. NOT_FOUND: unknown, used or expired. Commit it before anything else. */
result handoff_use(struct work *w, const struct portal *p, const char *token, const char *secret, struct handoff *out);
/* Starts the session there of the one that it was opened from, which must be live. *token and *left_s are the cookie's. NOT_FOUND: it ended. */
result handoff_enter(struct work *w, const struct portal *p, int64_t session_id, const struct session_new *browser,
                     const char **token, int *left_s);
/* Did this session, or the one of the main host that it hangs on, begin at that identity provider? */
result session_came_by(struct work *w, int64_t session_id, int64_t provider_id, bool *out);
/* May this session of the main host go there: does it come from the provider that the portal demands? */
result handoff_allowed(struct work *w, const struct portal *p, int64_t session_id, bool *allowed);

#endif
