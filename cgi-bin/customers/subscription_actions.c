/* What can be done with a subscription now: by its state, the person's right, and the vendor's rules. */
#include "cgi-bin/customers/subscription_change.h"
#include "lib/app/parts.h"

struct links {
  struct req *rq;
  const struct sub *s;
  const struct sub_rule *rules;
  int n;
};

static void link_put(struct links *l, enum sub_action action, const char *path, const char *label)
{
  if (sub_rule_problem(l->rq->w, l->rules, action))
    return;
  view_item(l->rq->view, "Actions", l->n, "Label", label);
  view_item(l->rq->view, "Actions", l->n++, "Href",
            arena_printf(l->rq->arena, "%s/%s/%s", subscriptions_path(l->rq), id_text(l->rq, l->s->public_id), path));
}

static void renewal_links(struct links *l)
{
  const struct sub *s = l->s;
  if (!s->term_end.year)
    return;
  if (!s->auto_renew) {
    link_put(l, ACTION_RENEW, "renew", t("Renew"));
    link_put(l, ACTION_RENEW, "renewal-on", t("Renew by itself"));
  } else {
    link_put(l, ACTION_RENEW, "renewal-off", t("Do not renew"));
  }
}

/* Until its day, what was ordered can be taken back. */
static void waiting_show(struct links *l)
{
  const struct sub *s = l->s;
  struct req *rq = l->rq;
  if (s->cancel.year)
    view_putf(rq->view, "Waiting", t("It was cancelled and ends on %s."),
              date_text(rq->arena, s->cancel, i18n_current()));
  else
    view_putf(rq->view, "Waiting", t("From %s on it will be another one: a change waits for that day."),
              date_text(rq->arena, s->waiting_on, i18n_current()));
  link_put(l, s->cancel.year ? ACTION_CANCEL : ACTION_CHANGE, "undo", t("Take it back"));
}

result actions_show(struct req *rq, const struct sub *s)
{
  struct sub_rule rules[SUB_ACTIONS];
  struct links l = { rq, s, rules, 0 };
  bool pending = str_eq(s->status, "pending"), active = str_eq(s->status, "active"),
       paused = str_eq(s->status, "suspended");
  TRY(sub_rules(rq->w, s, rules));
  for (int i = 0; i < s->n_items; i++)
    if (s->items[i].usage) {
      view_item(rq->view, "Actions", l.n, "Label", t("Usage"));
      view_item(rq->view, "Actions", l.n++, "Href",
                arena_printf(rq->arena, "%s/%s/usage", subscriptions_path(rq), id_text(rq, s->public_id)));
      break;
    }
  if (!(rq->who.rights & ORDER_WRITE) || (!pending && !active && !paused))
    return OK;
  if (paused)
    link_put(&l, ACTION_PAUSE, "resume", t("End the pause"));
  if (s->cancel.year || s->waiting_id) {
    waiting_show(&l);
  } else if (!paused) {
    link_put(&l, ACTION_CHANGE, "change", t("Change offer or quantity"));
    link_put(&l, ACTION_ADDON, "addons", t("Add-ons"));
    if (is_staff(rq))
      link_put(&l, ACTION_CHANGE, "term", t("Change the term"));
    renewal_links(&l);
  }
  if (active && date_compare(s->today, s->billed_from) >= 0)
    link_put(&l, ACTION_PAUSE, "pause", t("Pause"));
  if (!s->cancel.year || is_staff(rq))
    link_put(&l, ACTION_CANCEL, "cancel", t("Cancel"));
  return OK;
}
