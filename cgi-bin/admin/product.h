/* Products, price lists and the prices in both. */
#ifndef PORTICO_ADMIN_PRODUCT_H
#define PORTICO_ADMIN_PRODUCT_H

#include "cgi-bin/admin/admin_parts.h"

struct product_in {
  const char *code, *name, *description, *charge, *tax_class,
      *metric;       /* metric: what is counted, where it is paid by use */
  int period_months; /* 0: one-off */
  int per_units;     /* of the metric, that a price is for */
};
struct product {
  int64_t id;
  struct public_id public_id;
  struct utc created_at;
  struct product_in in;
};
struct price_list_in {
  const char *name, *tier; /* tier: the partners' tier that it is of; NULL: none */
  bool is_base;
};
struct price_list {
  int64_t id;
  struct public_id public_id;
  struct price_list_in in;
};

extern const struct form_def product_form, price_list_form, price_form, price_list_price_form;
extern const struct option charge_words[], price_states[];

result product_list(struct req *rq);
result product_page(struct req *rq);
result product_edit(struct req *rq);
result product_save(struct req *rq);
result price_list_list(struct req *rq);
result price_list_page(struct req *rq);
result price_list_edit(struct req *rq);
result price_list_save(struct req *rq);
result price_edit(struct req *rq);
result price_save(struct req *rq);

/* product_sql.c */
result product_find(struct work *w, struct public_id id, struct product *out);
/* The same, locked before it is read: the first of what a request reads that decides by it or by its prices. */
result product_lock(struct work *w, struct public_id id, struct product *out);
result price_list_find(struct work *w, struct public_id id, struct price_list *out);
/* Every product by name, as choices of a field; at most 1000. */
result product_choices(struct req *rq, struct option **out);
/* "API calls", or "API calls, per 1,000 calls" where its prices are not for one. */
const char *priced_name(struct req *rq, const char *name, const char *metric, int per_units);
/* "every 12 months", "once" */
const char *period_text(struct req *rq, int period_months);
const char *product_path(struct req *rq, const struct product *p);
const char *price_list_path(struct req *rq, const struct price_list *l);

/* expired, active or planned (words of a state's shape), beside valid_from and valid_until; two values: today, today. */
#define PRICE_STATE(row)                                                                                               \
  "CASE WHEN " row ".valid_until < ? THEN 'expired' WHEN " row ".valid_from > ? THEN 'planned' ELSE 'active' END"

#endif
