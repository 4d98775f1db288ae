/* Who one is here, how one signs in, and where one is signed in. Every page is there twice, as each audience has sessions of its own. */
#include "cgi-bin/account/account.h"

/* A row a route. */
/* clang-format off */
#define ACCOUNT(at, whose)                                                                                      \
  { GET, at, account_page, .need = SIGNED_IN, .audience = whose, .help = N_("Your account") },                  \
  { GET, at "/profile", profile_edit, .need = SIGNED_IN, .audience = whose,                                     \
      .help = N_("Your name, language and time zone") },                                                        \
  { POST, at "/profile", profile_save, .need = SIGNED_IN, .audience = whose, .proof = SESSION,                  \
      .form = &profile_form, .again = profile_edit, .help = N_("Save them") },                                  \
  { GET, at "/mails", mails_edit, .need = SIGNED_IN, .audience = whose, .help = N_("Which mails you get") },    \
  { POST, at "/mails", mails_save, .need = SIGNED_IN, .audience = whose, .proof = SESSION,                      \
      .help = N_("Turn some off, or on again") },                                                               \
  { POST, at "/sessions/end", session_end_one, .need = SIGNED_IN, .audience = whose, .proof = SESSION,          \
      .help = N_("Sign out one device") },                                                                      \
  { POST, at "/sessions/others", session_end_rest, .need = SIGNED_IN, .audience = whose, .proof = SESSION,      \
      .help = N_("Sign out all other devices") },                                                               \
  { GET, at "/prove", prove, .need = SIGNED_IN, .audience = whose, .half = true,                                \
      .help = N_("Show that it is you") },                                                                      \
  { POST, at "/prove", prove_code, .need = SIGNED_IN, .audience = whose, .half = true, .proof = SESSION,        \
      .form = &prove_form, .again = prove, .help = N_("By the code of an app, or a recovery code") },           \
  { POST, at "/prove/mail", prove_mail, .need = SIGNED_IN, .audience = whose, .proof = SESSION,                 \
      .help = N_("Ask for a code by mail") },                                                                   \
  { POST, at "/prove/mail/code", prove_mail_code, .need = SIGNED_IN, .audience = whose, .proof = SESSION,       \
      .form = &prove_mail_form, .again = prove, .help = N_("By that code") },                                   \
  { POST, at "/prove/passkey", prove_passkey, .need = SIGNED_IN, .audience = whose, .half = true,               \
      .proof = SESSION, .form = &prove_passkey_form, .again = prove, .help = N_("By a passkey") },              \
  { GET, at "/passkeys/new", passkey_edit, .need = SIGNED_IN, .audience = whose, .half = true,                  \
      .step_up = true, .help = N_("Add a passkey") },                                                           \
  { POST, at "/passkeys/new", passkey_save, .need = SIGNED_IN, .audience = whose, .half = true,                 \
      .step_up = true, .proof = SESSION, .form = &passkey_form, .again = passkey_edit,                          \
      .help = N_("Keep it") },                                                                                  \
  { GET, at "/passkeys/{id}/remove", passkey_removal, .need = SIGNED_IN, .audience = whose, .step_up = true,    \
      .help = N_("Remove a passkey: what will happen") },                                                       \
  { POST, at "/passkeys/{id}/remove", passkey_removal_save, .need = SIGNED_IN, .audience = whose,               \
      .step_up = true, .proof = SESSION, .help = N_("Remove it") },                                             \
  { GET, at "/totp", totp_edit, .need = SIGNED_IN, .audience = whose, .half = true, .step_up = true,            \
      .help = N_("Set up an authenticator app") },                                                              \
  { POST, at "/totp", totp_save, .need = SIGNED_IN, .audience = whose, .half = true, .step_up = true,           \
      .proof = SESSION, .form = &totp_form, .again = totp_edit, .help = N_("Do so, with its first code") },     \
  { GET, at "/totp.svg", totp_drawing, .need = SIGNED_IN, .audience = whose, .half = true,                      \
      .help = N_("Its secret, to scan") },                                                                      \
  { GET, at "/totp/remove", totp_removal, .need = SIGNED_IN, .audience = whose, .step_up = true,                \
      .help = N_("Remove the authenticator app: what will happen") },                                           \
  { POST, at "/totp/remove", totp_removal_save, .need = SIGNED_IN, .audience = whose, .step_up = true,          \
      .proof = SESSION, .help = N_("Remove it") },                                                              \
  { GET, at "/recovery", recovery_codes, .need = SIGNED_IN, .audience = whose, .step_up = true,                 \
      .help = N_("New recovery codes: what will happen") },                                                     \
  { POST, at "/recovery", recovery_codes_save, .need = SIGNED_IN, .audience = whose, .step_up = true,           \
      .proof = SESSION, .help = N_("Make them") }
/* clang-format on */

static const struct route routes[] = {
  ACCOUNT("/account", AUDIENCE_PARTNER),
  ACCOUNT("/account/staff", AUDIENCE_STAFF),
  { GET, "/account/staff/password", password_edit, .need = SIGNED_IN, .audience = AUDIENCE_STAFF, .step_up = true,
    .help = N_("Set a password") },
  { POST, "/account/staff/password", password_save, .need = SIGNED_IN, .audience = AUDIENCE_STAFF, .step_up = true,
    .proof = SESSION, .form = &password_form, .again = password_edit, .help = N_("Keep it") },
  { GET, "/account/staff/password/remove", password_removal, .need = SIGNED_IN, .audience = AUDIENCE_STAFF,
    .step_up = true, .help = N_("Remove the password: what will happen") },
  { POST, "/account/staff/password/remove", password_removal_save, .need = SIGNED_IN, .audience = AUDIENCE_STAFF,
    .step_up = true, .proof = SESSION, .help = N_("Remove it") },
};

int main(int argc, char **argv)
{
  app_at_main(); /* passkeys know the main host alone */
  return app_main(argc, argv, "account", routes, COUNT(routes));
}
