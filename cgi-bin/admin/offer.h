/* Offers at the vendor's desk (L5 to L8): drafts, publishing, and why a partner sees what it sees. */
#ifndef PORTICO_ADMIN_OFFER_H
#define PORTICO_ADMIN_OFFER_H

#include "cgi-bin/admin/product.h"

/* What the form holds: the offer's code, then a version's fields. */
struct offer_in {
  const char *code, *name, *summary, *terms, *labels, *countries, *checkout_tag;
  int term_months, trial_days, quantity_min, quantity_max, quantity_step, sell_floor_bp, sell_ceiling_bp;
  struct public_id addon_of; /* 0: none */
  bool auto_renew, all_partners;
};
/* An offer with one of its versions: the newest, which is the draft when there is one. */
struct offer_row {
  int64_t id, version_id, published_id;
  struct public_id public_id;
  int number, published_number;                      /* 0: nothing sells */
  const char *status;                                /* of the version */
  const char *channels, *payment_types, *addon_name; /* addon_name: of the offer that it hangs on; NULL */
  struct utc published_at;                           /* of what sells */
  struct offer_in in;
};
struct offer_item_in {
  struct public_id product;
  int quantity;
};

extern const struct form_def offer_form, offer_draft_form, offer_item_form, offer_item_remove_form;

result offer_list(struct req *rq);
result offer_page(struct req *rq);
result offer_edit(struct req *rq);
result offer_save(struct req *rq);
result offer_items(struct req *rq);
result offer_items_save(struct req *rq);
result offer_items_remove(struct req *rq);
result offer_publishing(struct req *rq);
result offer_publishing_save(struct req *rq);
result offer_retiring(struct req *rq);
result offer_retiring_save(struct req *rq);
result offer_explain(struct req *rq);

/* offer_sql.c */
/* The offer of the path with its newest version; locked before it is read when the request writes, so that what is read is what holds. */
result offer_of_path(struct req *rq, struct offer_row *out);
/* The public ids of a version's partners. */
result offer_partners(struct req *rq, int64_t version_id, struct picks *out);
/* Their names, comma between. */
result offer_partner_names(struct work *w, int64_t version_id, const char **out);
const char *offer_path(struct req *rq, const struct offer_row *o);
void offer_crumbs(struct req *rq, const struct offer_row *o, const char *last);
/* "draft" with something that sells is still "published". */
const char *offer_state(const struct offer_row *o);

#endif
