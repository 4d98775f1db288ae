#ifndef PORTICO_CUSTOMERS_H
#define PORTICO_CUSTOMERS_H

#include "lib/app/app.h"
#include "lib/model/party.h"

struct customer {
  int64_t id;
  struct public_id public_id;
  const char *name;
  struct utc created_at;
  struct party party;
};

result customer_list(struct req *rq);
result customer_page(struct req *rq);

/* The organisation's own; NOT_FOUND for anybody else's. */
result customer_find(struct work *w, struct public_id id, struct customer *out);

#endif
