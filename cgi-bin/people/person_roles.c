/* A colleague's roles. Only an administrator makes administrators, and the last one stays one. */
#include "cgi-bin/people/people.h"

#include "lib/model/trail.h"

result administrators_check(struct req *rq, const char *was, const char *will, const char **problem)
{
  bool administrator = true;
  *problem = NULL;
  if (roles_have(was, ROLE_ADMINISTRATOR) == roles_have(will, ROLE_ADMINISTRATOR))
    return OK;
  TRY(is_administrator(rq->w, rq->who.person_id, &administrator));
  if (!administrator)
    *problem = t("Only an administrator of your organisation can say who is one.");
  return OK;
}

result person_roles_edit(struct req *rq)
{
  struct person p;
  TRY(colleague_find(rq, false, &p));
  if (!p.active && !p.invited)
    return refuse(rq, CONFLICT, "%s", t("This person is deactivated. Reactivate them first."));
  crumb(rq, t("People"), "/people");
  crumb(rq, p.in.name, colleague_path(rq, &p));
  crumb(rq, t("Roles"), NULL);
  roles_show(rq, p.roles);
  const struct form_words words = { arena_printf(rq->arena, t("Roles of %s"), p.in.name),
                                    arena_printf(rq->arena, "%s/roles", colleague_path(rq, &p)), t("Save"),
                                    colleague_path(rq, &p) };
  return form_page(rq, &words);
}

/* The page again with the sentence, as 422: nothing was written. */
static result wrong(struct req *rq, const char *sentence)
{
  rq->out->status = 422;
  rq->refusal = sentence;
  return person_roles_edit(rq);
}

static result last_stays(struct req *rq, const struct person *p, const char *role_keys, const char **problem)
{
  bool other = true;
  if (p->active && roles_have(p->roles, ROLE_ADMINISTRATOR) && !roles_have(role_keys, ROLE_ADMINISTRATOR))
    TRY(other_partner_admin(rq->w, p->org_id, p->id, &other));
  if (!other)
    *problem = t("This is the only administrator. Make somebody else one first.");
  return OK;
}

result person_roles_save(struct req *rq)
{
  struct person p;
  const char *problem, *role_keys = roles_posted(rq, &problem);
  TRY(colleague_find(rq, true, &p));
  if (!p.active && !p.invited)
    return refuse(rq, CONFLICT, "%s", t("This person is deactivated. Reactivate them first."));
  if (!problem)
    TRY(administrators_check(rq, p.roles, role_keys, &problem));
  if (!problem)
    TRY(last_stays(rq, &p, role_keys, &problem));
  if (problem)
    return wrong(rq, problem);
  if (str_eq(role_keys, p.roles)) {
    flash(rq, "%s", t("Nothing was changed."));
    return redirect(rq, "%s", colleague_path(rq, &p));
  }
  TRY(person_roles(rq->w, p.id, role_keys));
  TRY(audit_write(rq->w, "person.roles", "person", p.id, p.org_id, "roles", NULL));
  flash(rq, t("The roles of %s were changed."), p.in.name);
  return redirect(rq, "%s", colleague_path(rq, &p));
}
