/* Where customers move to: an active organisation, or none. */
#include "lib/app/move_form.h"

#include "lib/app/parts.h"

enum { ORGS_MAX = 1000 };

#define DIRECT "direct" /* no public id looks like it */

static const struct field move_fields[] = {
  FIELD(struct move_in, org, N_("New organisation"), .required = true, .max = 13),
  FIELD(struct move_in, day, N_("From which day"), .required = true, .hint = N_("Today, or a later day")),
  FIELD(struct move_in, reason, N_("Reason"), .required = true, .max = 300, .look = LOOK_AREA,
        .hint = N_("Both organisations read it")),
};
const struct form_def move_form = FORM(struct move_in, move_fields);

result move_org_options(struct req *rq, int64_t org_id)
{
  struct option *options = arena_array(rq->arena, ORGS_MAX + 2, sizeof *options);
  struct public_id id;
  const char *name;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "SELECT public_id, name FROM org WHERE status = 'active' AND id <> ? ORDER BY name, id LIMIT 1000",
               A(org_id)));
  int n = 0;
  while (n < ORGS_MAX && rows_next(&rows, F(id), F(name)))
    options[n++] = (struct option){ id_text(rq, id), name };
  options[n] = (struct option){ DIRECT, t("None: our own customer from then on") };
  choices_put(rq, "org", options);
  return OK;
}

result move_org_chosen(struct work *w, const char *chosen, int64_t *org_id)
{
  struct public_id id;
  ROWS rows = { 0 };
  *org_id = str_eq(chosen, DIRECT) ? 0 : -1;
  if (!*org_id || !public_id_parse(chosen, &id))
    return OK;
  TRY(db_query(w, &rows, "SELECT id FROM org WHERE public_id = ?", A(id)));
  rows_next(&rows, F(*org_id));
  return OK;
}

void move_payers_say(struct req *rq, int *n, const struct move_payers *p)
{
  int own = p->running - p->by_org;
  confirm_say(rq, n,
              p->running
                  ? arena_printf(rq->arena,
                                 tn("%d subscription that runs or is to begin goes along.",
                                    "%d subscriptions that run or are to begin go along.", (unsigned long)p->running),
                                 p->running)
                  : p->none);
  if (p->by_org)
    confirm_say(
        rq, n,
        arena_printf(
            rq->arena,
            tn("%1$d of them is paid by %2$s; from that day on the new organisation pays it, at the same prices.",
               "%1$d of them are paid by %2$s; from that day on the new organisation pays them, at the same prices.",
               (unsigned long)p->by_org),
            p->by_org, p->org));
  if (own)
    confirm_say(
        rq, n,
        arena_printf(
            rq->arena,
            tn("%d is paid by the customer and stays so, at the same prices; the margin is the new organisation's.",
               "%d are paid by the customer and stay so, at the same prices; the margin is the new organisation's.",
               (unsigned long)own),
            own));
}
