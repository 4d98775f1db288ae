/* Rights and the roles made of them. A route names the right that it needs; a principal holds a set of bits. The roles of a partner's
 * people are a table here; those of the vendor's staff are rows (vendor_role.h), which staff change in admin. */
#ifndef PORTICO_AUTH_RIGHTS_H
#define PORTICO_AUTH_RIGHTS_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/i18n.h"

/* RIGHT(name, key, what it lets one do) */
#define RIGHTS(RIGHT)                                                                                                  \
  RIGHT(CUSTOMER_READ, "customer.read", N_("See customers"))                                                           \
  RIGHT(CUSTOMER_WRITE, "customer.write", N_("Change customers: name, contact, address and numbers"))                  \
  RIGHT(OFFER_READ, "offer.read", N_("See offers and prices"))                                                         \
  RIGHT(ORDER_READ, "order.read", N_("See orders"))                                                                    \
  RIGHT(ORDER_WRITE, "order.write", N_("Place and cancel orders, change subscriptions"))                               \
  RIGHT(SUBSCRIPTION_READ, "subscription.read", N_("See subscriptions"))                                               \
  RIGHT(INVOICE_READ, "invoice.read", N_("See invoices"))                                                              \
  RIGHT(PEOPLE_READ, "people.read", N_("See colleagues"))                                                              \
  RIGHT(PEOPLE_WRITE, "people.write", N_("Invite and change colleagues, and the organisation's profile"))              \
  RIGHT(BILLING, "billing", N_("See one's own bill group"))                                                            \
  RIGHT(ADMIN_READ, "admin.read", N_("See the vendor's desk"))                                                         \
  RIGHT(ORG_WRITE, "org.write", N_("Create and change organisations"))                                                 \
  RIGHT(USER_WRITE, "user.write", N_("Create and change people"))                                                      \
  RIGHT(STAFF_WRITE, "staff.write", N_("Create and change the vendor's own people"))                                   \
  RIGHT(ROLE_WRITE, "role.write", N_("Create and change the roles of the vendor's own people"))                        \
  RIGHT(COMPANY_WRITE, "company.write", N_("Create and change the vendor's own companies, and where they are paid"))   \
  RIGHT(FIELD_WRITE, "field.write", N_("Decide which fields partners and customers see and may change"))               \
  RIGHT(CATALOGUE_WRITE, "catalogue.write", N_("Create and publish products, prices and offers"))                      \
  RIGHT(RULE_WRITE, "rule.write", N_("Say who may open a customer's billing portal"))                                  \
  RIGHT(AUDIT_READ, "audit.read", N_("Read the audit trail"))                                                          \
  RIGHT(VIEW_AS, "view.as", N_("Look at the portal as a partner's person sees it"))                                    \
  RIGHT(INVOICE_WRITE, "invoice.write", N_("Cancel invoices and drop drafts"))                                         \
  RIGHT(SUPPORT_READ, "support.read", N_("See any organisation's records for support"))                                \
  RIGHT(MAIL_WRITE, "mail.write", N_("Change the texts of the mails that the portal sends"))                           \
  RIGHT(PAGE_WRITE, "page.write", N_("Build and publish pages"))

enum right_index {
#define RIGHT_INDEX_(name, key, text) RIGHT_INDEX_##name,
  RIGHTS(RIGHT_INDEX_)
#undef RIGHT_INDEX_
      RIGHT_COUNT
};
/* The same as bits. What a route's .need says is a right, PUBLIC or SIGNED_IN; a route that says nothing is refused at start. */
enum right_bit {
#define RIGHT_BIT_(name, key, text) name = 1LL << RIGHT_INDEX_##name,
  RIGHTS(RIGHT_BIT_)
#undef RIGHT_BIT_
      SIGNED_IN = 1LL << 61, /* any session, no particular right */
  PUBLIC = 1LL << 62,        /* no session needed */
};

enum audience { AUDIENCE_NONE, AUDIENCE_PARTNER, AUDIENCE_STAFF, AUDIENCE_CUSTOMER };

struct role {
  const char *key, *label;
  uint64_t rights;
};
extern const struct role roles[]; /* of a partner's people */
extern const int n_roles;
const struct role *role_find(const char *key); /* NULL */
const char *right_key(enum right_index i);
const char *right_text(enum right_index i); /* what it lets one do; through t() when shown */
/* The rights of a comma-separated list of role keys of partners; unknown keys give nothing. */
uint64_t roles_rights(const char *role_keys);

/* What a role of the vendor's staff may hold, in the groups that the desk shows; ends with NULL. */
struct right_group {
  const char *label;
  uint64_t rights;
};
extern const struct right_group right_groups[];
#define STAFF_RIGHTS                                                                                                   \
  (ADMIN_READ | ORDER_WRITE | CUSTOMER_WRITE | ORG_WRITE | USER_WRITE | STAFF_WRITE | ROLE_WRITE | COMPANY_WRITE |     \
   FIELD_WRITE | CATALOGUE_WRITE | RULE_WRITE | INVOICE_WRITE | AUDIT_READ | VIEW_AS | SUPPORT_READ | MAIL_WRITE |     \
   PAGE_WRITE)
/* Who holds both can give every right to everybody, so somebody must. */
#define KEEPER_RIGHTS (STAFF_WRITE | ROLE_WRITE)
/* The rights of a comma-separated list of right keys, "*" for all; unknown keys, and rights that no staff may hold, give nothing. */
uint64_t rights_read(const char *right_keys);
/* The same among other rights: those that a key of the API may hold. */
#define API_RIGHTS (OFFER_READ | CUSTOMER_READ | SUBSCRIPTION_READ | ORDER_READ | ORDER_WRITE | INVOICE_READ)
/* unknown keys, and rights that are not among them, give nothing */
uint64_t rights_named(const char *right_keys, uint64_t among);

#endif
