/* The organisation's customers. */
#include "cgi-bin/api/api.h"

static const struct column columns[] = {
  { "id", "Id", COLUMN_ID },
  { "name", "Account name", COLUMN_TEXT },
  { "company", "Company", COLUMN_TEXT },
  { "first_name", "First name", COLUMN_TEXT },
  { "last_name", "Last name", COLUMN_TEXT },
  { "email", "E-mail", COLUMN_EMAIL },
  { "phone", "Phone", COLUMN_TEXT, .shown = SHOWN_CUSTOMER_PHONE },
  { "address1", "Address", COLUMN_TEXT },
  { "address2", "Address, second line", COLUMN_TEXT },
  { "city", "City", COLUMN_TEXT },
  { "region", "State or region", COLUMN_TEXT },
  { "postal_code", "Postal code", COLUMN_TEXT },
  { "country", "Country, ISO 3166-1 alpha-2", COLUMN_TEXT },
  { "tax_number", "Tax number", COLUMN_TEXT, .shown = SHOWN_CUSTOMER_TAX_NUMBER },
  { "created_at", "Customer since", COLUMN_TIME, .shown = SHOWN_CUSTOMER_SINCE },
};
#define COLUMNS                                                                                                              \
  "c.public_id AS id, c.name, p.legal_name AS company, p.first_name, p.last_name, c.email, p.phone, p.address1, p.address2," \
  " p.city, p.region, p.postal_code, p.country, p.tax_number, c.created_at"
#define LISTED "JOIN customer c ON c.id = l.id JOIN party p ON p.id = c.party_id"
LIST_DOWN(by_date, COLUMNS, "customer r FORCE INDEX (customer_org_created) WHERE r.org_id = ?", "r.created_at", LISTED);
LIST_DOWN(of_address, COLUMNS, "customer r FORCE INDEX (customer_org_email) WHERE r.org_id = ? AND r.email = ?",
          "r.created_at", LISTED);
static const struct list_order all[] = { ORDER("created", by_date) }, addressed[] = { ORDER("created", of_address) };
static const struct table customers = TABLE(columns, all), address_customers = TABLE(columns, addressed);
const struct shape customer_shape = { .name = "Customer",
                                      .help = "A customer of the organisation",
                                      .table = &customers };

static const struct parameter parameters[] = { { "email", "Only customers with this address", PARAMETER_TEXT, NULL } };
const struct operation customers_op = { .id = "listCustomers",
                                        .group = "Customers",
                                        .out = &customer_shape,
                                        .many = true,
                                        .parameters = parameters,
                                        .n_parameters = 1 };
const struct operation customer_op = { .id = "getCustomer", .group = "Customers", .out = &customer_shape };

result customer_list(struct req *rq)
{
  const char *email = str_lower(rq->arena, req_param(rq, "email"));
  return *email ? api_list(rq, &address_customers, A(rq->w->org_id), A(email))
                : api_list(rq, &customers, A(rq->w->org_id));
}

result customer_answer(struct req *rq, struct public_id id)
{
  return api_one(rq, &customer_shape,
                 SQL("SELECT " COLUMNS ", c.id AS row_id FROM customer c JOIN party p ON p.id = c.party_id"
                     " WHERE c.public_id = ? AND c.org_id = ?"),
                 A(id), A(rq->w->org_id));
}

result customer_get(struct req *rq)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  return customer_answer(rq, id);
}
