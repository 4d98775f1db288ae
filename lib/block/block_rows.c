/* Blocks that show the reader's own records: the first rows of the lists that areas show whole. */
#include "lib/block/block_rows.h"

/* Where the list stands in the tree; its name, what to say when there is nothing, and the way to all of it. */
static const char *list_begin(struct req *rq, const char *at, const char *title, const char *empty, const char *all,
                              const char *href)
{
  const char *list = arena_printf(rq->arena, "%s.List", at);
  view_put(rq->view, arena_printf(rq->arena, "%s.Title", list), title);
  view_put(rq->view, arena_printf(rq->arena, "%s.Empty", list), empty);
  view_put(rq->view, arena_printf(rq->arena, "%s.All", at), all);
  view_put(rq->view, arena_printf(rq->arena, "%s.AllHref", at), href);
  return list;
}

result block_customers(struct req *rq, const char *at, const struct webpage_block *b)
{
  const char *list = list_begin(rq, at, str_empty(b->in.heading) ? t("Customers") : b->in.heading,
                                t("You have no customers yet. Customers appear here with their first order."),
                                t("All customers"), "/customers");
  return list_part(rq, list, &customers_newest, b->in.rows_max, NULL, A(rq->w->org_id));
}

result block_invoices(struct req *rq, const char *at, const struct webpage_block *b)
{
  const char *list = list_begin(rq, at, str_empty(b->in.heading) ? t("Invoices") : b->in.heading,
                                t("There are no invoices yet. An order's first invoice is issued within a minute."),
                                t("All invoices"), "/invoices");
  struct date today = utc_date(rq->w->now, rq->w->zone);
  return list_part(rq, list, &invoices_table, b->in.rows_max, NULL, A(t("You")), A(t("Customer")), A(today),
                   A(rq->w->org_id), A(""), A(""), A(""), A(""), A(today), A(""), A(""), A(""), A(""));
}
