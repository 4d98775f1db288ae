/* What is asked about an end customer, wherever it is: as a new one of an order, and when it is changed. */
#ifndef PORTICO_APP_CUSTOMER_FORM_H
#define PORTICO_APP_CUSTOMER_FORM_H

#include "lib/app/app.h"
#include "lib/model/party.h"

/* Rows of a form whose struct has a "struct party party". */
#define CUSTOMER_FIELDS(type)                                                                                          \
  FIELD_AS("company", type, party.legal_name, N_("Company"), .autocomplete = "organization",                           \
           .group = N_("The customer")),                                                                               \
      FIELD_IN(type, party, first_name, N_("First name"), .required = true, .max = 100, .autocomplete = "given-name"), \
      FIELD_IN(type, party, last_name, N_("Last name"), .required = true, .max = 100, .autocomplete = "family-name"),  \
      FIELD_IN(type, party, email, N_("E-mail"), .required = true, .max = 254, .look = LOOK_EMAIL,                     \
               .autocomplete = "email", .hint = N_("The confirmation goes here.")),                                    \
      FIELD_IN(type, party, phone, N_("Phone"), .max = 40, .look = LOOK_PHONE, .autocomplete = "tel",                  \
               .shown = SHOWN_CUSTOMER_PHONE),                                                                         \
      FIELD_IN(type, party, address1, N_("Address"), .required = true, .autocomplete = "address-line1",                \
               .group = N_("Billing address")),                                                                        \
      FIELD_IN(type, party, address2, N_("Address, second line"), .autocomplete = "address-line2"),                    \
      FIELD_IN(type, party, city, N_("City"), .required = true, .max = 100, .autocomplete = "address-level2"),         \
      FIELD_IN(type, party, region, N_("State or region"), .max = 100, .autocomplete = "address-level1"),              \
      FIELD_IN(type, party, postal_code, N_("Postal code"), .max = 20, .autocomplete = "postal-code"),                 \
      FIELD_IN(type, party, country, N_("Country"), .required = true, .look = LOOK_COUNTRY,                            \
               .autocomplete = "country"),                                                                             \
      FIELD_IN(type, party, tax_number, N_("Tax number"), .max = 30, .shown = SHOWN_CUSTOMER_TAX_NUMBER,               \
               .hint = N_("A business elsewhere in the European Union owes the tax itself if it has one."))

/* Beyond the rows: the tax number is one of the country, and p has it in its plain form. INVALID: said beside its field. */
result customer_form_check(struct req *rq, struct party *p);

#endif
