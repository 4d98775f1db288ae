/* The vendor's desk at a glance. */
#include "cgi-bin/admin/admin.h"

struct figures {
  int64_t orgs, suspended, offers, offer_drafts, orders, orders_before, dead, drafts;
};

static result figures_find(struct work *w, struct figures *out)
{
  struct date today = utc_date(w->now, w->zone), first = { today.year, today.month, 1 };
  struct utc month = date_start(first, w->zone), before = date_start(date_add_months(first, -1, 0), w->zone);
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT (SELECT COUNT(*) FROM org WHERE status = 'active'), (SELECT COUNT(*) FROM org WHERE status = "
      "'suspended'),"
      " (SELECT COUNT(*) FROM offer WHERE published_version_id IS NOT NULL),"
      " (SELECT COUNT(*) FROM offer_version WHERE status = 'draft'),"
      " (SELECT COUNT(*) FROM customer_order WHERE placed_at >= ?),"
      " (SELECT COUNT(*) FROM customer_order WHERE placed_at >= ? AND placed_at < ?),"
      " (SELECT COUNT(*) FROM outbox WHERE status = 'dead'), (SELECT COUNT(*) FROM invoice WHERE status = 'draft')",
      A(month), A(before), A(month)));
  return rows_one(&rows, F(out->orgs), F(out->suspended), F(out->offers), F(out->offer_drafts), F(out->orders),
                  F(out->orders_before), F(out->dead), F(out->drafts));
}

struct card {
  const char *title, *change, *href, *more;
  int64_t figure;
  uint64_t need; /* who may open it */
};

static void card_show(struct req *rq, int n, const struct card *c)
{
  view_item(rq->view, "Cards", n, "Title", c->title);
  view_item(rq->view, "Cards", n, "Figure", arena_printf(rq->arena, "%lld", (long long)c->figure));
  view_item(rq->view, "Cards", n, "Change", c->change);
  view_item(rq->view, "Cards", n, "Href", c->href);
  view_item(rq->view, "Cards", n, "More", c->more);
}

/* "" for none: a nought says nothing. */
#define COUNTED(one, many, n) ((n) ? arena_printf(rq->arena, tn(one, many, (unsigned long)(n)), (int)(n)) : "")

result admin_page(struct req *rq)
{
  struct figures f;
  TRY(figures_find(rq->w, &f));
  const struct card cards[] = {
    { t("Active organisations"), COUNTED("%d suspended", "%d suspended", f.suspended), "/admin/partners",
      t("All organisations"), f.orgs, ADMIN_READ },
    { t("Offers that sell"), COUNTED("%d draft", "%d drafts", f.offer_drafts), "/admin/offers", t("All offers"),
      f.offers, ADMIN_READ },
    { t("Orders this month"), COUNTED("%d last month", "%d last month", f.orders_before), "/admin/orders",
      t("All orders"), f.orders, SUPPORT_READ },
    { t("Invoices waiting for their number"), "", "/admin/invoices?status=draft", t("Invoices without a number"),
      f.drafts, SUPPORT_READ },
    { t("Messages that could not be sent"), f.dead ? t("Somebody has to look at them.") : t("All is well."),
      "/admin/outbox?status=dead", t("Failed messages"), f.dead, SUPPORT_READ },
  };
  for (int i = 0, n = 0; i < COUNT(cards); i++)
    if ((rq->who.rights & cards[i].need) == cards[i].need)
      card_show(rq, n++, &cards[i]);
  view_putf(rq->view, "Desk.Welcome", t("Welcome, %s"), rq->who.name);
  return page(rq, "admin/admin_page", t("Overview"));
}
