/* Deactivating a person ends every session at once; reactivating needs a free seat. */
#include "cgi-bin/admin/person.h"
#include "cgi-bin/admin/role.h"
#include "lib/model/trail.h"

result person_status(struct req *rq)
{
  struct public_id id;
  struct person p;
  int n = 0;
  TRY(req_public_id(rq, 0, &id));
  TRY(person_find(rq->w, id, staff_route(rq), false, &p));
  person_crumbs(rq, &p, p.active ? t("Deactivate") : t("Reactivate"));
  if (p.active) {
    confirm_say(
        rq, &n,
        arena_printf(rq->arena, t("%s can no longer sign in, and is signed out everywhere at once."), p.in.name));
    confirm_say(rq, &n, t("What the person did stays under their name. They can be reactivated."));
  } else {
    confirm_say(rq, &n, arena_printf(rq->arena, t("%1$s can sign in again with %2$s."), p.in.name, p.in.email));
  }
  const struct form_words words = {
    arena_printf(rq->arena, p.active ? t("Deactivate %s?") : t("Reactivate %s?"), p.in.name),
    arena_printf(rq->arena, "%s/%s", person_path(rq, &p), p.active ? "deactivate" : "reactivate"),
    p.active ? t("Deactivate") : t("Reactivate"), person_path(rq, &p)
  };
  return confirm_page(rq, &words, p.active);
}

static result may_leave(struct req *rq, const struct person *p)
{
  return p->id == rq->who.person_id ? refuse(rq, CONFLICT, "%s", t("You cannot deactivate yourself. Ask a colleague."))
                                    : OK;
}

static result may_return(struct req *rq, const struct person *p)
{
  bool seat;
  if (p->moved_to.bits)
    return refuse(rq, CONFLICT, "%s",
                  t("This person moved to another organisation, and the e-mail address with them."));
  if (p->invited)
    return refuse(rq, CONFLICT, "%s", t("This person was invited and has not accepted yet."));
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
  flash(rq, active ? t("%s can sign in again.") : t("%s can no longer sign in."), p.in.name);
  return redirect(rq, "%s", person_path(rq, &p));
}
