/* Making a role, from nothing or from another, and changing one. What people may do changes at their next request, so a change of a role
 * that somebody has wants a tick that says so. */
#include "cgi-bin/admin/role.h"
#include "lib/model/trail.h"

#include <string.h>

static const struct field role_fields[] = {
  FIELD(struct role_in, name, N_("Name"), .max = 60),
};
const struct form_def role_form = FORM(struct role_in, role_fields);

struct role_turn { /* what one page is about */
  struct vendor_roles all;
  struct vendor_role role; /* id 0: a new one */
  uint64_t offered;        /* of a new one: the rights of the one that it is copied from */
};

static result turn_read(struct req *rq, struct role_turn *out)
{
  bool writes = db_in_transaction(rq->w);
  struct public_id from;
  *out = (struct role_turn){ 0 };
  if (rq->captured[0]) {
    TRY(role_of_path(rq, writes, &out->all, &out->role));
    out->offered = out->role.rights;
    return out->role.fixed
               ? refuse(rq, CONFLICT, "%s",
                        t("This role holds every right and cannot be changed. Copy it to make a smaller one."))
               : OK;
  }
  TRY(vendor_roles_read(rq->w, writes, &out->all));
  if (!public_id_parse(req_param(rq, "from"), &from))
    return OK;
  for (int i = 0; i < out->all.n; i++)
    if (out->all.rows[i].public_id.bits == from.bits)
      out->offered = out->all.rows[i].rights & rq->who.rights;
  return OK;
}

/* Below the rights of a role that somebody has: they change what these people may do. */
static void sure_show(struct req *rq, int group, const struct vendor_role *role)
{
  const struct option options[] = { { "1", t("They may do so from now on") }, { NULL, NULL } };
  struct picks picked;
  picks_posted(rq, "sure", &picked);
  const struct tick_group ticks = {
    .name = "sure",
    .legend =
        arena_printf(rq->arena, tn("%d person has this role", "%d people have this role", (unsigned long)role->holders),
                     role->holders),
    .hint = t("Needed when the rights change."),
    .error = rq->route->method == POST && !picked.n ? t("Tick this to change what they may do.") : NULL,
    .options = options,
    .picked = &picked,
  };
  tick_group_show(rq, group, &ticks);
}

static bool sure(struct req *rq)
{
  struct picks picked;
  picks_posted(rq, "sure", &picked);
  return picked.n > 0;
}

result role_edit(struct req *rq)
{
  struct role_turn turn;
  TRY(turn_read(rq, &turn));
  const struct vendor_role *role = &turn.role;
  if (!rq->form.def) {
    req_form(rq, &role_form);
    ((struct role_in *)rq->form.data)->name = role->name;
    form_show(&rq->form);
  }
  if (role->built_in)
    form_fix(&rq->form, "name", role_name(role));
  form_need(&rq->form, "name");
  int groups = rights_show(rq, turn.offered);
  if (role->holders)
    sure_show(rq, groups, role);
  crumb(rq, t("Roles"), "/admin/roles");
  if (role->id)
    crumb(rq, role_name(role), role_path(rq, role));
  crumb(rq, role->id ? t("Change") : t("New"), NULL);
  struct form_words words = { t("Add a role"), "/admin/roles/new", t("Add it"), "/admin/roles" };
  if (role->id)
    words =
        (struct form_words){ arena_printf(rq->arena, t("Change %s"), role_name(role)),
                             arena_printf(rq->arena, "%s/edit", role_path(rq, role)), t("Save"), role_path(rq, role) };
  return form_page(rq, &words);
}

static result name_check(struct req *rq, const struct role_turn *turn)
{
  const struct role_in *in = rq->form.data;
  if (turn->role.built_in)
    return OK;
  TRY(form_need(&rq->form, "name"));
  if (strchr(in->name, ','))
    return form_refuse(&rq->form, "name", "%s", t("A name cannot have a comma."));
  for (int i = 0; i < turn->all.n; i++)
    if (turn->all.rows[i].id != turn->role.id &&
        (str_eq(str_lower(rq->arena, in->name), str_lower(rq->arena, turn->all.rows[i].name)) ||
         str_eq(in->name, role_name(&turn->all.rows[i]))))
      return form_refuse(&rq->form, "name", "%s", t("There is a role of this name."));
  return OK;
}

/* Before and after, in keys: what a right is called may change, its key does not. */
static const char *rights_detail(struct arena *a, uint64_t before, uint64_t after)
{
  return arena_printf(a, "rights: %s -> %s", rights_write(a, before), rights_write(a, after));
}

static result role_add(struct req *rq, struct role_turn *turn, uint64_t rights)
{
  const struct role_in *in = rq->form.data;
  if (turn->all.n >= VENDOR_ROLES_MAX)
    return form_refuse(&rq->form, NULL, "%s", t("There are too many roles. Delete one that nobody has first."));
  struct vendor_role role = { .key = vendor_role_key(rq->arena, &turn->all, in->name),
                              .name = in->name,
                              .rights = rights };
  result r = vendor_role_add(rq->w, &role);
  if (r == CONFLICT)
    return form_refuse(&rq->form, "name", "%s", t("There is a role of this name."));
  TRY(r);
  TRY(audit_write(rq->w, "role.added", "vendor_role", role.id, 0, "name,rights",
                  arena_printf(rq->arena, "%s; %s", role.name, rights_detail(rq->arena, 0, rights))));
  flash(rq, t("%s was added."), role.name);
  return redirect(rq, "%s", role_path(rq, &role));
}

static result role_change(struct req *rq, struct role_turn *turn, uint64_t rights)
{
  const struct role_in *in = rq->form.data;
  struct vendor_role *role = &turn->role;
  uint64_t before = role->rights;
  const char *old = role->name, *name = role->built_in ? old : in->name;
  bool renamed = !str_eq(old, name);
  if (!renamed && rights == before) {
    flash(rq, "%s", t("Nothing was changed."));
    return redirect(rq, "%s", role_path(rq, role));
  }
  if (rights != before && role->holders && !sure(rq))
    return form_refuse(&rq->form, NULL, "%s", t("Somebody has this role. Tick below that they may do so from now on."));
  role->name = name;
  role->rights = rights;
  result r = vendor_role_change(rq->w, role);
  if (r == CONFLICT)
    return form_refuse(&rq->form, "name", "%s", t("There is a role of this name."));
  TRY(r);
  TRY(staff_keeper_left(rq));
  const char *fields = renamed && rights != before ? "name,rights" : renamed ? "name" : "rights";
  const char *names =
      renamed ? arena_printf(rq->arena, "name: %s -> %s%s", old, name, rights != before ? "; " : "") : "";
  TRY(audit_write(
      rq->w, "role.changed", "vendor_role", role->id, 0, fields,
      arena_printf(rq->arena, "%s%s", names, rights != before ? rights_detail(rq->arena, before, rights) : "")));
  flash(rq, t("%s was changed."), role_name(role));
  return redirect(rq, "%s", role_path(rq, role));
}

result role_save(struct req *rq)
{
  struct role_turn turn;
  const char *problem;
  TRY(turn_read(rq, &turn));
  TRY(name_check(rq, &turn));
  uint64_t rights = rights_posted(rq, turn.role.rights, &problem);
  if (problem)
    return form_refuse(&rq->form, NULL, "%s", problem);
  return turn.role.id ? role_change(rq, &turn, rights) : role_add(rq, &turn, rights);
}

/* ---- the end of one ---- */
result role_deletion(struct req *rq)
{
  struct vendor_roles all;
  struct vendor_role role;
  int n = 0;
  TRY(role_of_path(rq, false, &all, &role));
  crumb(rq, t("Roles"), "/admin/roles");
  crumb(rq, role_name(&role), role_path(rq, &role));
  crumb(rq, t("Delete"), NULL);
  confirm_say(rq, &n, t("The role is gone from every list. Nobody has it, so nobody loses anything."));
  const struct form_words words = { arena_printf(rq->arena, t("Delete %s?"), role_name(&role)),
                                    arena_printf(rq->arena, "%s/delete", role_path(rq, &role)), t("Delete"),
                                    role_path(rq, &role) };
  return confirm_page(rq, &words, true);
}

result role_deletion_save(struct req *rq)
{
  struct vendor_roles all;
  struct vendor_role role;
  TRY(role_of_path(rq, true, &all, &role));
  result r = vendor_role_delete(rq->w, &role);
  if (r == CONFLICT)
    return refuse(rq, CONFLICT, "%s",
                  role.built_in ? t("This role came with Portico and cannot be deleted.")
                                : t("Somebody has this role. Take it from them first."));
  TRY(r);
  TRY(audit_write(rq->w, "role.deleted", "vendor_role", role.id, 0, "",
                  arena_printf(rq->arena, "%s; rights: %s", role.name, role.right_keys)));
  flash(rq, t("%s was deleted."), role.name);
  return redirect(rq, "/admin/roles");
}
