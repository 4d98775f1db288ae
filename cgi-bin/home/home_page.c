/* The first page: what the person may open, each with its figure. */
#include "cgi-bin/home/home.h"

struct figures {
  int64_t customers, subscriptions, unpaid;
};

static result figures_find(struct work *w, struct figures *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT (SELECT COUNT(*) FROM customer WHERE org_id = ?),"
               " (SELECT COUNT(*) FROM subscription WHERE org_id = ? AND status = 'active'),"
               " (SELECT COUNT(*) FROM invoice WHERE org_id = ? AND status = 'unpaid')",
               A(w->org_id), A(w->org_id), A(w->org_id)));
  return rows_one(&rows, F(out->customers), F(out->subscriptions), F(out->unpaid));
}

static void card(struct req *rq, int *n, uint64_t need, const char *title, int64_t figure, const char *href)
{
  if ((rq->who.rights & need) != need)
    return;
  view_item(rq->view, "Cards", *n, "Title", title);
  view_item(rq->view, "Cards", *n, "Figure", arena_printf(rq->arena, "%lld", (long long)figure));
  view_item(rq->view, "Cards", *n, "Href", href);
  *n += 1;
}

result home_page(struct req *rq)
{
  struct figures f;
  int n = 0;
  TRY(figures_find(rq->w, &f));
  card(rq, &n, CUSTOMER_READ, t("Customers"), f.customers, "/customers");
  card(rq, &n, SUBSCRIPTION_READ, t("Active subscriptions"), f.subscriptions, "/customers/subscriptions");
  card(rq, &n, INVOICE_READ, t("Unpaid invoices"), f.unpaid, "/invoices?status=unpaid");
  view_putf(rq->view, "Home.Welcome", t("Welcome, %s"), rq->who.name);
  return page(rq, "home/home_page", t("Home"));
}
