/* A person's own account, at /account for partners' people and at /account/staff for the vendor's. */
#ifndef PORTICO_ACCOUNT_H
#define PORTICO_ACCOUNT_H

#include "lib/app/app.h"
#include "lib/auth/factor.h"

struct profile_in {
  const char *name, *language, *zone;
};
struct prove_in {
  const char *next, *code;
};
struct prove_mail_in {
  const char *next, *h, *code;
};
struct totp_in {
  const char *setup, *next, *code;
};
struct prove_passkey_in {
  const char *next, *credential, *client_data, *authenticator, *signature, *user;
};
struct passkey_in {
  const char *next, *credential, *client_data, *attestation, *name;
};
struct password_in {
  const char *password, *password_again;
};
extern const struct form_def prove_passkey_form, passkey_form, password_form;
extern const struct form_def profile_form, prove_form, prove_mail_form, totp_form;

result account_page(struct req *rq);
result profile_edit(struct req *rq);
result profile_save(struct req *rq);
result mails_edit(struct req *rq);
result mails_save(struct req *rq);
result session_end_one(struct req *rq);
result session_end_rest(struct req *rq);
result prove(struct req *rq);
result prove_code(struct req *rq);
result prove_mail(struct req *rq);
result prove_mail_code(struct req *rq);
result totp_edit(struct req *rq);
result totp_save(struct req *rq);
result totp_drawing(struct req *rq);
result totp_removal(struct req *rq);
result totp_removal_save(struct req *rq);
result recovery_codes(struct req *rq);
result recovery_codes_save(struct req *rq);

result prove_passkey(struct req *rq);
result passkey_edit(struct req *rq);
result passkey_save(struct req *rq);
result passkey_removal(struct req *rq);
result passkey_removal_save(struct req *rq);
result password_edit(struct req *rq);
result password_save(struct req *rq);
result password_removal(struct req *rq);
result password_removal_save(struct req *rq);

/* ---- shared ---- */
bool is_staff(const struct req *rq);
const char *account_at(const struct req *rq); /* "/account" or "/account/staff" */
void account_crumbs(struct req *rq, const char *leaf);
/* The session is a whole one from now on, with a fresh cookie. */
result account_proved(struct req *rq, const char *factor);
/* Half signed in with a second factor already: that one is to be given, not another set up. *refused: the answer is made. */
result account_may_set(struct req *rq, bool *refused);
/* Other sessions end when a factor comes or goes: one of them may be a thief's. */
result account_factor_changed(struct req *rq, const char *action, const char *detail);
/* The codes, shown this once. */
result recovery_codes_show(struct req *rq, const char *const codes[RECOVERY_CODES], const char *next);
/* A text as a QR code, as SVG. */
result qr_drawing(const char *text, struct buf *out);
/* The person's passkeys, as Passkeys.N and, for the browser, Passkey.Others; and what else a page's form with data-passkey carries. */
result passkeys_show(struct req *rq);
void passkey_ask_show(struct req *rq, const char *purpose);

#endif
