/* Secrets at rest that must be read again (a provider's client secret): sealed with the installation's key, so that a copy of the
 * database alone gives nothing. A blob is: version (1 byte), id of the key (4), nonce (12), tag (16), what was sealed. The purpose is
 * part of the key's derivation and authenticated, so a blob of one column does not open in another. */
#ifndef PORTICO_AUTH_SEAL_H
#define PORTICO_AUTH_SEAL_H

#include "lib/base/str.h"

/* Arena. The same text sealed twice gives two blobs. */
struct bytes seal(struct arena *a, const unsigned char key[32], const char *purpose, const char *text);
/* FAILED with a log line when it was sealed for something else, with another key, or was changed. */
result seal_open(struct arena *a, const unsigned char key[32], const char *purpose, struct bytes blob,
                 const char **text);

#endif
