/* Browsers that an address has signed in by before (OWASP's device cookies). Whoever asks for mails, or tries passwords, in somebody
 * else's name uses up what strangers together may do; a known browser is counted on its own, each address and browser by itself, so that
 * nobody is kept out and a stolen cookie gains little. The cookie signs nobody in, is no sign of who has an account (every address is
 * looked at alike, without the database), and stays when one signs out. It holds no address: each entry is bound to one by its MAC. */
#ifndef PORTICO_AUTH_DEVICE_H
#define PORTICO_AUTH_DEVICE_H

#include "lib/base/date.h"
#include "lib/base/str.h"

extern const char device_cookie[];

/* The cookie's next value, with this address as the newest; the oldest of more than a few goes. value: what the browser sent, or NULL. */
const char *device_remember(struct arena *a, const unsigned char key[32], const char *value, const char *email,
                            struct utc now);
/* What requests of this address from this browser are counted by; NULL: of an unknown one. */
const char *device_known(struct arena *a, const unsigned char key[32], const char *value, const char *email,
                         struct utc now);

#endif
