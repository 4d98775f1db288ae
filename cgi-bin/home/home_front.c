/* An organisation's portal at its short name: its front page, or the way to its own host. */
#include "cgi-bin/home/home.h"

result home_front(struct req *rq)
{
  struct portal p;
  if (rq->portal)
    return NOT_FOUND;
  TRY(portal_at(rq->w, rq->captured[0], &p));
  if (*p.host)
    return redirect_out(rq, arena_printf(rq->arena, "%s/login", config_url_on(rq->arena, rq->config, p.host)));
  struct face face = portal_face(rq, &p);
  page_face(rq, &face);
  view_put(rq->view, "Front.Welcome", p.welcome);
  view_put_bool(rq->view, "Front.Signed", rq->who.org_id == p.org_id);
  view_put(rq->view, "Front.Href", "/login?next=%2Fhome");
  return page(rq, "portal_front", p.name);
}
