/* The first page's parts, standard or built: a word of welcome, and cards of what the reader may open, each with its figure and how it went
 * lately. */
#include "lib/app/dashboard.h"
#include "lib/block/block.h"

struct figures {
  int64_t customers, subscriptions, renewing, unpaid, overdue;
  struct months customers_new, orders, invoices;
};

enum { RENEWAL_DAYS = 30 };

const struct option block_figures_kinds[] = { { "customers", N_("Customers") },
                                              { "orders", N_("Orders and changes this month") },
                                              { "subscriptions", N_("Active subscriptions") },
                                              { "invoices", N_("Unpaid invoices") },
                                              { NULL, NULL } };

static result figures_find(struct req *rq, struct figures *f)
{
  struct work *w = rq->w;
  struct date today = utc_date(w->now, w->zone);
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT (SELECT COUNT(*) FROM customer WHERE org_id = ?),"
      " (SELECT COUNT(*) FROM subscription WHERE org_id = ? AND status = 'active'),"
      " (SELECT COUNT(*) FROM subscription WHERE org_id = ? AND status = 'active' AND term_end_on BETWEEN ? AND ?),"
      " (SELECT COUNT(*) FROM invoice WHERE org_id = ? AND status = 'unpaid'),"
      " (SELECT COUNT(*) FROM invoice WHERE org_id = ? AND status = 'unpaid' AND due_on < ?)",
      A(w->org_id), A(w->org_id), A(w->org_id), A(today), A(date_add_days(today, RENEWAL_DAYS)), A(w->org_id),
      A(w->org_id), A(today)));
  TRY(rows_one(&rows, F(f->customers), F(f->subscriptions), F(f->renewing), F(f->unpaid), F(f->overdue)));
  TRY(months_count(rq, SQL(MONTHS_SQL("customer", "created_at", "org_id = ?")), w->org_id, false, &f->customers_new));
  TRY(months_count(rq, SQL(MONTHS_SQL("customer_order", "placed_at", "org_id = ?")), w->org_id, false, &f->orders));
  return months_count(rq, SQL(MONTHS_SQL("invoice", "issued_on", "org_id = ?")), w->org_id, true, &f->invoices);
}

#define COUNTED(one, many, n) arena_printf(rq->arena, tn(one, many, (unsigned long)(n)), (int)(n))

result figures_show(struct req *rq, const char *list, const char *which, int *shown)
{
  struct figures f;
  TRY(figures_find(rq, &f));
  int64_t fresh = f.customers_new.counts[DASH_MONTHS - 1], before = f.orders.counts[DASH_MONTHS - 2];
  /* In the order of block_figures_kinds. */
  const struct card cards[] = {
    { t("Customers"), COUNTED("%d new this month", "%d new this month", fresh), "/customers", t("All customers"),
      f.customers, &f.customers_new, t("New customers a month") },
    { t("Orders and changes this month"), COUNTED("%d last month", "%d last month", before), "/orders", t("All orders"),
      f.orders.counts[DASH_MONTHS - 1], &f.orders, t("Orders and changes a month") },
    { t("Active subscriptions"),
      COUNTED("%d ends or renews within 30 days", "%d end or renew within 30 days", f.renewing),
      "/customers/subscriptions", t("All subscriptions"), f.subscriptions, NULL, NULL },
    { t("Unpaid invoices"), f.overdue ? COUNTED("%d past due", "%d past due", f.overdue) : t("None is past due"),
      "/invoices?status=unpaid", t("Unpaid invoices"), f.unpaid, &f.invoices, t("Invoices a month") },
  };
  struct card chosen[COUNT(cards)];
  int n = 0;
  for (int i = 0; i < COUNT(cards); i++)
    if (str_empty(which) || str_eq(which, block_figures_kinds[i].value))
      chosen[n++] = cards[i];
  *shown = cards_show(rq, list, chosen, n);
  return OK;
}

const char *figures_none(void)
{
  return t("Figures of customers and orders are not part of your role. The menu leads to all that you may open; your "
           "administrator decides about your role.");
}

result block_figures(struct req *rq, const char *at, const struct webpage_block *b)
{
  int shown;
  if (rq->who.audience == AUDIENCE_NONE) {
    view_put(rq->view, arena_printf(rq->arena, "%s.Closed", at), "signin");
    return OK;
  }
  TRY(figures_show(rq, arena_printf(rq->arena, "%s.Cards", at), b->in.label, &shown));
  if (!shown && str_empty(b->in.label))
    view_put(rq->view, arena_printf(rq->arena, "%s.None", at), figures_none());
  else if (!shown)
    view_put(rq->view, arena_printf(rq->arena, "%s.Closed", at), "right");
  return OK;
}

const char *welcome_text(struct req *rq)
{
  return rq->who.audience == AUDIENCE_NONE ? t("Welcome") : arena_printf(rq->arena, t("Welcome, %s"), rq->who.name);
}

result block_welcome(struct req *rq, const char *at, const struct webpage_block *b)
{
  (void)b;
  view_put(rq->view, arena_printf(rq->arena, "%s.Welcome", at), welcome_text(rq));
  return OK;
}
