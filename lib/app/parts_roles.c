/* Roles of a partner's people as ticks and as words. */
#include "lib/app/parts.h"

const struct option *role_options(struct req *rq)
{
  struct option *options = arena_array(rq->arena, (size_t)n_roles + 1, sizeof *options);
  for (int i = 0; i < n_roles; i++)
    options[i] = (struct option){ roles[i].key, t(roles[i].label) };
  return options;
}

const char *roles_posted(struct req *rq, const char **problem)
{
  struct picks p;
  picks_posted(rq, "roles[]", &p);
  *problem = p.n ? NULL : t("Choose at least one role.");
  for (int i = 0; i < p.n; i++)
    if (!role_find(p.values[i]))
      *problem = t("Choose the roles from the list.");
  return *problem ? "" : picks_join(rq, &p);
}

void roles_show(struct req *rq, const char *role_keys)
{
  struct picks picked;
  const char *problem = NULL;
  picks_split(rq, role_keys, &picked);
  if (rq->route->method == POST) {
    picks_posted(rq, "roles[]", &picked);
    roles_posted(rq, &problem);
  }
  const struct tick_group group = {
    .name = "roles[]",
    .legend = t("Roles"),
    .hint = t("What the person may see and do; several add up."),
    .error = problem,
    .options = role_options(rq),
    .picked = &picked,
  };
  tick_group_show(rq, 0, &group);
}

const char *roles_text(struct req *rq, const char *role_keys)
{
  struct picks p;
  struct buf b = BUF(rq->arena);
  picks_split(rq, role_keys, &p);
  for (int i = 0; i < p.n; i++) {
    const struct role *role = role_find(p.values[i]);
    buf_printf(&b, "%s%s", i ? ", " : "", role ? t(role->label) : p.values[i]);
  }
  return buf_text(&b);
}
