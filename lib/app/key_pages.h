/* The pages on which keys of the API are kept: an organisation's by its administrator (/people/keys), the vendor's own by its staff
 * (/admin/keys). */
#ifndef PORTICO_APP_KEY_PAGES_H
#define PORTICO_APP_KEY_PAGES_H

#include "lib/app/parts.h"

extern const struct form_def key_form, key_rotate_form;
result key_list(struct req *rq);
result key_new(struct req *rq);
result key_make(struct req *rq);
result key_page(struct req *rq);
result key_rotate(struct req *rq);
result key_rotate_save(struct req *rq);
result key_revoke(struct req *rq);
result key_revoke_save(struct req *rq);

#endif
