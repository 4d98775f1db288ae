/* What a person holds beside a mailbox: an authenticator app with recovery codes, passkeys, a password. A wrong answer is counted by a
 * write of the caller's transaction, which must therefore commit: INVALID is then the page's business, not a refusal. */
#ifndef PORTICO_AUTH_FACTOR_H
#define PORTICO_AUTH_FACTOR_H

#include "lib/auth/auth.h"

struct factors {
  bool totp, password;
  int passkeys, recovery_codes; /* of the codes: those that are left */
  struct utc totp_at, password_at;
};
/* What the person has set up. NOT_FOUND: no such person. */
result factors_of(struct work *w, int64_t person_id, struct factors *out);
static inline bool factors_second(const struct factors *f)
{
  return f->totp || f->passkeys > 0;
}
/* Whether a sign-in that is a first step only must be followed by a second: staff always, others when their app is set up. */
result factor_wanted(struct work *w, int64_t person_id, enum audience audience, bool *wanted, struct factors *out);
/* A lost phone: app, recovery codes, passkeys and password go, and every session ends. */
result factors_reset(struct work *w, int64_t person_id);

/* Guesses, a person's row at a time: locks it and answers LIMITED during a pause. factor_right ends the count, factor_wrong adds to it;
 * the fifth wrong one in a row begins the pause of a quarter of an hour. */
result factor_try(struct work *w, int64_t person_id);
result factor_right(struct work *w, int64_t person_id);
result factor_wrong(struct work *w, int64_t person_id);

/* ---- authenticator apps: RFC 6238 with SHA-1, six digits, 30 seconds, which is what all of them do ---- */
enum { TOTP_STEP_S = 30, TOTP_SECRET_BYTES = 20, TOTP_SECRET_MAX = 64, RECOVERY_CODES = 10 };
char *base32_encode(struct arena *a, const void *at, size_t size);                /* RFC 4648, upper case, no padding */
bool base32_decode(const char *s, unsigned char *out, size_t room, size_t *size); /* blanks and lower case are fine */
const char *totp_secret_new(struct arena *a);                                     /* in base32 */
/* The code of a step (seconds since 1970 / 30). */
const char *totp_code(struct arena *a, const unsigned char *secret, size_t size, int64_t step, int digits);
/* The step within one of now whose code this is, later than the last accepted one; 0: none. */
int64_t totp_match(struct arena *a, const char *secret, const char *code, struct utc now, int64_t last_step);
/* Sets the app up, once a code shows that it works (INVALID else), and makes recovery codes, shown once. CONFLICT: there is one. */
result totp_set(struct work *w, const unsigned char key[32], int64_t person_id, const char *secret, const char *code,
                const char *codes[RECOVERY_CODES]);
/* The same without a code: for demo data. last_step: no code up to it is good. */
result totp_keep(struct work *w, const unsigned char key[32], int64_t person_id, const char *secret, int64_t last_step);
result totp_remove(struct work *w, int64_t person_id); /* and the recovery codes */
/* Ten new ones; the old ones end. */
result recovery_codes_make(struct work *w, const unsigned char key[32], int64_t person_id,
                           const char *codes[RECOVERY_CODES]);
/* A code of the app, or a recovery code, which it uses up. *factor: "totp" or "recovery". NOT_FOUND: there is no app. */
result factor_code_check(struct work *w, const unsigned char key[32], int64_t person_id, const char *code,
                         const char **factor);

#endif
