/* People who sign in: a partner's (DOMAIN L2) and the vendor's staff. The staff's pages are the same under /admin/team, for those who
 * may change staff; one never reaches the other's rows. */
#ifndef PORTICO_ADMIN_PERSON_H
#define PORTICO_ADMIN_PERSON_H

#include "cgi-bin/admin/org.h"
#include "lib/model/invitation.h"

extern const struct form_def person_form, person_move_form, person_view_form;

result person_list(struct req *rq);
result staff_list(struct req *rq);
result person_page(struct req *rq);
result person_edit(struct req *rq);
result person_save(struct req *rq);
result person_status(struct req *rq);
result person_status_save(struct req *rq);
result person_links(struct req *rq, const struct person *p, struct facts *f);
result person_resend(struct req *rq);
result person_revoke(struct req *rq);
result person_move_ask(struct req *rq);
result person_move_save(struct req *rq);
result person_invite(struct req *rq);
result person_invite_save(struct req *rq);
result person_view(struct req *rq);
result person_view_save(struct req *rq);

/* person_place.c */
bool staff_route(const struct req *rq);
const char *person_path(struct req *rq, const struct person *p);
void person_crumbs(struct req *rq, const struct person *p, const char *last);

#endif
