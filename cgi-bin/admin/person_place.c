/* Where people stand in the desk's pages. */
#include "cgi-bin/admin/person.h"

bool staff_route(const struct req *rq)
{
  return str_starts(rq->route->path, "/admin/team");
}

const char *person_path(struct req *rq, const struct person *p)
{
  return arena_printf(rq->arena, "/admin/%s/%s", staff_route(rq) ? "team" : "users", id_text(rq, p->public_id));
}

void person_crumbs(struct req *rq, const struct person *p, const char *last)
{
  if (staff_route(rq)) {
    crumb(rq, t("Our staff"), "/admin/team");
  } else {
    crumb(rq, t("Organisations"), "/admin/partners");
    crumb(rq, p->org_name, arena_printf(rq->arena, "/admin/partners/%s", id_text(rq, p->org_public)));
  }
  if (p->id)
    crumb(rq, p->in.name, last ? person_path(rq, p) : NULL);
  if (last)
    crumb(rq, last, NULL);
}
