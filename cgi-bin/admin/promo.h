/* Promotion codes and order terms at the vendor's desk. */
#ifndef PORTICO_ADMIN_PROMO_H
#define PORTICO_ADMIN_PROMO_H

#include "cgi-bin/admin/admin_parts.h"

struct promo_in {
  const char *code, *name, *kind, *amounts; /* amounts: "10 EUR, 1500 JPY" */
  int rate_bp, periods, uses_max;
  struct date valid_from, valid_until;
  bool all_partners, all_offers, active;
};
struct promo_row {
  int64_t id;
  struct public_id public_id;
  int uses;
  struct promo_in in;
};
extern const struct form_def promo_form, promo_edit_form, terms_form;

result promo_list(struct req *rq);
result promo_page(struct req *rq);
result promo_edit(struct req *rq);
result promo_save(struct req *rq);
result terms_list(struct req *rq);
result terms_edit(struct req *rq);
result terms_save(struct req *rq);

/* promo_sql.c */
result promo_row_find(struct work *w, struct public_id id, struct promo_row *out);
/* What a promotion is for: public ids, and names with a comma between. */
result promo_orgs(struct req *rq, int64_t id, struct picks *ids, const char **names);
result promo_offers(struct req *rq, int64_t id, struct picks *ids, const char **names);
/* Every offer that is not a mere draft, by name; at most PICKS_MAX. */
result promo_offer_choices(struct req *rq, struct option **out);
const char *promo_path(struct req *rq, const struct promo_row *p);

#endif
