/* What an order made: subscriptions, invoices, history. All as stored. */
#include "cgi-bin/orders/orders.h"
#include "lib/app/parts.h"

result order_subscriptions_show(struct req *rq, const struct order *o)
{
  const char *name, *status;
  struct date start, end;
  int quantity;
  struct public_id id;
  bool renews, may = rq->who.rights & SUBSCRIPTION_READ;
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT v.name, s.quantity, s.status, s.start_on, s.term_end_on, s.auto_renew, s.public_id FROM order_line l"
      " JOIN subscription s ON s.order_line_id = l.id JOIN offer_version v ON v.id = s.version_id"
      " WHERE l.order_id = ? AND s.org_id = ? ORDER BY l.position, s.id LIMIT 200",
      A(o->id), A(rq->w->org_id)));
  for (int n = 0; rows_next(&rows, F(name), F(quantity), F(status), F(start), F(end), F(renews), F(id)); n++) {
    view_item(rq->view, "Subscriptions", n, "Name", name);
    if (may)
      view_item(rq->view, "Subscriptions", n, "Href",
                arena_printf(rq->arena, "/customers/subscriptions/%s", public_id_text(rq->arena, id)));
    view_item(rq->view, "Subscriptions", n, "Quantity", arena_printf(rq->arena, "%d", quantity));
    view_item(rq->view, "Subscriptions", n, "Status", status);
    view_item(rq->view, "Subscriptions", n, "StatusText", option_word(subscription_states, status));
    view_item(rq->view, "Subscriptions", n, "From", date_text(rq->arena, start, i18n_current()));
    view_item(rq->view, "Subscriptions", n, "Until",
              !end.year ? t("until cancelled")
                        : arena_printf(rq->arena, renews ? t("%s, then renews") : "%s",
                                       date_text(rq->arena, end, i18n_current())));
  }
  return OK;
}

/* For those who may see invoices. Drafts are nobody's business but the vendor's; that one is on its way is said in a sentence. */
result order_invoices_show(struct req *rq, const struct order *o)
{
  const char *number, *status;
  struct public_id id;
  struct date issued, due;
  struct money total = money_of(0, o->currency);
  int n = 0;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "SELECT COALESCE(number, ''), public_id, status, issued_on, due_on, total_minor FROM invoice WHERE "
               "order_id = ? AND org_id = ?"
               " ORDER BY id LIMIT 100",
               A(o->id), A(rq->w->org_id)));
  while (rows_next(&rows, F(number), F(id), F(status), F(issued), F(due), F(total.minor))) {
    if (str_eq(status, "draft")) {
      view_put(rq->view, "Drafts", "1");
      continue;
    }
    view_item(rq->view, "Invoices", n, "Number", number);
    view_item(rq->view, "Invoices", n, "Href", arena_printf(rq->arena, "/invoices/%s", public_id_text(rq->arena, id)));
    view_item(rq->view, "Invoices", n, "PdfHref",
              arena_printf(rq->arena, "/invoices/%s/pdf", public_id_text(rq->arena, id)));
    view_item(rq->view, "Invoices", n, "Status", status);
    view_item(rq->view, "Invoices", n, "StatusText", option_word(invoice_states, status));
    view_item(rq->view, "Invoices", n, "Issued", date_text(rq->arena, issued, i18n_current()));
    view_item(rq->view, "Invoices", n, "Due", date_text(rq->arena, due, i18n_current()));
    view_item(rq->view, "Invoices", n++, "Total", money_text(rq->arena, total, i18n_current()));
  }
  return OK;
}

static const struct option order_actions[] = {
  { "order.placed", N_("Placed") },       { "order.completed", N_("Complete") },  { "order.failed", N_("Failed") },
  { "order.retried", N_("Tried again") }, { "order.cancelled", N_("Cancelled") }, { NULL, NULL },
};
static const char *const with_reason[] = { "order.failed", "order.cancelled", NULL };

result order_history_show(struct req *rq, const struct order *o)
{
  return history_of(rq, &(struct history){ .noun = "customer_order",
                                           .noun_id = o->id,
                                           .actions = order_actions,
                                           .reasons = with_reason,
                                           .who = SHOWN_ORDER_PERSON });
}
