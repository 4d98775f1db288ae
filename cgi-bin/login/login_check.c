/* The desk's button that tries a provider out. It lives here because this area is the one that speaks to them. */
#include "cgi-bin/login/login.h"

#include "lib/link/oidc.h"

static result documents_forget(struct work *w, void *arg)
{
  return db_exec(w, "DELETE FROM identity_document WHERE provider_id = ?", A(*(int64_t *)arg));
}

result login_provider_check(struct req *rq)
{
  struct public_id id;
  struct provider p;
  struct oidc_metadata meta;
  struct bytes keys;
  const char *why = "";
  TRY(req_public_id(rq, 0, &id));
  TRY(provider_find(rq->w, id, &p));
  TRY(db_transaction(rq->w, documents_forget, &p.id));
  result r = oidc_discover(rq->w, p.id, p.issuer, &meta, &why);
  if (r == OK)
    r = oidc_document(rq->w, p.id, OIDC_KEYS, p.issuer, meta.keys, false, &keys, &why);
  if (r == OK)
    flash(rq, t("%s answers as it should."), p.name);
  else
    flash(rq, t("%1$s does not answer as it should: %2$s"), p.name, why);
  return redirect(rq, "/admin/providers/%s", public_id_text(rq->arena, p.public_id));
}
