/* A brand before it is published: the portal's front page in its face, with its style sheet and its logo. Who may see it is the caller's. */
#ifndef PORTICO_APP_BRAND_PREVIEW_H
#define PORTICO_APP_BRAND_PREVIEW_H

#include "lib/app/app.h"
#include "lib/model/brand.h"

/* path: of the brand's own page, below which preview/css and preview/logo are. */
result brand_front(struct req *rq, const struct brand *b, const char *org_name, const char *path);
result brand_style(struct req *rq, const struct brand *b);        /* NOT_FOUND: it has no colour */
result brand_picture_file(struct req *rq, const struct brand *b); /* NOT_FOUND: it has no logo */

#endif
