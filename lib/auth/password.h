/* Passwords: argon2id, 19 MiB and two passes (OWASP), with a bound on how many are computed at once. */
#ifndef PORTICO_AUTH_PASSWORD_H
#define PORTICO_AUTH_PASSWORD_H

#include "lib/auth/auth.h"

enum { PASSWORD_CHARS_MIN = 12, PASSWORD_CHARS_MAX = 128 };
/* Whether it is a common one, or little more than one, than a word of its owner's (words: ends with NULL), than a repetition or a row of
 * the keyboard. files: lists of common ones, colon between. UNAVAILABLE when none of them can be read. */
result password_common(struct arena *a, const char *files, const char *const *words, const char *password,
                       bool *common);
/* As it is judged, kept and compared: in NFKC (Unicode TR 15), so that one password is one, whichever keyboard or system typed it: an
 * accent before or after, wide or narrow forms, any blank. NULL: no memory. */
const char *password_plain(struct arena *a, const char *typed);
/* LIMITED: too many are being computed; trying again in a moment helps. */
result password_set(struct work *w, int64_t person_id, const char *password);
/* The active staff member with this address and password; INVALID: none. It takes as long for an unknown address. The caller counts tries,
 * alike for both. */
result password_use(struct work *w, const char *email, const char *password, int64_t *person_id);

#endif
