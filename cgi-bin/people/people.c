/* An organisation's people: the list, invitations, those who wait for approval, the profile; and the page that an invitation opens. */
#include "cgi-bin/people/people.h"

#include "lib/app/key_pages.h"
#include "lib/model/brand.h"

static const struct route routes[] = {
  { GET, "/people", person_list, .need = PEOPLE_READ, .menu = N_("People"), .menu_order = 80,
    .help = N_("Everybody of the organisation, with search") },
  { GET, "/people/invite", invite, .need = PEOPLE_WRITE, .help = N_("Invite people") },
  { POST, "/people/invite", invite_save, .need = PEOPLE_WRITE, .proof = SESSION, .form = &invite_form, .again = invite,
    .help = N_("Send the invitations") },
  { GET, "/people/invitations", invitation_list, .need = PEOPLE_READ, .help = N_("All invitations") },
  { GET, "/people/waiting", waiting_list, .need = PEOPLE_WRITE, .help = N_("Who registered and waits for approval") },
  { GET, "/people/waiting/{id}", waiting_page, .need = PEOPLE_WRITE, .help = N_("One who waits") },
  { POST, "/people/waiting/{id}/approve", waiting_approve, .need = PEOPLE_WRITE, .proof = SESSION,
    .help = N_("Let them in") },
  { POST, "/people/waiting/{id}/decline", waiting_decline, .need = PEOPLE_WRITE, .proof = SESSION,
    .help = N_("Do not let them in") },
  { GET, "/people/organisation", organisation, .need = PEOPLE_WRITE, .help = N_("The organisation's profile") },
  { POST, "/people/organisation", organisation_save, .need = PEOPLE_WRITE, .proof = SESSION, .form = &organisation_form,
    .before = organisation_before, .again = organisation, .help = N_("Save it") },

  { GET, "/people/brand", own_brand, .need = PEOPLE_WRITE,
    .help = N_("The brand, where its administrator may change it") },
  { GET, "/people/brand/edit", own_brand_edit, .need = PEOPLE_WRITE, .help = N_("The brand's draft") },
  { POST, "/people/brand/edit", own_brand_save, .need = PEOPLE_WRITE, .proof = SESSION, .form = &brand_look_form,
    .again = own_brand_edit, .help = N_("Save the draft") },
  { GET, "/people/brand/logo", own_brand_logo, .need = PEOPLE_WRITE, .help = N_("The draft's logo") },
  { POST, "/people/brand/logo", own_brand_logo_save, .need = PEOPLE_WRITE, .proof = SESSION, .again = own_brand_logo,
    .help = N_("Save or remove the logo") },
  { GET, "/people/brand/preview", own_brand_preview, .need = PEOPLE_WRITE, .help = N_("The draft as it would be") },
  { GET, "/people/brand/preview/css", own_brand_css, .need = PEOPLE_WRITE, .help = N_("Its style sheet") },
  { GET, "/people/brand/preview/logo", own_brand_picture, .need = PEOPLE_WRITE, .help = N_("Its logo") },
  { GET, "/people/brand/publish", own_brand_publish, .need = PEOPLE_WRITE,
    .help = N_("Publish the brand: what will happen") },
  { POST, "/people/brand/publish", own_brand_publish_save, .need = PEOPLE_WRITE, .proof = SESSION,
    .help = N_("Publish it") },
  { POST, "/people/brand/discard", own_brand_discard, .need = PEOPLE_WRITE, .proof = SESSION,
    .help = N_("Throw the draft away") },

  { GET, "/people/keys", key_list, .need = PEOPLE_WRITE, .help = N_("Keys for the organisation's own systems") },
  { GET, "/people/keys/new", key_new, .need = PEOPLE_WRITE, .step_up = true, .help = N_("A new key") },
  { POST, "/people/keys/new", key_make, .need = PEOPLE_WRITE, .proof = SESSION, .step_up = true, .form = &key_form,
    .again = key_new, .help = N_("Make it; its secret is shown once") },
  { GET, "/people/keys/{id}", key_page, .need = PEOPLE_WRITE, .help = N_("One key, and when it was used last") },
  { GET, "/people/keys/{id}/rotate", key_rotate, .need = PEOPLE_WRITE, .step_up = true,
    .help = N_("A new key in its place") },
  { POST, "/people/keys/{id}/rotate", key_rotate_save, .need = PEOPLE_WRITE, .proof = SESSION, .step_up = true,
    .form = &key_rotate_form, .again = key_rotate, .help = N_("Make it; the old one ends when that was said") },
  { GET, "/people/keys/{id}/revoke", key_revoke, .need = PEOPLE_WRITE, .help = N_("Revoke a key: what will happen") },
  { POST, "/people/keys/{id}/revoke", key_revoke_save, .need = PEOPLE_WRITE, .proof = SESSION,
    .help = N_("Revoke it") },

  { GET, "/people/accept", accept_page, .need = PUBLIC, .at_main = true,
    .help = N_("The page that an invitation's link opens") },
  { POST, "/people/accept", accept_save, .need = PUBLIC, .at_main = true, .proof = STATE, .state = "accept",
    .form = &newcomer_form, .again = accept_page, .help = N_("Accept it, and sign in") },

  { GET, "/people/{id}", person_page, .need = PEOPLE_READ, .help = N_("One person") },
  { GET, "/people/{id}/roles", person_roles_edit, .need = PEOPLE_WRITE, .help = N_("Change the roles") },
  { POST, "/people/{id}/roles", person_roles_save, .need = PEOPLE_WRITE, .proof = SESSION,
    .help = N_("Save the roles") },
  { GET, "/people/{id}/status", person_status, .need = PEOPLE_WRITE,
    .help = N_("Deactivate or reactivate: what will happen") },
  { POST, "/people/{id}/deactivate", person_status_save, .need = PEOPLE_WRITE, .proof = SESSION,
    .help = N_("Deactivate") },
  { POST, "/people/{id}/reactivate", person_status_save, .need = PEOPLE_WRITE, .proof = SESSION,
    .help = N_("Reactivate") },
  { POST, "/people/{id}/resend", invitation_resend, .need = PEOPLE_WRITE, .proof = SESSION,
    .help = N_("Send a new invitation") },
  { POST, "/people/{id}/revoke", invitation_end, .need = PEOPLE_WRITE, .proof = SESSION,
    .help = N_("Revoke the invitation") },
};

int main(int argc, char **argv)
{
  return app_main(argc, argv, "people", routes, COUNT(routes));
}
