/* An organisation's people, as they see each other and as their administrator keeps them (DOMAIN C14-C16, C25). */
#ifndef PORTICO_PEOPLE_H
#define PORTICO_PEOPLE_H

#include "lib/app/parts.h"
#include "lib/model/invitation.h"
#include "lib/model/registration.h"

extern const struct form_def organisation_form;

result person_list(struct req *rq);
result person_page(struct req *rq);
result person_roles_edit(struct req *rq);
result person_roles_save(struct req *rq);
result person_status(struct req *rq);
result person_status_save(struct req *rq);
result invite(struct req *rq);
result invite_save(struct req *rq);
result invitation_resend(struct req *rq);
result invitation_end(struct req *rq);
result invitation_list(struct req *rq);
result accept_page(struct req *rq);
result accept_save(struct req *rq);
result waiting_list(struct req *rq);
result waiting_page(struct req *rq);
result waiting_approve(struct req *rq);
result waiting_decline(struct req *rq);
result organisation_before(struct req *rq, void *old);
result organisation(struct req *rq);
result organisation_save(struct req *rq);
result own_brand(struct req *rq);
result own_brand_edit(struct req *rq);
result own_brand_save(struct req *rq);
result own_brand_logo(struct req *rq);
result own_brand_logo_save(struct req *rq);
result own_brand_preview(struct req *rq);
result own_brand_css(struct req *rq);
result own_brand_picture(struct req *rq);
result own_brand_publish(struct req *rq);
result own_brand_publish_save(struct req *rq);
result own_brand_discard(struct req *rq);

/* The person of the path, of one's own organisation. lock: with the organisation, until the transaction ends. */
result colleague_find(struct req *rq, bool lock, struct person *out);
const char *colleague_path(struct req *rq, const struct person *p);
/* "All seats of ... are taken", as a refusal. */
result no_seat(struct req *rq);
/* Only an administrator makes administrators, or takes it away: what becomes of was and will. *problem is NULL when it is fine. */
result administrators_check(struct req *rq, const char *was, const char *will, const char **problem);

#endif
