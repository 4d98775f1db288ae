/* Identity providers: who may vouch for whom, and the client that we are there. Its test runs in the login area, which speaks to them. */
#ifndef PORTICO_ADMIN_PROVIDER_H
#define PORTICO_ADMIN_PROVIDER_H

#include "cgi-bin/admin/admin_parts.h"
#include "lib/model/identity.h"

struct provider_in {
  const char *name, *issuer, *client_id, *token_auth, *secret, *scopes, *domains, *email_claim, *name_claim;
  bool partner, staff, required, logout, enabled;
};

extern const struct form_def provider_form;
extern const struct option token_auths[];

result provider_list(struct req *rq);
result provider_page(struct req *rq);
result provider_edit(struct req *rq);
result provider_save(struct req *rq);

#endif
