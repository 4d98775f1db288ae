/* An organisation's brand and sub-portal at the vendor's desk: versions with draft, preview, publish, and back (DOMAIN L9, E15). */
#ifndef PORTICO_ADMIN_BRAND_H
#define PORTICO_ADMIN_BRAND_H

#include "cgi-bin/admin/org.h"
#include "lib/model/brand.h"

struct brand_restore_in {
  int version;
};
extern const struct form_def brand_restore_form;

result brand_page(struct req *rq);
result brand_edit(struct req *rq);
result brand_edit_save(struct req *rq);
result brand_picture(struct req *rq);
result brand_picture_save(struct req *rq);
result brand_preview(struct req *rq);
result brand_preview_css(struct req *rq);
result brand_preview_logo(struct req *rq);
result brand_publishing(struct req *rq);
result brand_publishing_save(struct req *rq);
result brand_discarding_save(struct req *rq);
result brand_restoring(struct req *rq);
result brand_restoring_save(struct req *rq);
result brand_own_save(struct req *rq);

/* brand_page.c: the organisation of the path, its brand's page and the trail to it. */
result brand_org(struct req *rq, struct org *out);
const char *brand_path(struct req *rq, const struct org *org);
void brand_crumbs(struct req *rq, const struct org *org, const char *leaf);

#endif
