/* Blocks that show the reader's own records: the first rows of the lists that areas show whole. */
#include "lib/block/block_rows.h"

result block_customers(struct req *rq, const char *at, const struct webpage_block *b)
{
  const char *list = arena_printf(rq->arena, "%s.List", at);
  bool more;
  view_put(rq->view, arena_printf(rq->arena, "%s.Title", list),
           str_empty(b->in.heading) ? t("Customers") : b->in.heading);
  view_put(rq->view, arena_printf(rq->arena, "%s.Empty", list),
           t("You have no customers yet. The first order for a customer brings it here."));
  view_put(rq->view, arena_printf(rq->arena, "%s.All", at), t("All customers"));
  view_put(rq->view, arena_printf(rq->arena, "%s.AllHref", at), "/customers");
  return list_part(rq, list, &customers_newest, b->in.rows_max, &more, A(rq->w->org_id));
}

result block_invoices(struct req *rq, const char *at, const struct webpage_block *b)
{
  const char *list = arena_printf(rq->arena, "%s.List", at);
  struct date today = utc_date(rq->w->now, rq->w->zone);
  bool more;
  view_put(rq->view, arena_printf(rq->arena, "%s.Title", list),
           str_empty(b->in.heading) ? t("Invoices") : b->in.heading);
  view_put(rq->view, arena_printf(rq->arena, "%s.Empty", list),
           t("There are no invoices yet. An order's first invoice is issued within a minute."));
  view_put(rq->view, arena_printf(rq->arena, "%s.All", at), t("All invoices"));
  view_put(rq->view, arena_printf(rq->arena, "%s.AllHref", at), "/invoices");
  return list_part(rq, list, &invoices_table, b->in.rows_max, &more, A(t("You")), A(t("Customer")), A(today),
                   A(rq->w->org_id), A(""), A(""), A(""), A(""), A(today), A(""), A(""), A(""), A(""));
}
