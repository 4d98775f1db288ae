/* Moving a person to another organisation (C14): a new person there, the old one deactivated, the e-mail goes along. */
#include "cgi-bin/admin/person.h"

struct move_in {
  struct public_id org;
};
static const struct field move_fields[] = {
  FIELD(struct move_in, org, N_("New organisation"), .required = true),
};
const struct form_def person_move_form = FORM(struct move_in, move_fields);

/* Every active organisation but the person's own. */
static result org_options(struct req *rq, const struct person *p, const struct option **out)
{
  struct option *all;
  int n = 0;
  TRY(org_choices(rq, &all));
  for (int i = 0; all[i].value; i++)
    if (!str_eq(all[i].value, id_text(rq, p->org_public)))
      all[n++] = all[i];
  all[n] = (struct option){ NULL, NULL };
  *out = all;
  return OK;
}

static result moved_find(struct req *rq, bool lock, struct person *p)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  TRY(person_find(rq->w, id, false, lock, p));
  return p->active ? OK : refuse(rq, CONFLICT, "%s", t("Only an active person can be moved."));
}

/* Every role but the administrator's: power over colleagues is given anew, by those who know them. */
static const char *roles_preset(struct req *rq, const struct person *p)
{
  struct picks held, kept = { .n = 0 };
  picks_split(rq, p->roles, &held);
  for (int i = 0; i < held.n; i++)
    if (!str_eq(held.values[i], ROLE_ADMINISTRATOR))
      kept.values[kept.n++] = held.values[i];
  return picks_join(rq, &kept);
}

result person_move_ask(struct req *rq)
{
  struct person p;
  const struct option *orgs;
  int n = 0;
  TRY(moved_find(rq, false, &p));
  TRY(org_options(rq, &p, &orgs));
  if (!rq->form.def)
    req_form(rq, &person_move_form);
  choices_put(rq, "org", orgs);
  person_crumbs(rq, &p, t("Move"));
  confirm_say(rq, &n,
              arena_printf(rq->arena,
                           t("%s is deactivated here and signed out everywhere at once. What they did stays with %s."),
                           p.in.name, p.org_name));
  confirm_say(
      rq, &n,
      arena_printf(rq->arena,
                   t("A new person with the same name and e-mail is added there, who signs in with %s as before."),
                   p.in.email));
  confirm_say(
      rq, &n,
      t("Passkeys and other second factors do not move. This cannot be taken back by reactivating the old one."));
  roles_show(rq, roles_preset(rq, &p));
  const struct form_words words = { arena_printf(rq->arena, t("Move %s to another organisation?"), p.in.name),
                                    arena_printf(rq->arena, "%s/move", person_path(rq, &p)), t("Move"),
                                    person_path(rq, &p) };
  return form_page(rq, &words);
}

result person_move_save(struct req *rq)
{
  const struct move_in *in = rq->form.data;
  struct person p, moved;
  struct org to;
  const char *problem, *role_keys = roles_posted(rq, &problem);
  TRY(moved_find(rq, true, &p));
  if (problem)
    return form_refuse(&rq->form, NULL, "%s", problem);
  result r = org_lock(rq->w, in->org, &to);
  if (r == NOT_FOUND || (r == OK && (str_eq(to.status, "archived") || to.id == p.org_id)))
    return form_refuse(&rq->form, "org", "%s", t("Choose one of the entries in the list."));
  TRY(r);
  r = person_move(rq->w, &p, to.id, role_keys, &moved);
  if (r == CONFLICT)
    return form_refuse(&rq->form, "org", t("All seats of %s are taken. Deactivate somebody first, or raise its limit."),
                       to.in.name);
  TRY(r);
  flash(rq, t("%1$s now belongs to %2$s."), p.in.name, to.in.name);
  return redirect(rq, "/admin/users/%s", id_text(rq, moved.public_id));
}
