/* One page: who may see it, then its blocks. */
#include "cgi-bin/pages/pages.h"

/* The page demands an identity provider, and the session came in another way: there is its button. On a sub-portal's host nobody signs in,
 * so the way is over the main one. */
static result provider_first(struct req *rq, const struct webpage_version *v)
{
  const char *way = arena_printf(rq->arena, "/login?next=%%2Fpages%%2F%s", v->in.tag);
  return rq->portal ? redirect_out(rq, arena_printf(rq->arena, "%s%s", rq->config->site_url, way))
                    : redirect(rq, "%s", way);
}

/* Who is not signed in learns of no page but the open ones. *away: the reply leads elsewhere. */
static result version_for(struct req *rq, struct webpage_version *out, bool *away)
{
  bool fits = true;
  result r = webpage_published(rq->w, rq->captured[0], out);
  *away = false;
  if (r != OK && r != NOT_FOUND)
    return r;
  if (r == OK && !out->in.require_auth)
    return OK;
  if (!req_signed_in(rq)) {
    *away = true;
    return OK;
  }
  TRY(r);
  if (out->provider_id && !rq->who.viewed_by)
    TRY(session_came_by(rq->w, rq->who.session_id, out->provider_id, &fits));
  *away = !fits;
  return fits ? OK : provider_first(rq, out);
}

result webpage_show(struct req *rq)
{
  struct webpage_version v;
  bool away;
  TRY(version_for(rq, &v, &away));
  if (away)
    return OK;
  if (rq->who.half) { /* an open page, before the second step: as for nobody */
    rq->who.rights = 0;
    rq->w->org_id = 0; /* some blocks ask whose it is, and not for a right */
  }
  return blocks_page(rq, &v);
}
