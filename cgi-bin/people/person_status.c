/* Deactivating a colleague ends every session at once; reactivating needs a free seat. */
#include "cgi-bin/people/people.h"

#include "lib/model/trail.h"

result no_seat(struct req *rq)
{
  return refuse(rq, CONFLICT, "%s",
                t("All seats of your organisation are taken. Deactivate somebody first, or ask us for more."));
}

static result may_change(struct req *rq, const struct person *p)
{
  if (p->moved_to.bits)
    return refuse(rq, CONFLICT, "%s",
                  t("This person moved to another organisation, and the e-mail address with them."));
  if (p->invited)
    return refuse(rq, CONFLICT, "%s", t("This person was invited and has not accepted yet."));
  return OK;
}

result person_status(struct req *rq)
{
  struct person p;
  int n = 0;
  TRY(colleague_find(rq, false, &p));
  TRY(may_change(rq, &p));
  crumb(rq, t("People"), "/people");
  crumb(rq, p.in.name, colleague_path(rq, &p));
  crumb(rq, p.active ? t("Deactivate") : t("Reactivate"), NULL);
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
    arena_printf(rq->arena, "%s/%s", colleague_path(rq, &p), p.active ? "deactivate" : "reactivate"),
    p.active ? t("Deactivate") : t("Reactivate"), colleague_path(rq, &p)
  };
  return confirm_page(rq, &words, p.active);
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
  TRY(may_change(rq, &p));
  TRY(may_touch(rq, &p));
  if (p.active != active) {
    TRY(active ? may_return(rq, &p) : may_leave(rq, &p));
    TRY(person_activate(rq->w, p.id, active));
    TRY(audit_write(rq->w, active ? "person.reactivated" : "person.deactivated", "person", p.id, p.org_id, "active",
                    NULL));
  }
  flash(rq, active ? t("%s can sign in again.") : t("%s can no longer sign in."), p.in.name);
  return redirect(rq, "%s", colleague_path(rq, &p));
}
