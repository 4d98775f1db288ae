/* The vendor's desk at a glance. */
#include "cgi-bin/admin/admin.h"
#include "lib/app/dashboard.h"

struct figures {
  int64_t orgs, suspended, offers, offer_drafts, dead, drafts, failed;
  struct months orders;
};

static result figures_find(struct req *rq, struct figures *f)
{
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT (SELECT COUNT(*) FROM org WHERE status = 'active'),"
      " (SELECT COUNT(*) FROM org WHERE status = 'suspended'),"
      " (SELECT COUNT(*) FROM offer WHERE published_version_id IS NOT NULL),"
      " (SELECT COUNT(*) FROM offer_version WHERE status = 'draft'),"
      " (SELECT COUNT(*) FROM outbox WHERE status = 'dead'), (SELECT COUNT(*) FROM invoice WHERE status = 'draft'),"
      " (SELECT COUNT(*) FROM customer_order WHERE status = 'failed')"));
  TRY(rows_one(&rows, F(f->orgs), F(f->suspended), F(f->offers), F(f->offer_drafts), F(f->dead), F(f->drafts),
               F(f->failed)));
  return months_count(rq, SQL(MONTHS_SQL("customer_order", "placed_at", "TRUE")), 0, false, &f->orders);
}

/* "" for none: a nought says nothing. */
#define COUNTED(one, many, n) ((n) ? arena_printf(rq->arena, tn(one, many, (unsigned long)(n)), (int)(n)) : "")

result admin_page(struct req *rq)
{
  struct figures f;
  TRY(figures_find(rq, &f));
  const struct card cards[] = {
    { t("Active organisations"), COUNTED("%d suspended", "%d suspended", f.suspended), "/admin/partners",
      t("All organisations"), f.orgs, NULL, NULL },
    { t("Offers that sell"), COUNTED("%d draft", "%d drafts", f.offer_drafts), "/admin/offers", t("All offers"),
      f.offers, NULL, NULL },
    { t("Orders and changes this month"), COUNTED("%d last month", "%d last month", f.orders.counts[DASH_MONTHS - 2]),
      "/admin/orders", t("All orders"), f.orders.counts[DASH_MONTHS - 1], &f.orders, t("Orders and changes a month") },
    { t("Orders that failed"), f.failed ? t("Somebody has to look at them.") : t("All is well."),
      "/admin/orders?status=failed", t("Failed orders"), f.failed, NULL, NULL },
    { t("Invoices waiting for their number"), "", "/admin/invoices?status=draft", t("Invoices without a number"),
      f.drafts, NULL, NULL },
    { t("Messages that could not be sent"), f.dead ? t("Somebody has to look at them.") : t("All is well."),
      "/admin/outbox?status=dead", t("Failed messages"), f.dead, NULL, NULL },
  };
  cards_show(rq, "Cards", cards, COUNT(cards));
  TRY(first_steps_show(rq));
  view_putf(rq->view, "Desk.Welcome", t("Welcome, %s"), rq->who.name);
  return page(rq, "admin/admin_page", t("Overview"));
}
