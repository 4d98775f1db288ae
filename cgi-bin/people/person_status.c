/* Deactivating a colleague ends every session at once; reactivating needs a free seat. */
#include "cgi-bin/people/people.h"

#include "lib/model/trail.h"

result no_seat(struct req *rq)
{
  return refuse(rq, CONFLICT, "%s",
                t("All seats of your organisation are taken. Deactivate somebody first, or ask us for more."));
}

result person_status(struct req *rq)
{
  struct person p;
  TRY(colleague_find(rq, false, &p));
  TRY(person_there(rq, &p));
  crumb(rq, t("People"), "/people");
  crumb(rq, p.in.name, colleague_path(rq, &p));
  crumb(rq, p.active ? t("Deactivate") : t("Reactivate"), NULL);
  return person_status_page(rq, &p, colleague_path(rq, &p));
}

/* An administrator is changed by administrators only, as their roles are. */
static result may_touch(struct req *rq, const struct person *p)
{
  const char *problem;
  TRY(administrators_check(rq, p->roles, "", &problem));
  return problem ? refuse(rq, DENIED, "%s", problem) : OK;
}

static result may_leave(struct req *rq, const struct person *p)
{
  bool other = true;
  if (p->id == rq->who.person_id)
    return refuse(rq, CONFLICT, "%s", t("You cannot deactivate yourself. Ask a colleague."));
  if (roles_have(p->roles, ROLE_ADMINISTRATOR))
    TRY(other_partner_admin(rq->w, p->org_id, p->id, &other));
  return other ? OK : refuse(rq, CONFLICT, "%s", t("This is the only administrator. Make somebody else one first."));
}

static result may_return(struct req *rq, const struct person *p)
{
  bool seat;
  TRY(seats_left(rq->w, p->org_id, &seat));
  return seat ? OK : no_seat(rq);
}

result person_status_save(struct req *rq)
{
  bool active = str_ends(rq->route->path, "/reactivate");
  struct person p;
  TRY(colleague_find(rq, true, &p));
  TRY(person_there(rq, &p));
  TRY(may_touch(rq, &p));
  if (p.active != active) {
    TRY(active ? may_return(rq, &p) : may_leave(rq, &p));
    TRY(person_activate(rq->w, p.id, active));
    TRY(audit_write(rq->w, active ? "person.reactivated" : "person.deactivated", "person", p.id, p.org_id, "active",
                    NULL));
  }
  return person_status_told(rq, &p, active, colleague_path(rq, &p));
}
