/* Adding a person to an organisation or to the staff, and changing one. */
#include "cgi-bin/admin/person.h"
#include "cgi-bin/admin/role.h"
#include "lib/model/trail.h"

static const struct field person_fields[] = {
  FIELD(struct person_in, name, N_("Name"), .required = true, .max = 200, .autocomplete = "off"),
  FIELD(struct person_in, email, N_("E-mail"), .required = true, .max = 254, .look = LOOK_EMAIL, .autocomplete = "off",
        .hint = N_("Links and codes to sign in go here. One address can belong to one person only.")),
  FIELD(struct person_in, language, N_("Language"), .required = true, .max = 8, .look = LOOK_LANGUAGE),
  FIELD(struct person_in, zone, N_("Time zone"), .required = true, .max = 64, .look = LOOK_ZONE),
};
const struct form_def person_form = FORM(struct person_in, person_fields);

/* Whom the path names: a person (…/users/{id}/edit), or nobody yet, with the organisation that the new one will belong to. */
static result whom(struct req *rq, struct person *p)
{
  struct public_id id;
  bool writes = db_in_transaction(rq->w);
  *p = (struct person){ 0 };
  if (!rq->captured[0])
    return OK; /* new staff */
  TRY(req_public_id(rq, 0, &id));
  if (!str_ends(rq->route->path, "/users/new")) {
    TRY(person_find(rq->w, id, staff_route(rq), writes, p));
    return p->moved_to.bits ? refuse(rq, CONFLICT, "%s",
                                     t("This person moved to another organisation, and the e-mail address with them."))
                            : OK;
  }
  struct org org;
  TRY(writes ? org_lock(rq->w, id, &org) : org_find(rq->w, id, &org));
  p->org_id = org.id;
  p->org_public = org.public_id;
  p->org_name = org.in.name;
  p->in.language = org.in.party.language;
  return OK;
}

static const char *form_action(struct req *rq, const struct person *p)
{
  if (p->id)
    return arena_printf(rq->arena, "%s/edit", person_path(rq, p));
  return staff_route(rq) ? "/admin/team/new"
                         : arena_printf(rq->arena, "/admin/partners/%s/users/new", id_text(rq, p->org_public));
}

static const char *form_cancel(struct req *rq, const struct person *p)
{
  if (p->id)
    return person_path(rq, p);
  return staff_route(rq) ? "/admin/team" : arena_printf(rq->arena, "/admin/partners/%s", id_text(rq, p->org_public));
}

/* The ticks of the roles: a partner's, or our own with what the person may give. */
static result roles_put(struct req *rq, const struct person *p)
{
  struct vendor_roles all;
  if (!staff_route(rq)) {
    roles_show(rq, p->roles);
    return OK;
  }
  TRY(vendor_roles_read(rq->w, false, &all));
  TRY(staff_within_reach(rq, &all, p));
  staff_roles_show(rq, &all, p->roles);
  return OK;
}

result person_edit(struct req *rq)
{
  struct person p;
  TRY(whom(rq, &p));
  if (!rq->form.def) {
    req_form(rq, &person_form);
    struct person_in *in = rq->form.data;
    *in = p.in;
    in->language = str_empty(in->language) ? "en" : in->language;
    in->zone = str_empty(in->zone) ? rq->w->zone : in->zone;
    form_show(&rq->form);
  }
  person_crumbs(rq, &p, p.id ? t("Change") : t("New person"));
  TRY(roles_put(rq, &p));
  const char *title = p.id       ? arena_printf(rq->arena, t("Change %s"), p.in.name)
                      : p.org_id ? arena_printf(rq->arena, t("Add a person to %s"), p.org_name)
                                 : t("Add a person to our staff");
  const struct form_words words = { title, form_action(rq, &p), p.id ? t("Save") : t("Add the person"),
                                    form_cancel(rq, &p) };
  return form_page(rq, &words);
}

static result person_check(struct req *rq, const struct person *p, const char *problem)
{
  struct person_in *in = rq->form.data;
  bool taken = false, seat = true;
  in->email = str_lower(rq->arena, in->email);
  TRY(email_taken(rq->w, in->email, p->id, &taken));
  if (taken)
    form_refuse(&rq->form, "email", "%s", t("This address is already in use by somebody who signs in."));
  if (problem)
    form_refuse(&rq->form, NULL, "%s", problem);
  if (!p->id && p->org_id)
    TRY(seats_left(rq->w, p->org_id, &seat));
  if (!seat)
    form_refuse(&rq->form, NULL, t("All seats of %s are taken. Deactivate somebody first, or raise its limit."),
                p->org_name);
  return rq->form.n_errors ? INVALID : OK;
}

static result person_store(struct req *rq, struct person *p, const char *role_keys, const char *fields)
{
  const struct person_in *in = rq->form.data;
  bool is_new = !p->id;
  const char *detail = str_eq(role_keys, p->roles)
                           ? NULL
                           : arena_printf(rq->arena, "roles: %s -> %s", p->roles ? p->roles : "", role_keys);
  result r = is_new ? person_insert(rq->w, in, role_keys, p->org_id, p) : person_update(rq->w, p->id, in, role_keys);
  if (r == CONFLICT)
    return form_refuse(&rq->form, "email", "%s", t("This address is already in use by somebody who signs in."));
  TRY(r);
  if (!p->org_id)
    TRY(staff_keeper_left(rq));
  return audit_write(rq->w, is_new ? "person.added" : "person.changed", "person", p->id, p->org_id, fields, detail);
}

/* Whom the path names and which roles were ticked. Our roles are locked before the person, as everywhere. */
static result roles_of_form(struct req *rq, struct person *p, const char **role_keys, const char **problem)
{
  struct vendor_roles all;
  if (!staff_route(rq)) {
    TRY(whom(rq, p));
    *role_keys = roles_posted(rq, problem);
    return OK;
  }
  TRY(vendor_roles_read(rq->w, true, &all));
  TRY(whom(rq, p));
  TRY(staff_within_reach(rq, &all, p));
  *role_keys = staff_roles_posted(rq, &all, p->roles, problem);
  return OK;
}

result person_save(struct req *rq)
{
  const struct person_in *in = rq->form.data;
  struct person p;
  const char *problem, *role_keys;
  TRY(roles_of_form(rq, &p, &role_keys, &problem));
  if (p.id)
    TRY(form_merged(rq, &p.in));
  TRY(person_check(rq, &p, problem));
  bool is_new = !p.id;
  const char *fields = fields_changed(rq->arena, &person_form, &p.in, in);
  if (!str_eq(role_keys, p.roles))
    fields = arena_printf(rq->arena, "%s%sroles", fields, *fields ? "," : "");
  if (!*fields) {
    flash(rq, "%s", t("Nothing was changed."));
    return redirect(rq, "%s", form_cancel(rq, &p));
  }
  TRY(person_store(rq, &p, role_keys, fields));
  flash(rq, is_new ? t("%1$s can now sign in with %2$s.") : t("%1$s was changed."), in->name, in->email);
  return redirect(rq, "%s",
                  p.org_id && is_new ? arena_printf(rq->arena, "/admin/partners/%s", id_text(rq, p.org_public))
                                     : person_path(rq, &p));
}
