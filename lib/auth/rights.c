/* The roles of a partner's people (DOMAIN 2.1), the rights of the vendor's staff in groups, and the look-ups on them. */
#include "lib/auth/rights.h"

#include "lib/base/str.h"
#include <string.h>

#define PARTNER_BASE (PEOPLE_READ | CUSTOMER_READ | OFFER_READ | ORDER_READ | SUBSCRIPTION_READ)

const struct role roles[] = {
  { "partner_admin", N_("Administrator"), PARTNER_BASE | CUSTOMER_WRITE | ORDER_WRITE | INVOICE_READ | PEOPLE_WRITE },
  { "sales", N_("Sales"), PARTNER_BASE | CUSTOMER_WRITE | ORDER_WRITE },
  { "finance", N_("Finance"), PARTNER_BASE | INVOICE_READ },
  { "marketing", N_("Marketing"), PEOPLE_READ | OFFER_READ },
  { "support", N_("Support"), PEOPLE_READ | CUSTOMER_READ | SUBSCRIPTION_READ },
  { "training", N_("Training"), PEOPLE_READ },
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

const char *right_text(enum right_index i)
{
#define RIGHT_TEXT_(name, key, text) text,
  static const char *const texts[] = { RIGHTS(RIGHT_TEXT_) };
#undef RIGHT_TEXT_
  return (int)i >= 0 && i < RIGHT_COUNT ? texts[i] : "";
}

const struct right_group right_groups[] = {
  { N_("See"), ADMIN_READ | SUPPORT_READ | AUDIT_READ | VIEW_AS },
  { N_("Partners"), ORG_WRITE | USER_WRITE | FIELD_WRITE },
  { N_("What is sold"), CATALOGUE_WRITE },
  { N_("On behalf of partners"), ORDER_WRITE | CUSTOMER_WRITE },
  { N_("Customers"), RULE_WRITE | INVOICE_WRITE },
  { N_("Our own people and rules"), STAFF_WRITE | ROLE_WRITE | COMPANY_WRITE },
  { N_("Words and pages"), MAIL_WRITE | PAGE_WRITE },
  { NULL, 0 },
};

static bool named(const char *key, const char *at, size_t size)
{
  return strlen(key) == size && !strncmp(key, at, size);
}

uint64_t roles_rights(const char *role_keys)
{
  uint64_t rights = 0;
  for (const char *at = role_keys ? role_keys : ""; *at;) {
    size_t size = strcspn(at, ",");
    for (int i = 0; i < n_roles; i++)
      if (named(roles[i].key, at, size))
        rights |= roles[i].rights;
    at += size + (at[size] == ',');
  }
  return rights;
}

uint64_t rights_named(const char *right_keys, uint64_t among)
{
  uint64_t rights = 0;
  for (const char *at = right_keys ? right_keys : ""; *at;) {
    size_t size = strcspn(at, ",");
    for (int i = 0; i < RIGHT_COUNT; i++)
      if (named("*", at, size) || named(right_key((enum right_index)i), at, size))
        rights |= UINT64_C(1) << i;
    at += size + (at[size] == ',');
  }
  return rights & among;
}

uint64_t rights_read(const char *right_keys)
{
  return rights_named(right_keys, STAFF_RIGHTS);
}
