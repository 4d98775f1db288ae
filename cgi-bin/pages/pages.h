/* Pages made of blocks, as their readers see them. */
#ifndef PORTICO_PAGES_H
#define PORTICO_PAGES_H

#include "lib/block/block.h"

result webpage_show(struct req *rq);
result webpage_picture(struct req *rq);

#endif
