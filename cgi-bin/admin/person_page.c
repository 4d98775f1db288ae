/* One person who signs in. */
#include "cgi-bin/admin/person.h"

static const char *roles_text(struct req *rq, const char *keys)
{
  struct picks p;
  struct buf b = BUF(rq->arena);
  picks_split(rq, keys, &p);
  for (int i = 0; i < p.n; i++) {
    const struct role *role = role_find(p.values[i]);
    buf_printf(&b, "%s%s", i ? ", " : "", role ? t(role->label) : p.values[i]);
  }
  return buf_text(&b);
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
  fact(&f, t("Roles"), roles_text(rq, p.roles));
  fact(&f, t("Language"), p.in.language);
  fact(&f, t("Time zone"), p.in.zone);
  fact_time(&f, t("Last sign-in"), p.last_signin_at);
  fact_time(&f, t("Added"), p.created_at);
  may_show(rq);
  view_put(rq->view, "User.Path", person_path(rq, &p));
  view_put_bool(rq->view, "User.Active", p.active);
  view_put_bool(rq->view, "User.May", (rq->who.rights & (staff_route(rq) ? STAFF_WRITE : USER_WRITE)) != 0);
  if (p.org_id && p.active && rq->who.rights & VIEW_AS)
    view_putf(rq->view, "User.ViewHref", "%s/view", person_path(rq, &p));
  view_put(rq->view, "User.Status", p.active ? "active" : "inactive");
  view_put(rq->view, "User.StatusWord", p.active ? t("Active") : t("Inactive"));
  TRY(history_show(rq, "person", p.id));
  return page(rq, "admin/person_page", p.in.name);
}
