/* Deactivating a person ends every session at once; reactivating needs a free seat. */
#include "cgi-bin/admin/person.h"
#include "cgi-bin/admin/role.h"
#include "lib/model/trail.h"

result person_status(struct req *rq)
{
  struct public_id id;
  struct person p;
  TRY(req_public_id(rq, 0, &id));
  TRY(person_find(rq->w, id, staff_route(rq), false, &p));
  person_crumbs(rq, &p, p.active ? t("Deactivate") : t("Reactivate"));
  return person_status_page(rq, &p, person_path(rq, &p));
}

static result may_leave(struct req *rq, const struct person *p)
{
  return p->id == rq->who.person_id ? refuse(rq, CONFLICT, "%s", t("You cannot deactivate yourself. Ask a colleague."))
                                    : OK;
}

static result may_return(struct req *rq, const struct person *p)
{
  bool seat;
  TRY(person_there(rq, p));
  if (!p->org_id)
    return OK;
  TRY(seats_left(rq->w, p->org_id, &seat));
  return seat ? OK
              : refuse(rq, CONFLICT, t("All seats of %s are taken. Deactivate somebody first, or raise its limit."),
                       p->org_name);
}

result person_status_save(struct req *rq)
{
  bool active = str_ends(rq->route->path, "/reactivate");
  struct public_id id;
  struct person p;
  struct vendor_roles all;
  TRY(req_public_id(rq, 0, &id));
  if (staff_route(rq))
    TRY(vendor_roles_read(rq->w, true, &all));
  TRY(person_find(rq->w, id, staff_route(rq), true, &p));
  if (staff_route(rq))
    TRY(staff_within_reach(rq, &all, &p));
  if (p.active != active) {
    TRY(active ? may_return(rq, &p) : may_leave(rq, &p));
    TRY(person_activate(rq->w, p.id, active));
    if (staff_route(rq))
      TRY(staff_keeper_left(rq));
    TRY(audit_write(rq->w, active ? "person.reactivated" : "person.deactivated", "person", p.id, p.org_id, "active",
                    NULL));
  }
  return person_status_told(rq, &p, active, person_path(rq, &p));
}
