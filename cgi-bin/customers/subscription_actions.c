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

static result change_waiting_show(struct req *rq, const struct sub *s)
{
  const char *offer, *on = date_text(rq->arena, s->waiting_on, i18n_current());
  int quantity;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "SELECT x.quantity, v.name FROM subscription_change x JOIN offer_version v ON v.id = x.version_id"
               " WHERE x.id = ?",
               A(s->waiting_id)));
  TRY(rows_one(&rows, F(quantity), F(offer)));
  if (quantity == s->quantity && str_eq(offer, s->offer))
    view_putf(rq->view, "Waiting", t("From %s on it will be another one: a change waits for that day."), on);
  else
    view_putf(rq->view, "Waiting", t("From %1$s on it will be %2$d × %3$s: the change waits for that day."), on,
              quantity, offer);
  return OK;
}

/* Until its day, what was ordered can be taken back. */
static result waiting_show(struct links *l)
{
  const struct sub *s = l->s;
  struct req *rq = l->rq;
  if (s->cancel.year)
    view_putf(rq->view, "Waiting", t("It was cancelled: its last day is %s."),
              date_text(rq->arena, date_add_days(s->cancel, -1), i18n_current()));
  else
    TRY(change_waiting_show(rq, s));
  const char *barred;
  TRY(change_barred(rq->w, s, &(struct change){ .kind = CHANGE_UNDO, .term_months = -1 }, &barred));
  if (!barred)
    link_put(l, s->cancel.year ? ACTION_CANCEL : ACTION_CHANGE, "undo", t("Take it back"));
  return OK;
}

static result addons_link(struct links *l)
{
  bool any;
  ROWS rows = { 0 };
  TRY(db_query(
      l->rq->w, &rows,
      "SELECT EXISTS (SELECT 1 FROM subscription_item x WHERE x.subscription_id = ? AND x.live = 1 AND x.addon)"
      " OR EXISTS (SELECT 1 FROM offer_version v JOIN offer_shelf f ON f.version_id = v.id AND f.org_id IN (0, ?)"
      " WHERE v.addon_of = ? AND ? > 0)",
      A(l->s->id), A(l->s->org_id), A(l->s->offer_id), A(l->s->org_id)));
  TRY(rows_one(&rows, F(any)));
  if (any)
    link_put(l, ACTION_ADDON, "addons", t("Add-ons"));
  return OK;
}

/* Who may not cancel hears who does (decision 13). */
static result cancel_how(struct links *l)
{
  const char *email;
  ROWS rows = { 0 };
  TRY(db_query(l->rq->w, &rows, "SELECT p.email FROM legal_entity e JOIN party p ON p.id = e.party_id WHERE e.id = ?",
               A(l->s->legal_entity_id)));
  TRY(rows_one(&rows, F(email)));
  view_put(l->rq->view, "CancelHow",
           str_empty(email) ? t("To have it cancelled, write to us.")
                            : arena_printf(l->rq->arena, t("To have it cancelled, write to %s."), email));
  return OK;
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
    TRY(waiting_show(&l));
  } else if (!paused) {
    link_put(&l, ACTION_CHANGE, "change", t("Change offer or quantity"));
    TRY(addons_link(&l));
    if (is_staff(rq))
      link_put(&l, ACTION_CHANGE, "term", t("Change the term"));
    renewal_links(&l);
  }
  if (active && !s->cancel.year && date_compare(s->today, s->billed_from) >= 0)
    link_put(&l, ACTION_PAUSE, "pause", t("Pause"));
  if (!s->cancel.year || is_staff(rq))
    link_put(&l, ACTION_CANCEL, "cancel", t("Cancel"));
  if (!s->cancel.year && sub_rule_problem(rq->w, rules, ACTION_CANCEL))
    TRY(cancel_how(&l));
  return OK;
}
