/* A customer moves to another partner, or becomes our own: the page says what will happen, its button does it, or plans it for its day. */
#include "cgi-bin/customers/customers.h"

#include "lib/app/move_form.h"
#include "lib/app/parts.h"
#include "lib/model/transfer.h"

static result move_of_path(struct req *rq, struct transfer_customer *c)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  TRY(transfer_customer_find(rq->w, id, c));
  rq->w->org_id = c->org_id;
  return OK;
}

static const char *move_path(struct req *rq, const struct transfer_customer *c)
{
  return arena_printf(rq->arena, "/customers/staff/%s/move", id_text(rq, c->public_id));
}

static void move_crumbs(struct req *rq, const struct transfer_customer *c, const char *here)
{
  crumb(rq, t("Organisations"), "/admin/partners");
  crumb(rq, c->org_name, arena_printf(rq->arena, "/admin/partners/%s", id_text(rq, c->org_public)));
  crumb(rq, c->name, customer_path(rq, c->public_id));
  crumb(rq, here, NULL);
}

static void consequences(struct req *rq, const struct transfer_customer *c)
{
  int n = 0;
  move_payers_say(rq, &n,
                  &(struct move_payers){ .running = c->running,
                                         .by_org = c->by_org,
                                         .org = c->org_name,
                                         .none = t("No subscription of it runs or is to begin.") });
  confirm_say(
      rq, &n,
      arena_printf(rq->arena,
                   t("From that day on the new organisation finds the customer, its subscriptions, its orders and the"
                     " invoices to the customer; %s finds none of them."),
                   c->org_name));
  confirm_say(rq, &n,
              arena_printf(rq->arena,
                           t("Invoices that %1$s pays stay with %1$s, and so does what is credited for them."),
                           c->org_name));
  confirm_say(
      rq, &n,
      t("With no new organisation it is our own customer: it pays everything itself, at the prices that were paid until then,"
        " and nobody has a margin."));
  confirm_say(rq, &n, t("The administrators of both get a mail once it is done."));
}

result customer_move(struct req *rq)
{
  struct transfer_customer c;
  TRY(move_of_path(rq, &c));
  move_crumbs(rq, &c, t("Move"));
  if (c.transfer_id)
    return outcome_page(rq, t("Move to another partner"),
                        t("A move of this customer is planned already. Call it off first."),
                        arena_printf(rq->arena, "%s/undo", move_path(rq, &c)), t("Call it off"));
  if (!rq->form.def) {
    req_form(rq, &move_form);
    ((struct move_in *)rq->form.data)->day = c.today;
    form_show(&rq->form);
  }
  TRY(move_org_options(rq, c.org_id));
  consequences(rq, &c);
  const struct form_words words = { arena_printf(rq->arena, t("Move %s to another partner?"), c.name),
                                    move_path(rq, &c), t("Move"), customer_path(rq, c.public_id) };
  return confirm_page(rq, &words, true);
}

result customer_move_save(struct req *rq)
{
  const struct move_in *in = rq->form.data;
  struct transfer_customer c;
  const char *problem;
  int64_t to;
  bool done;
  TRY(move_of_path(rq, &c));
  if (c.transfer_id)
    return refuse(rq, CONFLICT, "%s", t("A move of this customer is planned already. Call it off first."));
  TRY(move_org_chosen(rq->w, in->org, &to));
  result r = transfer_plan(rq->w, &c, to, in->day, in->reason, &done, &problem);
  if (r == CONFLICT && problem)
    return form_refuse(&rq->form, date_compare(in->day, c.today) < 0 ? "day" : "org", "%s", problem);
  TRY(r);
  flash(rq, done ? t("%s was moved.") : t("The move of %s is planned."), c.name);
  return redirect(rq, "%s", customer_path(rq, c.public_id));
}

/* ---- calling it off ---- */
static result nothing_waits(struct req *rq, const struct transfer_customer *c)
{
  return outcome_page(rq, t("Call the move off"), t("No move of this customer is planned."),
                      customer_path(rq, c->public_id), t("Back to the customer"));
}

result customer_move_undo(struct req *rq)
{
  struct transfer_customer c;
  int n = 0;
  TRY(move_of_path(rq, &c));
  move_crumbs(rq, &c, t("Call the move off"));
  if (!c.transfer_id)
    return nothing_waits(rq, &c);
  const char *on = date_text(rq->arena, c.on, i18n_current());
  confirm_say(rq, &n,
              str_empty(c.to_name)
                  ? arena_printf(rq->arena, t("It stays with %1$s and does not become our own customer on %2$s."),
                                 c.org_name, on)
                  : arena_printf(rq->arena, t("It stays with %1$s and does not move to %2$s on %3$s."), c.org_name,
                                 c.to_name, on));
  const struct form_words words = { arena_printf(rq->arena, t("Call the move of %s off?"), c.name),
                                    arena_printf(rq->arena, "%s/undo", move_path(rq, &c)), t("Call it off"),
                                    customer_path(rq, c.public_id) };
  return confirm_page(rq, &words, true);
}

result customer_move_undo_save(struct req *rq)
{
  struct transfer_customer c;
  TRY(move_of_path(rq, &c));
  result r = c.transfer_id ? transfer_undo(rq->w, &c) : NOT_FOUND;
  if (r == NOT_FOUND)
    return refuse(rq, CONFLICT, "%s", t("No move of this customer is planned."));
  TRY(r);
  flash(rq, "%s", t("The move was called off."));
  return redirect(rq, "%s", customer_path(rq, c.public_id));
}

result customer_move_show(struct req *rq, const struct customer *shown_customer)
{
  struct transfer_customer c;
  if (!is_staff(rq) || !rq->w->org_id)
    return OK;
  TRY(transfer_customer_find(rq->w, shown_customer->public_id, &c));
  if (c.transfer_id) {
    const char *on = date_text(rq->arena, c.on, i18n_current());
    view_put(rq->view, "Customer.Moving",
             str_empty(c.to_name) ? arena_printf(rq->arena, t("It becomes our own customer on %s."), on)
                                  : arena_printf(rq->arena, t("It moves to %1$s on %2$s."), c.to_name, on));
    view_put(rq->view, "Customer.MovingReason", c.reason);
  }
  if (!(rq->who.rights & ORG_WRITE))
    return OK;
  view_put(rq->view, "Customer.MoveHref",
           c.transfer_id ? arena_printf(rq->arena, "%s/undo", move_path(rq, &c)) : move_path(rq, &c));
  view_put(rq->view, "Customer.MoveLabel", c.transfer_id ? t("Call the move off") : t("Move to another partner"));
  return OK;
}
