/* An organisation's brand and sub-portal (DOMAIN L9, E15, decisions 49, 50 and 69): numbered versions, of which one may be a draft and
 * one is published. What is published stands in the organisation's row, too, where every page and mail finds it. */
#ifndef PORTICO_MODEL_BRAND_H
#define PORTICO_MODEL_BRAND_H

#include "lib/db/db.h"
#include "lib/form/form.h"

struct brand_in {
  const char *name, *welcome, *footer, *contact, *phone, *sender, *colour, *colour_dark;
  bool portal;               /* it has a portal of its own: at its short name, or on host */
  const char *host;          /* lower case, without a port */
  struct public_id provider; /* the only way in; none: any */
};
struct brand {
  int64_t id, org_id, logo_id;
  int number; /* 0: nothing was ever drafted; what holds stands in the organisation's row */
  const char *status, *logo_type, *provider_name;
  struct brand_in in;
};

/* The vendor's staff may change everything; the partner's administrator how it looks and what it says. */
extern const struct form_def brand_form, brand_look_form;

/* The version that holds. */
result brand_current(struct work *w, int64_t org_id, struct brand *out);
/* NOT_FOUND: there is none. */
result brand_draft(struct work *w, int64_t org_id, struct brand *out);
/* The draft, or what one would begin with: what holds. */
result brand_draft_or_current(struct work *w, int64_t org_id, struct brand *out);
/* The draft, begun from what holds when there is none. Locks the organisation. */
result brand_draft_begin(struct work *w, int64_t org_id, struct brand *out);
/* What is wrong beyond one field; every fault is noted in the form. */
result brand_check(struct work *w, struct form *f, const struct brand *draft, struct brand_in *in);
result brand_save(struct work *w, const struct brand *draft, const struct brand_in *in, const char *fields);
result brand_logo_save(struct work *w, const struct brand *draft, struct bytes logo,
                       const char *type); /* none: no logo */
result brand_logo_find(struct work *w, int64_t logo_id, struct bytes *out, const char **type);
/* Throws the draft away. */
result brand_discard(struct work *w, int64_t org_id);
/* NOT_FOUND: no draft. CONFLICT: its host name is another organisation's by now. */
result brand_publish(struct work *w, int64_t org_id, int *number);
/* Publishes an older version again, as the next one; a draft stays. NOT_FOUND: no such version. CONFLICT as above. */
result brand_restore(struct work *w, int64_t org_id, int old_number, int *number);
/* May its own administrator brand it? */
result brand_own(struct work *w, int64_t org_id, bool *out);
result brand_own_set(struct work *w, int64_t org_id, bool own);

#endif
