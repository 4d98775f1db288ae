/* All customers of an organisation move to another one, or become our own: the page says who goes along, the worker moves them. */
#include "cgi-bin/admin/org.h"
#include "lib/app/move_form.h"
#include "lib/model/transfer.h"

static void move_crumbs(struct req *rq, const struct org *org, const char *here)
{
  crumb(rq, t("Organisations"), "/admin/partners");
  crumb(rq, org->in.name, org_path(rq, org));
  crumb(rq, here, NULL);
}

static const char *move_path(struct req *rq, const struct org *org)
{
  return arena_printf(rq->arena, "%s/move", org_path(rq, org));
}

static const char *nobody_left(const struct transfer_all *all)
{
  return all->customers ? t("Every customer of this organisation is to move already.")
                        : t("This organisation has no customers.");
}

static void customers_say(struct req *rq, const struct transfer_all *all, int *at)
{
  int n = all->customers - all->waiting;
  confirm_say(rq, at, arena_printf(rq->arena, tn("%d customer moves.", "%d customers move.", (unsigned long)n), n));
  if (all->waiting)
    confirm_say(rq, at,
                arena_printf(rq->arena,
                             tn("%d more is to move already; nothing changes for it.",
                                "%d more are to move already; nothing changes for them.", (unsigned long)all->waiting),
                             all->waiting));
}

static void consequences(struct req *rq, const struct org *org, const struct transfer_all *all)
{
  int n = 0;
  customers_say(rq, all, &n);
  move_payers_say(rq, &n,
                  &(struct move_payers){ .running = all->running,
                                         .by_org = all->by_org,
                                         .org = org->in.name,
                                         .none = t("None of their subscriptions runs or is to begin.") });
  confirm_say(rq, &n,
              arena_printf(rq->arena,
                           t("Invoices that %1$s pays stay with %1$s, and so does what is credited for them."),
                           org->in.name));
  confirm_say(
      rq, &n,
      t("With no new organisation they are our own customers: they pay everything themselves, at the prices that were paid"
        " until then, and nobody has a margin."));
  confirm_say(
      rq, &n,
      t("They move one after the other, from the first minutes of that day on; for today it begins at once. A customer"
        " whose order is being processed moves after it. Customers that are added meanwhile stay."));
  confirm_say(rq, &n, t("The administrators of both get one mail once all are done."));
}

static result move_of_path(struct req *rq, bool lock, struct org *org, struct transfer_all *all)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  TRY(lock ? org_lock(rq->w, id, org) : org_find(rq->w, id, org));
  return transfer_all_find(rq->w, org->id, all);
}

result org_move(struct req *rq)
{
  struct transfer_all all;
  struct org org;
  TRY(move_of_path(rq, false, &org, &all));
  move_crumbs(rq, &org, t("Move all customers"));
  if (all.customers <= all.waiting)
    return outcome_page(rq, t("Move all customers"), nobody_left(&all), org_path(rq, &org),
                        t("Back to the organisation"));
  if (!rq->form.def) {
    req_form(rq, &move_form);
    ((struct move_in *)rq->form.data)->day = all.today;
    form_show(&rq->form);
  }
  TRY(move_org_options(rq, org.id));
  consequences(rq, &org, &all);
  const struct form_words words = { arena_printf(rq->arena, t("Move all customers of %s?"), org.in.name),
                                    move_path(rq, &org), t("Move them"), org_path(rq, &org) };
  return confirm_page(rq, &words, true);
}

result org_move_save(struct req *rq)
{
  const struct move_in *in = rq->form.data;
  struct transfer_all all;
  struct org org;
  const char *problem;
  int64_t to, n;
  TRY(move_of_path(rq, true, &org, &all));
  TRY(move_org_chosen(rq->w, in->org, &to));
  result r = transfer_all_plan(rq->w, &all, to, in->day, in->reason, &n, &problem);
  if (r == NOT_FOUND)
    return refuse(rq, CONFLICT, "%s", nobody_left(&all));
  if (r == CONFLICT && problem)
    return form_refuse(&rq->form, date_compare(in->day, all.today) < 0 ? "day" : "org", "%s", problem);
  TRY(r);
  flash(rq,
        tn("%d customer is to move. How far it is stands here.", "%d customers are to move. How far it is stands here.",
           (unsigned long)n),
        (int)n);
  return redirect(rq, "%s", org_path(rq, &org));
}

/* ---- calling off what has not moved ---- */
result org_move_undo(struct req *rq)
{
  struct transfer_all all;
  struct org org;
  int n = 0;
  TRY(move_of_path(rq, false, &org, &all));
  move_crumbs(rq, &org, t("Call the move off"));
  if (!all.waiting)
    return outcome_page(rq, t("Call the move off"), t("No move of its customers is planned."), org_path(rq, &org),
                        t("Back to the organisation"));
  confirm_say(rq, &n,
              arena_printf(rq->arena,
                           tn("%1$d customer that has not moved yet stays with %2$s.",
                              "%1$d customers that have not moved yet stay with %2$s.", (unsigned long)all.waiting),
                           all.waiting, org.in.name));
  confirm_say(rq, &n, t("Who has moved already stays where it is."));
  const struct form_words words = {
    arena_printf(rq->arena, t("Call the move of the customers of %s off?"), org.in.name),
    arena_printf(rq->arena, "%s/undo", move_path(rq, &org)), t("Call it off"), org_path(rq, &org)
  };
  return confirm_page(rq, &words, true);
}

result org_move_undo_save(struct req *rq)
{
  struct transfer_all all;
  struct org org;
  int64_t n;
  TRY(move_of_path(rq, true, &org, &all));
  result r = transfer_all_undo(rq->w, org.id, &n);
  if (r == NOT_FOUND)
    return refuse(rq, CONFLICT, "%s", t("No move of its customers is planned."));
  TRY(r);
  flash(rq, "%s", t("The move was called off."));
  return redirect(rq, "%s", org_path(rq, &org));
}

/* ---- on the organisation's page ---- */
result org_move_show(struct req *rq, const struct org *org)
{
  struct transfer_state waiting[TRANSFERS_SHOWN];
  int n;
  TRY(transfers_of(rq->w, org->id, waiting, &n));
  for (int i = 0; i < n; i++) {
    const struct transfer_state *x = &waiting[i];
    const char *on = date_text(rq->arena, x->on, i18n_current());
    view_item(rq->view, "Org.Moves", i, "Text",
              str_empty(x->to_name)
                  ? arena_printf(rq->arena, t("Customers become our own on %1$s: %2$d of %3$d are done."), on, x->done,
                                 x->customers)
                  : arena_printf(rq->arena, t("Customers move to %1$s on %2$s: %3$d of %4$d are done."), x->to_name, on,
                                 x->done, x->customers));
    view_item(rq->view, "Org.Moves", i, "Reason", x->reason);
  }
  return OK;
}
