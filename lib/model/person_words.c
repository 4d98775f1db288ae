/* The words and forms that the desk's and the partner's pages about people share. */
#include "lib/model/invitation.h"
#include "lib/model/registration.h"

#include "lib/base/i18n.h"

const struct option role_words[] = {
  { "partner_admin", N_("Administrator") },
  { "sales", N_("Sales") },
  { "finance", N_("Finance") },
  { "marketing", N_("Marketing") },
  { "support", N_("Support") },
  { "training", N_("Training") },
  { "vendor_admin", N_("Vendor administrator") },
  { "channel_manager", N_("Channel manager") },
  { "vendor_finance", N_("Vendor finance") },
  { "support_agent", N_("Support agent") },
  { "content_manager", N_("Content manager") },
  { NULL, NULL },
};
const struct option person_states[] = { { "active", N_("Active") },
                                        { "invited", N_("Invited") },
                                        { "inactive", N_("Deactivated") },
                                        { "moved", N_("Moved") },
                                        { NULL, NULL } };
const struct option invitation_states[] = { { "created", N_("About to be sent") }, { "sent", N_("Sent") },
                                            { "accepted", N_("Accepted") },        { "expired", N_("Expired") },
                                            { "revoked", N_("Revoked") },          { NULL, NULL } };

static const struct field invite_fields[] = {
  FIELD(struct invite_in, addresses, N_("E-mail addresses"), .required = true, .max = 130000, .look = LOOK_AREA,
        .hint = N_("As many as 500, with a space, comma, semicolon or new line between."), .autocomplete = "off"),
};
const struct form_def invite_form = FORM(struct invite_in, invite_fields);

static const struct field newcomer_fields[] = {
  FIELD(struct newcomer_in, t, "", .required = true, .max = 60, .look = LOOK_HIDDEN),
  FIELD(struct newcomer_in, name, N_("Your name"), .required = true, .max = 200, .autocomplete = "name"),
  FIELD(struct newcomer_in, language, N_("Language"), .required = true, .max = 8, .look = LOOK_LANGUAGE),
  FIELD(struct newcomer_in, zone, N_("Time zone"), .required = true, .max = 64, .look = LOOK_ZONE),
};
const struct form_def newcomer_form = FORM(struct newcomer_in, newcomer_fields);

result invite_addresses(struct form *f, struct address_list *out)
{
  const struct invite_in *in = f->data;
  address_list_split(f->arena, in->addresses, out);
  if (out->too_many)
    return form_refuse(f, "addresses", t("These are more than %d addresses. Invite them in several steps."),
                       ADDRESSES_MAX);
  return out->n ? OK : form_refuse(f, "addresses", "%s", t("Enter at least one e-mail address."));
}

const char *invited_word(enum invited outcome, bool staff)
{
  switch (outcome) {
  case INVITED: return t("Invited");
  case INVITED_COLLEAGUE: return t("Already a colleague");
  case INVITED_ALREADY: return t("Already invited");
  case INVITED_TAKEN: return staff ? t("Already in use by somebody else") : t("Cannot be invited");
  case INVITED_NO_ADDRESS: return t("Not an e-mail address");
  case INVITED_NO_SEAT: return t("No seat left");
  }
  return "";
}
