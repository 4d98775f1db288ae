/* A choice of many countries: ticks by their names, folded by parts of the world; what is kept is their codes, comma between. */
#include "lib/app/parts.h"
#include <string.h>

static bool of_part(const struct country_part *part, const char *code)
{
  for (const char *at = part->codes; (at = strstr(at, code)) != NULL; at++)
    if (at == part->codes || at[-1] == ',')
      return true;
  return false;
}

/* One part: open where something of it is ticked. */
static void part_show(struct req *rq, const char *list, int n, const struct country_part *part,
                      const struct option *sorted, const struct picks *picked)
{
  const char *options = arena_printf(rq->arena, "%s.%d.Options", list, n);
  int ticked = 0, at = 0;
  for (const struct option *o = sorted; o->value; o++) {
    if (!of_part(part, o->value))
      continue;
    bool checked = picks_have(picked, o->value);
    ticked += checked;
    view_item(rq->view, options, at, "Value", o->value);
    view_item(rq->view, options, at, "Label", t(o->label));
    view_item(rq->view, options, at++, "Checked", checked ? "1" : "");
  }
  view_item(rq->view, list, n, "Label", t(part->name));
  if (ticked)
    view_item(rq->view, list, n, "Ticked", arena_printf(rq->arena, t("%d chosen"), ticked));
}

void country_ticks_show(struct req *rq, int n, const struct tick_group *g)
{
  static const struct option none = { NULL, NULL };
  const struct option *sorted = country_sorted(rq->arena);
  struct tick_group group = *g;
  group.options = &none;
  tick_group_show(rq, n, &group);
  const char *list = arena_printf(rq->arena, "Groups.%d.Parts", n);
  for (int i = 0; country_parts[i].key; i++)
    part_show(rq, list, i, &country_parts[i], sorted, g->picked);
}

const char *countries_posted(struct req *rq, const char *name, const char *was, const char **unknown)
{
  struct picks posted, before, out = { .n = 0 };
  bool same = true;
  *unknown = NULL;
  picks_posted(rq, name, &posted);
  picks_split(rq, was, &before);
  for (int i = 0; i < posted.n; i++)
    if (!country_known(posted.values[i]))
      *unknown = posted.values[i];
  for (const struct option *o = countries; o->value; o++) {
    bool has = picks_have(&posted, o->value);
    same = same && has == picks_have(&before, o->value);
    if (has)
      out.values[out.n++] = o->value;
  }
  return same && was ? was : picks_join(rq, &out);
}
