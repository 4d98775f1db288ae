/* Renewing several that would end: each by the same function as one alone, and each answered for. */
#include "cgi-bin/customers/renewal.h"
#include "lib/app/parts.h"

enum { MANY_MAX = 100 };

/* Those that end within the days, as ticks. */
static result ending_options(struct req *rq, int days, struct option *options, int *n)
{
  struct date today = utc_date(rq->w->now, rq->w->zone), end;
  struct public_id id;
  const char *offer, *customer;
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT s.public_id, v.name, c.name, s.term_end_on FROM subscription s FORCE INDEX (subscription_org_end)"
      " JOIN offer_version v ON v.id = s.version_id JOIN customer c ON c.id = s.customer_id WHERE s.org_id = ? AND s.term_end_on >= ?"
      " AND s.term_end_on <= ? AND s.status = 'active' AND s.cancel_on IS NULL AND NOT s.auto_renew ORDER BY s.term_end_on, s.id"
      " LIMIT 100",
      A(rq->w->org_id), A(today), A(date_add_days(today, days))));
  for (*n = 0; *n < MANY_MAX && rows_next(&rows, F(id), F(offer), F(customer), F(end)); ++*n)
    options[*n] = (struct option){ id_text(rq, id), arena_printf(rq->arena, t("%1$s for %2$s, ends on %3$s"), offer,
                                                                 customer, date_text(rq->arena, end, i18n_current())) };
  return OK;
}

result renewal_many(struct req *rq)
{
  struct option *options = arena_array(rq->arena, MANY_MAX + 1, sizeof *options);
  struct picks *picked = arena_array(rq->arena, 1, sizeof *picked);
  int n, days = renewal_days(rq);
  if (!days)
    return NOT_FOUND;
  TRY(ending_options(rq, days, options, &n));
  crumb(rq, t("Subscriptions"), subscriptions_path(rq));
  crumb(rq, t("Renewals"), "/customers/renewals");
  crumb(rq, t("Renew several"), NULL);
  if (!n)
    return outcome_page(rq, t("Renew several"), t("Nothing ends within these days that does not renew by itself."),
                        "/customers/renewals", t("Back to the renewals"));
  if (rq->in->method == POST)
    picks_posted(rq, "subscriptions[]", picked);
  const struct tick_group group = { "subscriptions[]",
                                    t("Renew for another term, at the prices of now"),
                                    t("Each is renewed by itself; what cannot be is said afterwards."),
                                    rq->refusal,
                                    options,
                                    picked };
  tick_group_show(rq, 0, &group);
  const struct form_words words = { t("Renew several"),
                                    arena_printf(rq->arena, "/customers/renewals/renew?within=%d", days),
                                    t("Renew what is ticked"), "/customers/renewals" };
  return form_page(rq, &words);
}

static result renew_one(struct req *rq, struct facts *f, struct public_id id)
{
  struct change c = { .kind = CHANGE_RENEW, .term_months = -1, .source = "ui" };
  const char *problem;
  struct sub s;
  result r = sub_find(rq->w, id, &s);
  if (r == NOT_FOUND) /* somebody else's, or none: it says no more than that */
    return refuse(rq, NOT_FOUND, "%s", t("One of these subscriptions does not exist."));
  TRY(r);
  r = change_post(rq->w, id, &c, NULL, NULL, &problem);
  if (r != OK && !(r == CONFLICT && problem))
    return r;
  const char *label = arena_printf(rq->arena, t("%1$s for %2$s"), s.offer, s.customer);
  if (r == OK)
    TRY(sub_find(rq->w, id, &s));
  fact(f, label,
       r == OK ? arena_printf(rq->arena, t("Renewed until %s"), date_text(rq->arena, s.term_end, i18n_current()))
               : problem);
  return OK;
}

result renewal_many_save(struct req *rq)
{
  struct picks *picked = arena_array(rq->arena, 1, sizeof *picked);
  struct facts f = { rq, "Facts", 0 };
  struct public_id id;
  picks_posted(rq, "subscriptions[]", picked);
  if (!picked->n)
    return refuse_again(rq, INVALID, "%s", t("Tick at least one."));
  if (picked->n > MANY_MAX)
    return refuse_again(rq, INVALID, t("At most %d at once."), MANY_MAX);
  for (int i = 0; i < picked->n; i++) {
    if (!public_id_parse(picked->values[i], &id))
      return NOT_FOUND;
    TRY(renew_one(rq, &f, id));
  }
  crumb(rq, t("Subscriptions"), subscriptions_path(rq));
  crumb(rq, t("Renewals"), "/customers/renewals");
  return outcome_page(rq, t("Renew several"), t("This is what came of it:"), "/customers/renewals",
                      t("Back to the renewals"));
}
