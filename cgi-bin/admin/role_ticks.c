/* Rights as ticks, the roles of a colleague as ticks, and who may give what. */
#include "cgi-bin/admin/role.h"

#include <string.h>

static uint64_t bit(int i)
{
  return UINT64_C(1) << i;
}

static void group_show(struct req *rq, int n, const struct right_group *g, uint64_t held)
{
  struct option *options = arena_array(rq->arena, RIGHT_COUNT + 1, sizeof *options);
  struct picks *picked = arena_alloc(rq->arena, sizeof *picked), *locked = arena_alloc(rq->arena, sizeof *locked);
  int shown = 0;
  picked->n = locked->n = 0;
  for (int i = 0; i < RIGHT_COUNT; i++) {
    if (!(g->rights & bit(i)))
      continue;
    const char *key = right_key((enum right_index)i);
    options[shown++] = (struct option){ key, t(right_text((enum right_index)i)) };
    if (held & bit(i))
      picked->values[picked->n++] = key;
    if (!(rq->who.rights & bit(i)))
      locked->values[locked->n++] = key;
  }
  const struct tick_group group = {
    .name = "rights[]",
    .id = arena_printf(rq->arena, "rights-%d", n),
    .legend = t(g->label),
    .hint = locked->n ? t("Rights that you do not have yourself stay as they are.") : NULL,
    .options = options,
    .picked = picked,
    .locked = locked,
  };
  tick_group_show(rq, n, &group);
}

int rights_show(struct req *rq, uint64_t held)
{
  int n = 0;
  if (rq->route->method == POST) {
    const char *problem;
    held = rights_posted(rq, held, &problem);
  }
  for (; right_groups[n].label; n++)
    group_show(rq, n, &right_groups[n], held);
  return n;
}

uint64_t rights_posted(struct req *rq, uint64_t before, const char **problem)
{
  struct picks p;
  uint64_t mine = rq->who.rights & STAFF_RIGHTS;
  picks_posted(rq, "rights[]", &p);
  *problem = NULL;
  uint64_t asked = 0;
  for (int i = 0; i < p.n; i++) {
    uint64_t one = strpbrk(p.values[i], "*,") ? 0 : rights_read(p.values[i]);
    if (!one)
      *problem = t("Choose the rights from the list.");
    asked |= one;
  }
  if (asked & ~mine & ~before)
    *problem = t("You cannot give a right that you do not have yourself.");
  uint64_t after = (asked & mine) | (before & ~mine);
  if (!after && !*problem)
    *problem = t("Choose at least one right.");
  return after;
}

void staff_roles_show(struct req *rq, const struct vendor_roles *all, const char *role_keys)
{
  struct option *options = arena_array(rq->arena, (size_t)all->n + 1, sizeof *options);
  struct picks picked;
  const char *problem = NULL;
  picks_split(rq, role_keys, &picked);
  if (rq->route->method == POST) {
    picks_posted(rq, "roles[]", &picked);
    staff_roles_posted(rq, all, role_keys, &problem);
  }
  for (int i = 0; i < all->n; i++)
    options[i] = (struct option){ all->rows[i].key, role_name(&all->rows[i]) };
  const struct tick_group group = {
    .name = "roles[]",
    .legend = t("Roles"),
    .hint = t("What the person may see and do; several add up."),
    .error = problem,
    .options = options,
    .picked = &picked,
  };
  tick_group_show(rq, 0, &group);
}

const char *staff_roles_posted(struct req *rq, const struct vendor_roles *all, const char *before, const char **problem)
{
  struct picks p, had;
  uint64_t added = 0;
  picks_posted(rq, "roles[]", &p);
  picks_split(rq, before, &had);
  *problem = p.n ? NULL : t("Choose at least one role.");
  for (int i = 0; i < p.n; i++) {
    const struct vendor_role *role = vendor_role_find(all, p.values[i]);
    if (!role)
      *problem = t("Choose the roles from the list.");
    else if (!picks_have(&had, role->key))
      added |= role->rights;
  }
  if (!*problem && added & ~rq->who.rights)
    *problem = t("You cannot give a role with rights that you do not have yourself.");
  const char *keys = *problem ? "" : picks_join(rq, &p);
  if (strlen(keys) > VENDOR_ROLE_KEYS_MAX)
    *problem = t("Choose fewer roles.");
  return *problem ? "" : keys;
}

const char *staff_roles_text(struct req *rq, const struct vendor_roles *all, const char *role_keys)
{
  struct picks p;
  struct buf b = BUF(rq->arena);
  picks_split(rq, role_keys, &p);
  for (int i = 0; i < p.n; i++) {
    const struct vendor_role *role = vendor_role_find(all, p.values[i]);
    buf_printf(&b, "%s%s", i ? ", " : "", role ? role_name(role) : p.values[i]);
  }
  return buf_text(&b);
}

result staff_within_reach(struct req *rq, const struct vendor_roles *all, const struct person *p)
{
  return vendor_roles_rights(all, p->roles) & ~rq->who.rights
             ? refuse(rq, CONFLICT, t("%s has rights that you do not have yourself. Ask somebody who has them."),
                      p->in.name)
             : OK;
}

result staff_keeper_left(struct req *rq)
{
  bool left;
  const char *why =
      t("Then nobody would be left who may change both our people and their roles. Give somebody else these "
        "rights first.");
  TRY(keeper_left(rq->w, &left));
  if (left)
    return OK;
  return rq->form.def ? form_refuse(&rq->form, NULL, "%s", why) : refuse(rq, CONFLICT, "%s", why);
}
