/* Sign-in: ask for a mail, wait with the code, confirm the link, or go by an identity provider; leave. */
#include "cgi-bin/login/login.h"

static const struct route routes[] = {
  { GET, "/login", login_ask, .need = PUBLIC, .help = N_("Sign in") },
  { POST, "/login", login_send, .need = PUBLIC, .at_main = true, .proof = STATE, .state = "login",
    .form = &login_ask_form, .again = login_ask, .help = N_("Send the link and the code") },
  { GET, "/login/code", login_code, .need = PUBLIC, .at_main = true,
    .help = N_("Wait for the mail, or type its code") },
  { POST, "/login/code", login_code_check, .need = PUBLIC, .at_main = true, .proof = STATE, .state = "code",
    .form = &signin_code_form, .again = login_code, .help = N_("Sign in with the code") },
  { GET, "/login/confirm", login_confirm, .need = PUBLIC, .at_main = true, .help = N_("The page that the link opens") },
  { POST, "/login/confirm", login_confirm_use, .need = PUBLIC, .at_main = true, .proof = STATE, .state = "confirm",
    .help = N_("Sign in with the link") },
  { POST, "/login/passkey", login_passkey, .need = PUBLIC, .at_main = true, .proof = STATE, .state = "passkey",
    .form = &login_passkey_form, .again = login_ask, .help = N_("Sign in with a passkey") },
  { GET, "/login/password", login_password, .need = PUBLIC, .at_main = true,
    .help = N_("Sign in with a password: staff") },
  { POST, "/login/password", login_password_check, .need = PUBLIC, .at_main = true, .proof = STATE, .state = "password",
    .form = &login_password_form, .again = login_password, .help = N_("Do so; the second step follows") },
  { POST, "/login/oidc/{id}", login_oidc_start, .need = PUBLIC, .at_main = true, .proof = STATE, .state = "oidc",
    .apart = true, .help = N_("Go to an identity provider") },
  { GET, "/login/oidc/callback", login_oidc_callback, .need = PUBLIC, .at_main = true, .writes = true, .apart = true,
    .help = N_("Come back from it") },
  { POST, "/login/providers/{id}/check", login_provider_check, .need = STAFF_WRITE, .audience = AUDIENCE_STAFF,
    .step_up = true, .proof = SESSION, .apart = true, .help = N_("Try whether an identity provider answers") },
  { GET, "/login/left", login_left, .need = PUBLIC, .writes = true, .apart = true,
    .help = N_("Signed out; the provider's own sign-out") },
  { GET, "/login/register", login_register, .need = PUBLIC, .at_main = true, .help = N_("Register oneself") },
  { POST, "/login/register", login_register_send, .need = PUBLIC, .at_main = true, .proof = STATE, .state = "register",
    .form = &login_register_form, .again = login_register, .help = N_("Send the link to go on") },
  { GET, "/login/register/confirm", login_register_confirm, .need = PUBLIC, .at_main = true,
    .help = N_("The page that its link opens") },
  { POST, "/login/register/confirm", login_register_wait, .need = PUBLIC, .at_main = true, .proof = STATE,
    .state = "register-confirm", .form = &newcomer_form, .again = login_register_confirm, .help = N_("Ask to join") },
  { POST, "/login/begin", login_begin, .need = PUBLIC, .proof = STATE, .state = "begin",
    .help = N_("From a sub-portal to the main host, to sign in") },
  { GET, "/login/portal", login_portal, .need = SIGNED_IN, .at_main = true, .apart = true,
    .help = N_("There: over to the sub-portal") },
  { GET, "/login/arrive", login_arrive, .need = PUBLIC, .writes = true, .apart = true,
    .help = N_("Back on the sub-portal, signed in") },
  { POST, "/login/out", login_out, .need = SIGNED_IN, .half = true, .proof = SESSION, .help = N_("Sign out") },
  { POST, "/login/out/staff", login_out, .need = SIGNED_IN, .audience = AUDIENCE_STAFF, .half = true, .proof = SESSION,
    .help = N_("Sign out (staff)") },
  { POST, "/login/theme", login_theme, .need = PUBLIC, .proof = STATE, .state = "theme",
    .help = N_("Light, dark, or as the system") },
};

int main(int argc, char **argv)
{
  return app_main(argc, argv, "login", routes, COUNT(routes));
}
