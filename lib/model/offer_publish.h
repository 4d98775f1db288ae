/* An offer's life: drafts are edited, published versions never; what sells is what was published last, and it stands on the shelves
 * (L5, L6, decisions 4 to 7). All inside a transaction; each locks the offer. */
#ifndef PORTICO_MODEL_OFFER_PUBLISH_H
#define PORTICO_MODEL_OFFER_PUBLISH_H

#include "lib/db/db.h"

/* The draft; when there is none, the next version is begun as a copy of the newest, with its products and partners. */
result offer_draft_open(struct work *w, int64_t offer_id, int64_t *version_id);
/* NULL, or the sentence (through t()) why this version cannot be published: no product, a term that is no multiple of a product's
 * period, a product without any price from today on, quantities that exclude each other. */
result offer_version_problem(struct work *w, int64_t version_id, const char **problem);
/* The currencies, comma between, that partners of this version's shelf pay in and in which one of its products has no price from today on,
 * on itself or in any list: they cannot order it. "" when there is none. *n: how many. */
result offer_version_unpriced(struct work *w, int64_t version_id, const char **currencies, int *n);
/* Publishes the draft: the version that sold is retired, the shelves change from one to the other. Lines in baskets that name the old
 * version can no longer be ordered; running subscriptions go on. CONFLICT with *problem. */
result offer_publish(struct work *w, int64_t offer_id, const char **problem);
/* Takes what sells off the shelves; CONFLICT when nothing sells. */
result offer_retire(struct work *w, int64_t offer_id);

#endif
