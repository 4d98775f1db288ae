/* Keys for the organisation's own systems. */
#ifndef PORTICO_PEOPLE_KEY_H
#define PORTICO_PEOPLE_KEY_H

#include "cgi-bin/people/people.h"

extern const struct form_def key_form, rotate_form;
result key_list(struct req *rq);
result key_new(struct req *rq);
result key_make(struct req *rq);
result key_page(struct req *rq);
result key_rotate(struct req *rq);
result key_rotate_save(struct req *rq);
result key_revoke(struct req *rq);
result key_revoke_save(struct req *rq);

#endif
