#ifndef PORTICO_CUSTOMERS_H
#define PORTICO_CUSTOMERS_H

#include "lib/app/app.h"
#include "lib/app/states.h"
#include "lib/model/party.h"

struct customer {
  int64_t id;
  struct public_id public_id;
  const char *name;
  struct utc created_at;
  struct party party;
};

struct subscription {
  int64_t id;
  struct public_id public_id, customer, order;
  const char *offer, *customer_name, *status, *zone, *po_number, *cancel_reason, *owner, *order_reference;
  char currency[4];
  int quantity, term_months;
  bool auto_renew;
  struct date start, term_start, term_end, billed_from, cancel;
};
struct subscription_item {
  const char *product;
  int units, period_months;
  bool usage;         /* paid by use, after each period: */
  const char *metric; /* what is counted, */
  int per_units;      /* and the prices are for so many of it */
  struct money unit;  /* what the payer is invoiced, a unit and period, before tax */
  struct money buy;   /* the same at the partner's own price */
};
struct payment {
  struct date on;
  struct money amount, margin; /* before tax; margin: the partner's part of it (decision 55) */
};

result customer_list(struct req *rq);
result customer_page(struct req *rq);
extern const struct form_def customer_new_form;
result customer_new_before(struct req *rq, void *old);
result customer_new_page(struct req *rq);
result customer_new_save(struct req *rq);
extern const struct form_def customer_form;
result customer_edit(struct req *rq);
result customer_edit_before(struct req *rq, void *old);
result customer_edit_save(struct req *rq);

/* customer_move.c: to another partner (lib/model/transfer.h). */
result customer_move(struct req *rq);
result customer_move_save(struct req *rq);
result customer_move_undo(struct req *rq);
result customer_move_undo_save(struct req *rq);
/* For staff on the customer's page: what waits, and the way there. */
result customer_move_show(struct req *rq, const struct customer *c);

result subscription_list(struct req *rq);
result subscription_page(struct req *rq);
result subscription_desk(struct req *rq);

/* customer_scope.c: whose customers and subscriptions a page is about. Staff look at any organisation's. */
bool is_staff(const struct req *rq);
const char *customer_path(struct req *rq, struct public_id id);
struct customer_org {
  int64_t id;
  struct public_id public_id;
  const char *name;
  bool active;
};
/* The path's customer; for staff w->org_id becomes its organisation's. NOT_FOUND for anybody else's. */
result customer_of_path(struct req *rq, struct customer *out);
/* Down to the customer, whose name may be a link: for staff below its organisation. */
void customer_crumbs(struct req *rq, const struct customer *c, bool link);
/* The organisation of w->org_id. */
result customer_org_find(struct work *w, struct customer_org *out);

/* customer_parts.c: what belongs to a customer, as far as the person may see it. */
result customer_parts(struct req *rq, const struct customer *c);

/* The organisation's own; NOT_FOUND for anybody else's. */
result customer_find(struct work *w, struct public_id id, struct customer *out);
result subscription_find(struct work *w, struct public_id id, struct subscription *out);
result subscription_items(struct work *w, const struct subscription *s, struct subscription_item **out,
                          int *n); /* at most 100 */
/* The planned payments by day, the earliest first: at most n_max, one more is said by *more. */
result subscription_payments(struct work *w, const struct subscription *s, int n_max, struct payment **out, int *n,
                             bool *more);

#endif
