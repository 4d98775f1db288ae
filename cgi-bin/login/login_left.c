/* After signing out of a session that a provider opened: the session there goes on, and its end is one link away. A link and not a
 * redirect, for whoever shares a browser may want to stay signed in there. */
#include "cgi-bin/login/login.h"

#include "lib/link/oidc.h"

/* The provider of a session that offers its own sign-out. NOT_FOUND: none. */
result left_provider(struct req *rq, struct public_id *out)
{
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "SELECT p.public_id FROM session x JOIN session_identity s ON s.session_id = COALESCE(x.parent_id, x.id)"
               " JOIN identity_provider p ON p.id = s.provider_id WHERE x.id = ? AND p.logout AND p.enabled",
               A(rq->who.session_id)));
  return rows_one(&rows, F(*out));
}

result login_left(struct req *rq)
{
  struct public_id id;
  struct provider p;
  struct oidc_metadata meta;
  const char *why = "", *url = "";
  bool known = public_id_parse(req_param(rq, "p"), &id) && provider_find(rq->w, id, &p) == OK && p.enabled && p.logout;
  if (known && oidc_discover(rq->w, p.id, p.issuer, &meta, &why) == OK)
    url = oidc_logout_url(rq->arena, &meta, p.client_id, arena_printf(rq->arena, "%s/login", rq->config->site_url));
  if (*url) {
    view_put(rq->view, "Left.Url", url);
    view_put(rq->view, "Left.Label", arena_printf(rq->arena, t("Sign out of %s, too"), p.name));
  }
  return page(rq, "login/login_left", t("Signed out"));
}
