/* One subscription: what it is and its state, its items, the coming payments, its history. */
#include "cgi-bin/customers/subscription_change.h"
#include "lib/app/parts.h"

enum { PAYMENTS_FIRST = 6, PAYMENTS_MAX = 120 };

static const char *day(struct req *rq, struct date d)
{
  return d.year ? date_text(rq->arena, d, i18n_current()) : "";
}

static const char *term_text(struct req *rq, const struct subscription *s)
{
  if (!s->term_end.year)
    return arena_printf(rq->arena, t("From %s until cancelled"), day(rq, s->term_start));
  return arena_printf(rq->arena, "%s \u2013 %s", day(rq, s->term_start), day(rq, s->term_end));
}

/* What comes at the end of the term, in the words of the day on which it does. */
static void end_show(struct facts *f, const struct subscription *s)
{
  bool over = str_eq(s->status, "cancelled") || str_eq(s->status, "expired");
  if (s->cancel.year)
    fact_date(f, over ? t("Cancelled on") : t("Ends after"), over ? s->cancel : date_add_days(s->cancel, -1));
  else if (!over && s->auto_renew && s->term_end.year)
    fact_date(f, t("Renews on"),
              shown(f->rq, SHOWN_SUBSCRIPTION_RENEWS) ? date_add_days(s->term_end, 1) : (struct date){ 0 });
  else if (!over)
    fact_date(f, t("Ends after"), s->term_end);
  fact(f, t("Reason"), if_shown(f->rq, SHOWN_SUBSCRIPTION_REASON, s->cancel_reason));
}

static result org_fact(struct facts *f)
{
  struct customer_org org;
  if (!is_staff(f->rq))
    return OK;
  if (!f->rq->w->org_id) {
    fact(f, t("Organisation"), t("None: our own customer"));
    return OK;
  }
  TRY(customer_org_find(f->rq->w, &org));
  fact_link(f, t("Organisation"), org.name,
            arena_printf(f->rq->arena, "/admin/partners/%s", id_text(f->rq, org.public_id)));
  return OK;
}

static result facts_show(struct req *rq, const struct subscription *s)
{
  struct facts f = { rq, "Facts", 0 };
  bool staff = is_staff(rq), orders = staff || rq->who.rights & ORDER_READ,
       customers = staff || rq->who.rights & CUSTOMER_READ;
  TRY(org_fact(&f));
  fact_link(&f, t("Customer"), s->customer_name, customers ? customer_path(rq, s->customer) : "");
  fact(&f, t("Quantity"), arena_printf(rq->arena, "%d", s->quantity));
  fact_date(&f, t("Start"), s->start);
  if (date_compare(s->billed_from, s->start) > 0)
    fact_date(&f, t("Free until"), date_add_days(s->billed_from, -1));
  fact(&f, t("Term"), term_text(rq, s));
  end_show(&f, s);
  fact(&f, t("Invoiced to"), !str_eq(s->owner, "partner") ? t("Customer") : staff ? t("Partner") : t("You"));
  fact(&f, t("PO number"), if_shown(rq, SHOWN_ORDER_PO_NUMBER, s->po_number));
  fact_link(&f, t("Order"), s->order_reference,
            orders ? arena_printf(rq->arena, staff ? "/admin/orders/%s" : "/orders/%s", id_text(rq, s->order)) : "");
  return OK;
}

static const char *period_text(struct arena *a, int months)
{
  return months ? arena_printf(a, tn("every month", "every %d months", (unsigned long)months), months) : t("once");
}

/* Where its customer is invoiced, the partner sees what it earns (decision 55), as far as it may see prices. */
static bool margin_shown(const struct req *rq, const struct subscription *s)
{
  return str_eq(s->owner, "end_customer") && !is_staff(rq) && rq->who.rights & OFFER_READ &&
         shown(rq, SHOWN_ORDER_MARGIN);
}

/* "0.20 EUR per 1,000 calls" where it is not for one. */
static const char *unit_text(struct arena *a, const struct subscription_item *i, struct money price)
{
  const char *text = money_text(a, price, i18n_current());
  return i->per_units > 1 ? arena_printf(a, t("%1$s per %2$s"), text, offer_metric_text(a, i->metric, i->per_units))
                          : text;
}

static result items_show(struct req *rq, const struct subscription *s)
{
  bool margin = margin_shown(rq, s);
  view_put_bool(rq->view, "Margins", margin);
  struct subscription_item *items;
  int n;
  TRY(subscription_items(rq->w, s, &items, &n));
  for (int i = 0; i < n; i++) {
    view_item(rq->view, "Items", i, "Product", items[i].product);
    view_item(rq->view, "Items", i, "Units",
              items[i].usage ? t("by usage") : arena_printf(rq->arena, "%d", items[i].units));
    view_item(rq->view, "Items", i, "Unit", unit_text(rq->arena, &items[i], items[i].unit));
    if (margin)
      view_item(rq->view, "Items", i, "Margin",
                unit_text(rq->arena, &items[i], money_of(items[i].unit.minor - items[i].buy.minor, s->currency)));
    view_item(rq->view, "Items", i, "Period", period_text(rq->arena, items[i].period_months));
  }
  return OK;
}

/* What the payments that are planned do not tell. */
static const char *payments_note(struct req *rq, const struct subscription *s, struct date resume_by)
{
  if (s->cancel.year)
    return NULL;
  if (str_eq(s->status, "suspended"))
    return resume_by.year
               ? arena_printf(rq->arena,
                              t("Nothing is billed while it is paused. It goes on by itself on %s, if not before; then "
                                "the payments and the end of the term move by the days of the pause."),
                              day(rq, resume_by))
               : NULL;
  if (!str_eq(s->status, "active") && !str_eq(s->status, "pending"))
    return NULL;
  if (!s->term_end.year)
    return t("More payments may follow, because it goes on until it is cancelled.");
  return s->auto_renew && shown(rq, SHOWN_SUBSCRIPTION_RENEWS)
             ? arena_printf(rq->arena, t("It renews on %s, and the payments of the next term follow."),
                            day(rq, date_add_days(s->term_end, 1)))
             : NULL;
}

static result payments_show(struct req *rq, const struct subscription *s, struct date resume_by)
{
  struct payment *payments;
  bool more, all = str_eq(req_param(rq, "payments"), "all");
  int n;
  TRY(subscription_payments(rq->w, s, all ? PAYMENTS_MAX : PAYMENTS_FIRST, &payments, &n, &more));
  for (int i = 0; i < n; i++) {
    view_item(rq->view, "Payments", i, "On", day(rq, payments[i].on));
    view_item(rq->view, "Payments", i, "Iso", date_iso(rq->arena, payments[i].on));
    view_item(rq->view, "Payments", i, "Amount", money_text(rq->arena, payments[i].amount, i18n_current()));
    if (margin_shown(rq, s))
      view_item(rq->view, "Payments", i, "Margin", money_text(rq->arena, payments[i].margin, i18n_current()));
  }
  if (more && !all)
    view_putf(rq->view, "MorePayments", "%s/%s?payments=all", subscriptions_path(rq),
              public_id_text(rq->arena, s->public_id));
  if (!more || str_eq(s->status, "suspended"))
    view_put(rq->view, "PaymentsNote", payments_note(rq, s, resume_by));
  return OK;
}

static const struct option actions[] = {
  { "subscription.created", N_("Ordered") },
  { "subscription.started", N_("Started") },
  { "subscription.made_direct", N_("Its customer became our own") },
  { "subscription.moved", N_("Came from another partner, with its customer") },
  { "subscription.renewed", N_("Renewed") },
  { "subscription.cancelled", N_("Cancelled") },
  { "subscription.expired", N_("Ended") },
  { "subscription.suspended", N_("Paused") },
  { "subscription.resumed", N_("Pause ended") },
  { "subscription.updated", N_("Changed") },
  { "subscription.offer_changed", N_("Offer changed") },
  { "subscription.extended", N_("Renewed for another term") },
  { "subscription.renewal_on", N_("Renews by itself from now on") },
  { "subscription.renewal_off", N_("Does not renew any more") },
  { "subscription.cancel_ordered", N_("End ordered") },
  { "subscription.change_ordered", N_("Change ordered for a later day") },
  { "subscription.change_undone", N_("Taken back") },
  { NULL, NULL },
};

/* Who ordered it is who placed its order, which may be hidden. */
static result history_show(struct req *rq, const struct subscription *s)
{
  return history_of(
      rq, &(struct history){ .noun = "subscription", .noun_id = s->id, .actions = actions, .who = SHOWN_ORDER_PERSON });
}

result subscription_page(struct req *rq)
{
  struct public_id id;
  struct subscription s;
  struct sub now;
  TRY(req_public_id(rq, 0, &id));
  TRY(subscription_scope(rq, id));
  TRY(subscription_find(rq->w, id, &s));
  TRY(sub_find(rq->w, id, &now));
  crumb(rq, t("Subscriptions"), subscriptions_path(rq));
  crumb(rq, s.offer, NULL);
  view_put(rq->view, "Subscription.State", s.status);
  view_put(rq->view, "Subscription.StateWord", option_word(subscription_states, s.status));
  TRY(facts_show(rq, &s));
  TRY(items_show(rq, &s));
  TRY(payments_show(rq, &s, now.resume_by));
  TRY(history_show(rq, &s));
  TRY(actions_show(rq, &now));
  return page(rq, "customers/subscription_page", s.offer);
}
