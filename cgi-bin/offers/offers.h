/* The pages of the offers area: what this organisation may buy, and at which price. */
#ifndef PORTICO_OFFERS_H
#define PORTICO_OFFERS_H

#include "lib/block/block.h"

result offer_labels_page(struct req *rq);
result offer_shelf(struct req *rq);
result offer_page(struct req *rq);

const char *label_path(struct req *rq, const char *label);

#endif
