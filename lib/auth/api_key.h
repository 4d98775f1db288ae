/* Keys with which an organisation's own systems ask (DOMAIN L11), and how often they may. A key is "ptk_" and 256 random bits; the database
 * holds its SHA-256. It stands for the organisation and no person; what it opens are its scopes, which are rights. One without an
 * organisation is the vendor's own: each request names the organisation that it is for. */
#ifndef PORTICO_AUTH_API_KEY_H
#define PORTICO_AUTH_API_KEY_H

#include "lib/auth/auth.h"

#define API_KEY_MARK "ptk_"

/* Whose key the header "Bearer ptk_..." carries; org_id 0: the vendor's. NOT_FOUND: none, an unknown one, one that ended, or its
 * organisation is not active. */
result api_key_find(struct work *w, const char *authorization, struct principal *out);
/* After the reply: notes the last use, at most once a minute a key. */
result api_key_seen(struct work *w, const struct principal *who, const char *address);

/* An allowance that refills evenly (GCRA), shared by all processes: limit at once, and as many in every window_s seconds. */
struct rate {
  int limit, remaining; /* limit 0: none was asked for */
  int whole_s;          /* until all of it is there again */
  int next_s;           /* until the next one is, at least 1 */
};
/* Takes one; LIMITED when there is none. In a transaction of its own. */
result rate_take(struct work *w, const char *bucket, int limit, int window_s, struct rate *out);

#endif
