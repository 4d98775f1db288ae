/* The role table (DOMAIN 2.1) and the look-ups on it. */
#include "lib/auth/rights.h"

#include "lib/base/str.h"
#include <string.h>

#define PARTNER_BASE (PORTAL | PEOPLE_READ | CUSTOMER_READ | OFFER_READ | ORDER_READ | SUBSCRIPTION_READ)

const struct role roles[] = {
  { "partner_admin", N_("Administrator"), AUDIENCE_PARTNER, PARTNER_BASE | ORDER_WRITE | INVOICE_READ | PEOPLE_WRITE },
  { "sales", N_("Sales"), AUDIENCE_PARTNER, PARTNER_BASE | ORDER_WRITE },
  { "finance", N_("Finance"), AUDIENCE_PARTNER, PARTNER_BASE | INVOICE_READ },
  { "marketing", N_("Marketing"), AUDIENCE_PARTNER, PORTAL | PEOPLE_READ | OFFER_READ },
  { "support", N_("Support"), AUDIENCE_PARTNER, PORTAL | PEOPLE_READ | CUSTOMER_READ | SUBSCRIPTION_READ },
  { "training", N_("Training"), AUDIENCE_PARTNER, PORTAL | PEOPLE_READ },
  { "vendor_admin", N_("Vendor administrator"), AUDIENCE_STAFF,
    ADMIN_READ | ORG_WRITE | USER_WRITE | STAFF_WRITE | CATALOGUE_WRITE | AUDIT_READ | VIEW_AS | SUPPORT_READ },
  { "channel_manager", N_("Channel manager"), AUDIENCE_STAFF,
    ADMIN_READ | USER_WRITE | AUDIT_READ | VIEW_AS | SUPPORT_READ },
  { "vendor_finance", N_("Vendor finance"), AUDIENCE_STAFF, ADMIN_READ | SUPPORT_READ },
  { "support_agent", N_("Support agent"), AUDIENCE_STAFF, ADMIN_READ | VIEW_AS | SUPPORT_READ },
  { "content_manager", N_("Content manager"), AUDIENCE_STAFF, ADMIN_READ },
};
const int n_roles = (int)(sizeof roles / sizeof *roles);

const struct role *role_find(const char *key)
{
  for (int i = 0; i < n_roles; i++)
    if (str_eq(roles[i].key, key))
      return &roles[i];
  return NULL;
}

const char *right_key(enum right_index i)
{
#define RIGHT_KEY_(name, key, text) key,
  static const char *const keys[] = { RIGHTS(RIGHT_KEY_) };
#undef RIGHT_KEY_
  return (int)i >= 0 && i < RIGHT_COUNT ? keys[i] : "";
}

uint64_t roles_rights(const char *role_keys, enum audience audience)
{
  uint64_t rights = 0;
  for (const char *at = role_keys ? role_keys : ""; *at;) {
    size_t size = strcspn(at, ",");
    for (int i = 0; i < n_roles; i++)
      if (roles[i].audience == audience && strlen(roles[i].key) == size && !strncmp(roles[i].key, at, size))
        rights |= roles[i].rights;
    at += size + (at[size] == ',');
  }
  return rights;
}
