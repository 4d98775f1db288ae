/* Fields that the vendor may hide or make read-only, per audience (DOMAIN decision 65). One row a field; the rows of forms and the columns of
 * lists name it (.shown), facts ask shown(). What is hidden is nowhere: not on a page, in a file, in a search or an order of a list, and what
 * is sent for it does not count. A field that a form needs cannot be switched: a route with such a form is refused at start. */
#ifndef PORTICO_AUTH_SHOWN_H
#define PORTICO_AUTH_SHOWN_H

#include "lib/auth/rights.h"

/* Whose pages have the field; and whether a form asks for it, so that it can be made read-only. */
enum { FOR_PARTNER = 1 << AUDIENCE_PARTNER, FOR_CUSTOMER = 1 << AUDIENCE_CUSTOMER };

/* SHOWN(name, key, group, label, audiences, asked by a form) */
#define SHOWN_FIELDS(SHOWN)                                                                                            \
  SHOWN(BILL_ADDRESS, "bill.address", N_("Who is billed"), N_("Address"), FOR_CUSTOMER, false)                         \
  SHOWN(BILL_EMAIL, "bill.email", N_("Who is billed"), N_("E-mail"), FOR_CUSTOMER, false)                              \
  SHOWN(BILL_TAX_NUMBER, "bill.tax_number", N_("Who is billed"), N_("Tax number"), FOR_CUSTOMER, false)                \
  SHOWN(BILL_REGISTRATION, "bill.registration_number", N_("Who is billed"), N_("Registration number"), FOR_CUSTOMER,   \
        false)                                                                                                         \
  SHOWN(BILL_SOLD_BY, "bill.sold_by", N_("Who is billed"), N_("Sold by"), FOR_CUSTOMER, false)                         \
  SHOWN(BILL_TERMS, "bill.terms", N_("Who is billed"), N_("Payment terms"), FOR_CUSTOMER, false)                       \
  SHOWN(BILL_NEXT, "bill.next_on", N_("Who is billed"), N_("Next billing date"), FOR_CUSTOMER, false)                  \
  SHOWN(CUSTOMER_PHONE, "customer.phone", N_("Customers"), N_("Phone"), FOR_PARTNER, true)                             \
  SHOWN(CUSTOMER_TAX_NUMBER, "customer.tax_number", N_("Customers"), N_("Tax number"), FOR_PARTNER, true)              \
  SHOWN(CUSTOMER_REGISTRATION, "customer.registration_number", N_("Customers"), N_("Registration number"),             \
        FOR_PARTNER, false)                                                                                            \
  SHOWN(CUSTOMER_SINCE, "customer.created_at", N_("Customers"), N_("Customer since"), FOR_PARTNER, false)              \
  SHOWN(SUBSCRIPTION_RENEWS, "subscription.renews_on", N_("Subscriptions"), N_("Renews on"),                           \
        FOR_PARTNER | FOR_CUSTOMER, false)                                                                             \
  SHOWN(SUBSCRIPTION_REASON, "subscription.cancel_reason", N_("Subscriptions"), N_("Reason of the end"), FOR_PARTNER,  \
        false)                                                                                                         \
  SHOWN(SUBSCRIPTION_PRODUCTS, "subscription.products", N_("Subscriptions"), N_("Products"), FOR_CUSTOMER, false)      \
  SHOWN(SUBSCRIPTION_QUANTITY, "subscription.quantity", N_("Subscriptions"), N_("Quantity"), FOR_CUSTOMER, false)      \
  SHOWN(SUBSCRIPTION_ENDS, "subscription.ends_on", N_("Subscriptions"), N_("Ends on"), FOR_CUSTOMER, false)            \
  SHOWN(ORDER_PO_NUMBER, "order.po_number", N_("Orders"), N_("Purchase order number"), FOR_PARTNER, true)              \
  SHOWN(ORDER_DELIVERY, "order.delivery", N_("Orders"), N_("Delivery to another address"), FOR_PARTNER, true)          \
  SHOWN(ORDER_MARGIN, "order.margin", N_("Orders"), N_("Your margin"), FOR_PARTNER, false)                             \
  SHOWN(ORDER_PERSON, "order.person", N_("Orders"), N_("Who placed it"), FOR_PARTNER, false)                           \
  SHOWN(INVOICE_BALANCE, "invoice.balance", N_("Invoices"), N_("Balance"), FOR_PARTNER | FOR_CUSTOMER, false)          \
  SHOWN(INVOICE_DUE, "invoice.due_on", N_("Invoices"), N_("Due date"), FOR_CUSTOMER, false)                            \
  SHOWN(INVOICE_FILE, "invoice.file", N_("Invoices"), N_("File"), FOR_CUSTOMER, false)                                 \
  SHOWN(INVOICE_PAYER, "invoice.payer", N_("Invoices"), N_("Invoiced to"), FOR_PARTNER, false)                         \
  SHOWN(PERSON_EMAIL, "person.email", N_("People"), N_("E-mail of colleagues"), FOR_PARTNER, false)                    \
  SHOWN(PERSON_SIGNIN, "person.last_signin_at", N_("People"), N_("Last sign-in of colleagues"), FOR_PARTNER, false)    \
  SHOWN(ORG_PHONE, "org.phone", N_("Their organisation"), N_("Phone"), FOR_PARTNER, true)                              \
  SHOWN(ORG_REGION, "org.region", N_("Their organisation"), N_("Region"), FOR_PARTNER, true)

enum shown_field {
  SHOWN_ALWAYS, /* no switch: what a row that names none has */
#define SHOWN_INDEX_(name, key, group, label, audiences, asked) SHOWN_##name,
  SHOWN_FIELDS(SHOWN_INDEX_)
#undef SHOWN_INDEX_
      SHOWN_COUNT
};

struct shown_row {
  const char *key, *group, *label; /* words through t() when shown */
  int audiences;
  bool asked;
};
extern const struct shown_row shown_rows[SHOWN_COUNT]; /* the first is empty */

/* What is switched off for one audience, as bits of 1 << field. */
struct switches {
  uint64_t hidden, fixed;
};
/* One more: state is "hidden" or "fixed". A key that is NULL or of no field switches nothing. */
void switches_add(struct switches *s, const char *key, const char *state);

#endif
