/* Two blocks of the reader's own: whom to ask, and what lies in the basket. */
#include "lib/block/block.h"

/* What was typed, else the organisation's own, as its portal says it. */
result block_contact(struct req *rq, const char *at, const struct webpage_block *b)
{
  const char *email = b->in.email, *phone = b->in.phone;
  if (str_empty(email) && str_empty(phone)) {
    ROWS rows = { 0 };
    int64_t org = rq->w->org_id ? rq->w->org_id : rq->portal ? rq->portal->org_id : 0;
    TRY(db_query(rq->w, &rows, "SELECT portal_contact, portal_phone FROM org WHERE id = ?", A(org)));
    rows_next(&rows, F(email), F(phone));
  }
  if (str_empty(email) && str_empty(phone) && str_empty(b->in.body)) /* nobody to ask: no heading alone */
    view_put(rq->view, arena_printf(rq->arena, "%s.Closed", at), "empty");
  view_put(rq->view, arena_printf(rq->arena, "%s.Email", at), email);
  view_put(rq->view, arena_printf(rq->arena, "%s.Phone", at), phone);
  if (!str_empty(email))
    view_putf(rq->view, arena_printf(rq->arena, "%s.EmailHref", at), "mailto:%s", email);
  return OK;
}

/* A purchase link's own words go on to the checkout, which reads them. */
static const char *purchase_path(struct req *rq)
{
  static const char *const names[] = { "purchase", "quantity", "pc" };
  struct buf b = BUF(rq->arena);
  buf_puts(&b, "/checkout");
  for (int i = 0; i < COUNT(names); i++) {
    const char *value = req_param(rq, names[i]);
    if (*value)
      buf_printf(&b, "%c%s=%s", i ? '&' : '?', names[i], url_encode(rq->arena, value));
  }
  return buf_text(&b);
}

static void line_show(struct req *rq, const char *lines, int n, const struct offer *o)
{
  struct offer_price *prices;
  int count = offer_priced(o) ? offer_prices(rq->arena, o, o->quantity, &prices) : 0;
  struct buf price = BUF(rq->arena);
  for (int i = 0; i < count; i++)
    buf_printf(&price, "%s%s %s", i ? ", " : "", money_text(rq->arena, prices[i].buy, i18n_current()),
               offer_period_text(rq->arena, prices[i].period_months));
  view_item(rq->view, lines, n, "Name", o->name);
  view_item(rq->view, lines, n, "Quantity", number_text(rq->arena, o->quantity, i18n_current()));
  view_item(rq->view, lines, n, "Price", buf_text(&price));
}

result block_basket(struct req *rq, const char *at, const struct webpage_block *b)
{
  struct order o;
  (void)b;
  bool link = *req_param(rq, "purchase") != '\0';
  view_put(rq->view, arena_printf(rq->arena, "%s.Href", at), link ? purchase_path(rq) : "/checkout");
  view_put_bool(rq->view, arena_printf(rq->arena, "%s.Purchase", at), link);
  result r = order_draft(rq->w, &o);
  if (r == NOT_FOUND)
    return OK;
  TRY(r);
  struct offers in_it;
  TRY(offers_of_order(rq->w, o.id, o.currency, order_today(rq->w, &o), &in_it));
  const char *lines = arena_printf(rq->arena, "%s.Lines", at);
  for (int i = 0; i < in_it.n; i++)
    line_show(rq, lines, i, &in_it.offers[i]);
  return OK;
}
