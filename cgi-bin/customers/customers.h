#ifndef PORTICO_CUSTOMERS_H
#define PORTICO_CUSTOMERS_H

#include "lib/app/app.h"

struct customer {
  int64_t id;
  struct public_id public_id;
  const char *name, *legal_name, *first_name, *last_name, *email, *phone;
  const char *address1, *address2, *city, *region, *postal_code, *country, *tax_number, *registration_number;
  struct utc created_at;
};

result customer_list(struct req *rq);
result customer_page(struct req *rq);

/* A page of the organisation's customers by name or by date; the columns are those of the list's table. */
result customer_rows(struct work *w, const struct list_request *lr, struct rows *rows);
result customer_find(struct work *w, struct public_id id, struct customer *out);

#endif
