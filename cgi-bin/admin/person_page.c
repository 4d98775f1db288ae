/* One person who signs in. */
#include "cgi-bin/admin/person.h"
#include "cgi-bin/admin/role.h"
#include "lib/form/form_lists.h"

static result roles_fact(struct facts *f, const struct person *p)
{
  struct vendor_roles all;
  if (p->org_id) {
    fact(f, t("Roles"), roles_text(f->rq, p->roles));
    return OK;
  }
  TRY(vendor_roles_read(f->rq->w, false, &all));
  fact(f, t("Roles"), staff_roles_text(f->rq, &all, p->roles));
  return OK;
}

result person_page(struct req *rq)
{
  struct public_id id;
  struct person p;
  TRY(req_public_id(rq, 0, &id));
  TRY(person_find(rq->w, id, staff_route(rq), false, &p));
  person_crumbs(rq, &p, NULL);
  struct facts f = { rq, "Facts", 0 };
  fact(&f, t("E-mail"), p.in.email);
  if (p.org_id)
    fact_link(&f, t("Organisation"), p.org_name,
              arena_printf(rq->arena, "/admin/partners/%s", id_text(rq, p.org_public)));
  TRY(roles_fact(&f, &p));
  fact(&f, t("Language"), option_word(language_options(), p.in.language));
  fact(&f, t("Time zone"), p.in.zone);
  fact_time(&f, t("Last sign-in"), p.last_signin_at);
  fact_time(&f, t("Added"), p.created_at);
  TRY(person_links(rq, &p, &f));
  may_show(rq);
  view_put(rq->view, "User.Path", person_path(rq, &p));
  view_put_bool(rq->view, "User.May", (rq->who.rights & (staff_route(rq) ? STAFF_WRITE : USER_WRITE)) != 0);
  if (p.org_id && p.active && rq->who.rights & VIEW_AS)
    view_putf(rq->view, "User.ViewHref", "%s/view", person_path(rq, &p));
  TRY(history_show(rq, "person", p.id));
  return page(rq, "admin/person_page", p.in.name);
}
