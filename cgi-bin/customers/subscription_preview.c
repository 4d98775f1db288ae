/* A plan as the person sees it: what will be, what is billed at once, line by line, and every coming payment. */
#include "cgi-bin/customers/subscription_change.h"
#include "lib/app/parts.h"
#include "lib/model/credit.h"

enum { DUES_FIRST = 6 };

static const char *amount(struct req *rq, struct money m)
{
  return money_text(rq->arena, m, i18n_current());
}

static const char *day(struct req *rq, struct date d)
{
  return date_text(rq->arena, d, i18n_current());
}

static const char *term_words(struct req *rq, struct date from, struct date to)
{
  if (!to.year)
    return arena_printf(rq->arena, t("From %s until cancelled"), day(rq, from));
  return arena_printf(rq->arena, "%s \u2013 %s", day(rq, from), day(rq, to));
}

/* "2, now 1": what is another one says what it was. */
static void fact_was(struct req *rq, struct facts *f, const char *label, const char *will, const char *was)
{
  fact(f, label, will);
  if (!str_eq(will, was))
    fact_note(f, arena_printf(rq->arena, t("now: %s"), was));
}

static void facts_show(struct req *rq, const struct sub *s, const struct plan *p)
{
  struct facts f = { rq, "Facts", 0 };
  bool renews = p->auto_renew && p->term_end.year;
  fact(&f, t("Customer"), s->customer);
  fact_was(rq, &f, t("Offer"), p->offer, s->offer);
  fact_was(rq, &f, t("Quantity"), arena_printf(rq->arena, "%d", p->quantity),
           arena_printf(rq->arena, "%d", s->quantity));
  if (p->kind != CHANGE_UNDO)
    fact_date(&f, t("Takes effect on"), p->on);
  if (p->suspended.year && !s->suspended.year)
    fact_date(&f, t("Goes on by itself on"), p->resume_by);
  else if (!p->suspended.year)
    fact_was(rq, &f, t("Term"), term_words(rq, p->term_start, p->term_end), term_words(rq, s->term_start, s->term_end));
  if (p->moved_days)
    fact(&f, t("Days of the pause"), arena_printf(rq->arena, "%d", p->moved_days));
  if (p->cancel.year)
    fact_date(&f, p->at_end ? t("Ends after") : t("Ends on"), p->at_end ? date_add_days(p->cancel, -1) : p->cancel);
  else if (p->term_end.year)
    fact_was(rq, &f, t("At the end of the term"), renews ? t("Renews") : t("Ends"),
             s->auto_renew && s->term_end.year ? t("Renews") : t("Ends"));
  fact(&f, t("Reason"), p->reason);
  fact(&f, t("Invoiced to"), !str_eq(s->owner, "partner") ? t("Customer") : is_staff(rq) ? t("Partner") : t("You"));
}

static const char *line_name(struct req *rq, const struct sub *s, const struct plan_line *l)
{
  const char *name = l->units > 1 ? arena_printf(rq->arena, "%d \u00d7 %s", l->units, l->name) : l->name;
  if (l->discount > 0)
    name = arena_printf(rq->arena, "%s (%s)", name, s->promo);
  if (l->days != l->of)
    name = arena_printf(rq->arena, t("%1$s, %2$d of %3$d days"), name, l->days, l->of);
  return l->amount < 0 ? arena_printf(rq->arena, t("Credit: %s"), name) : name;
}

static void now_show(struct req *rq, const struct sub *s, const struct plan *p)
{
  int n = 0;
  for (int i = 0; i < p->n_lines; i++) {
    const struct plan_line *l = &p->lines[i];
    if (l->earlier && l->what == PLAN_CREDIT)
      view_put(rq->view, "Earlier",
               t("What was billed to the one who paid before the customer moved is given back to that one, not here."));
    if (l->earlier || l->what == PLAN_VOID || date_compare(l->due, s->today) > 0 ||
        (p->cancel.year && l->amount >= 0 && date_compare(l->from, p->cancel) >= 0))
      continue;
    view_item(rq->view, "Lines", n, "Name", line_name(rq, s, l));
    view_item(rq->view, "Lines", n, "Period",
              arena_printf(rq->arena, "%s \u2013 %s", day(rq, l->from), day(rq, l->to)));
    view_item(rq->view, "Lines", n++, "Amount", amount(rq, money_of(l->amount, s->currency)));
  }
  view_put(rq->view, "Now.Net", amount(rq, p->now_net));
  view_put(rq->view, "Now.Tax", amount(rq, p->now_tax));
  view_put(rq->view, "Now.Total", amount(rq, p->now_total));
  view_put_bool(rq->view, "Now.Any", n > 0);
  view_put_bool(rq->view, "Now.Credit", p->now_total.minor < 0);
}

static void due_show(struct req *rq, const char *list, int n, const struct plan_due *d)
{
  view_item(rq->view, list, n, "On", day(rq, d->on));
  view_item(rq->view, list, n, "Iso", date_iso(rq->arena, d->on));
  view_item(rq->view, list, n, "Net", amount(rq, d->net));
  view_item(rq->view, list, n, "Tax", amount(rq, d->tax));
  view_item(rq->view, list, n, "Total", amount(rq, d->total));
}

/* The first six, the rest behind a heading (L15). What is due now stands above. */
static void later_show(struct req *rq, const struct sub *s, const struct plan *p)
{
  int shown = 0, rest = 0;
  for (int i = 0; i < p->n_dues; i++) {
    if (date_compare(p->dues[i].on, s->today) <= 0)
      continue;
    if (shown < DUES_FIRST)
      due_show(rq, "Later", shown++, &p->dues[i]);
    else
      due_show(rq, "Rest", rest++, &p->dues[i]);
  }
  if (rest)
    view_putf(rq->view, "RestLabel", tn("%d more payment", "%d more payments", (unsigned long)rest), rest);
  view_put_bool(rq->view, "MoreFollow", p->more_follow);
  if (p->kind == CHANGE_PAUSE)
    view_put(rq->view, "Paused", t("The payments go on after the pause, each as many days later as it lasted."));
  for (int i = 0; i < p->n_items; i++)
    if (p->items[i].usage)
      view_put(rq->view, "ByUsage",
               t("What is paid by usage is billed after each period, and at the end: it stands in no payment here."));
}

/* In one sentence, what confirming does. */
static const char *sentence(struct req *rq, const struct sub *s, const struct plan *p)
{
  switch (p->kind) {
  case CHANGE_PAUSE:
    return arena_printf(
        rq->arena,
        t("Nothing is billed while it is paused, and its term ends as many days later. It goes on by itself on %s."),
        day(rq, p->resume_by));
  case CHANGE_CANCEL:
    return p->at_end ? arena_printf(rq->arena, t("Its last day is %s. Until then this can be taken back."),
                                    day(rq, date_add_days(p->cancel, -1)))
                     : t("It ends at once, and for good.");
  case CHANGE_RENEWAL_OFF: return arena_printf(rq->arena, t("It ends after %s."), day(rq, s->term_end));
  case CHANGE_UNDO: return t("What waits for its day is taken back, and it runs on as it is.");
  default:
    return p->at_end
               ? arena_printf(
                     rq->arena,
                     t("It stays as it is until %s. Until then this can be taken back. The prices are those of today."),
                     day(rq, p->on))
               : NULL;
  }
}

/* What today's document will be set against: as the payer's documents stand now, so no figure of the change itself. */
static result credit_show(struct req *rq, const struct sub *s, const struct plan *p)
{
  struct credit_use *uses;
  struct money rest, total = p->now_total;
  bool credit = total.minor < 0;
  int n;
  if (!total.minor || !shown(rq, SHOWN_INVOICE_BALANCE) || !(is_staff(rq) || (rq->who.rights & INVOICE_READ)))
    return OK;
  TRY(credit_preview(rq->w, s->bill_group_id, total, &uses, &n, &rest));
  for (int i = 0; i < n; i++) {
    view_item(rq->view, "Uses", i, "Text",
              credit ? arena_printf(rq->arena, t("Set against invoice %s"), uses[i].invoice)
                     : arena_printf(rq->arena, t("Less credit note %s"), uses[i].credit));
    view_item(rq->view, "Uses", i, "Amount", amount(rq, money_of(-uses[i].amount.minor, uses[i].amount.currency)));
  }
  if (n || credit) {
    view_put(rq->view, "Now.Open.Label", credit ? t("Left for coming invoices") : t("To be paid"));
    view_put(rq->view, "Now.Open.Amount", amount(rq, rest));
  }
  return OK;
}

result preview_show(struct req *rq, const struct sub *s, const struct plan *p)
{
  facts_show(rq, s, p);
  view_put(rq->view, "Sentence", sentence(rq, s, p));
  const struct change_in *in = rq->form.data;
  if (p->at_end && p->kind != CHANGE_CANCEL && str_eq(in->when, "now"))
    view_put(rq->view, "Why", t("Not at once: what costs less begins when the time is over that was ordered."));
  now_show(rq, s, p);
  later_show(rq, s, p);
  return credit_show(rq, s, p);
}
