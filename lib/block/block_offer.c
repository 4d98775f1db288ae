/* What may be bought, what it costs this organisation and why, and the way into the basket: a card for each offer, or side by side. */
#include "lib/block/block.h"
#include "lib/model/payment_type.h"

/* "margin 3.01 EUR (15.84 %)": of what the customer pays; "" where there is none. */
static const char *margin_text(struct arena *a, const struct offer_price *p)
{
  struct money margin;
  if (!money_subtract(p->sell, p->buy, &margin) || margin.minor <= 0)
    return "";
  int bp = (int)(((__int128)margin.minor * 20000 + p->sell.minor) / ((__int128)p->sell.minor * 2));
  return arena_printf(a, t("margin %1$s (%2$s)"), money_text(a, margin, i18n_current()),
                      rate_text(a, bp, i18n_current()));
}

static void prices_show(struct req *rq, const char *at, const struct offer *o, const struct buyer *buyer)
{
  struct offer_price *prices;
  bool resold = str_eq(buyer->invoice_owner, "partner");
  const char *list = arena_printf(rq->arena, "%s.Prices", at);
  int n = offer_priced(o) ? offer_prices(rq->arena, o, 1, &prices) : -1;
  for (int i = 0; i < n; i++) {
    view_item(rq->view, list, i, "Amount", money_text(rq->arena, prices[i].buy, i18n_current()));
    view_item(rq->view, list, i, "Period", offer_period_text(rq->arena, prices[i].period_months));
    const char *margin = margin_text(rq->arena, &prices[i]);
    if (!resold || *margin)
      view_item(rq->view, list, i, "Sell", money_text(rq->arena, prices[i].sell, i18n_current()));
    view_item(rq->view, list, i, "Margin", margin);
    if (resold)
      view_item(rq->view, list, i, "Resold", "1");
  }
}

/* What it costs by use, where it does: it stands beside the prices of the periods. */
static void usage_show(struct req *rq, const char *at, const struct offer *o, const struct buyer *buyer)
{
  const char *list = arena_printf(rq->arena, "%s.Usage", at);
  for (int i = 0, n = 0; i < o->n_items; i++) {
    const struct offer_item *item = &o->items[i];
    if (!item->usage || !item->priced)
      continue;
    view_item(rq->view, list, n, "Text", offer_usage_text(rq->arena, item, item->buy));
    if (!str_eq(buyer->invoice_owner, "partner"))
      view_item(rq->view, list, n, "Sell", money_text(rq->arena, item->sell, i18n_current()));
    n++;
  }
}

static void items_show(struct req *rq, const char *at, const struct offer *o)
{
  const char *list = arena_printf(rq->arena, "%s.Items", at);
  for (int i = 0; i < o->n_items; i++) {
    const struct offer_item *item = &o->items[i];
    view_item(rq->view, list, i, "Name", item->name);
    view_item(rq->view, list, i, "Units", arena_printf(rq->arena, "%d", item->quantity));
    view_item(rq->view, list, i, "Many", item->quantity > 1 ? "1" : "");
    view_item(rq->view, list, i, "Price",
              item->priced ? money_text(rq->arena, item->buy, i18n_current()) : t("No price"));
    const char *period = offer_period_text(rq->arena, item->period_months);
    view_item(rq->view, list, i, "Period",
              !item->priced || item->usage ? ""
              : item->quantity > 1         ? arena_printf(rq->arena, t("for one, %s"), period)
                                           : period);
    if (item->usage && item->priced)
      view_item(rq->view, list, i, "Price", offer_usage_text(rq->arena, item, item->buy));
    view_item(rq->view, list, i, "Source", price_source_text(item->source));
  }
}

/* The rule for the quantity, said before it is broken. */
static const char *quantity_text(struct arena *a, const struct offer *o)
{
  const char *least = o->quantity_min > 1 ? arena_printf(a, t("at least %d"), o->quantity_min) : "";
  const char *most = o->quantity_max > 1 ? arena_printf(a, t("at most %d"), o->quantity_max) : "";
  const char *step = o->quantity_step > 1 ? arena_printf(a, t("in steps of %d"), o->quantity_step) : "";
  if (o->quantity_max == 1)
    return t("one for each customer");
  struct buf b = BUF(a);
  const char *const parts[] = { least, most, step };
  for (int i = 0; i < COUNT(parts); i++)
    if (*parts[i])
      buf_printf(&b, "%s%s", b.size ? ", " : "", parts[i]);
  return buf_text(&b);
}

void offer_show(struct req *rq, const char *list, int n, const struct offer *o, const struct buyer *buyer)
{
  const char *at = arena_printf(rq->arena, "%s.%d", list, n), *id = public_id_text(rq->arena, o->public_id);
  view_item(rq->view, list, n, "Id", id);
  view_item(rq->view, list, n, "Name", o->name);
  view_item(rq->view, list, n, "Summary", o->summary);
  view_item(rq->view, list, n, "Terms", o->terms);
  view_item(rq->view, list, n, "Href", own_path(rq, "/offers", arena_printf(rq->arena, "/o/%s", id)));
  view_item(rq->view, list, n, "Term", offer_term_text(rq->arena, o));
  view_item(rq->view, list, n, "Trial", offer_trial_text(rq->arena, o));
  view_item(rq->view, list, n, "Billing", offer_billing_text(rq->arena, o));
  view_item(rq->view, list, n, "QuantityRule", quantity_text(rq->arena, o));
  view_item(rq->view, list, n, "Countries", countries_text(rq->arena, o->countries));
  view_item(rq->view, list, n, "PaidBy", payment_types_text(rq->arena, o->payment_types));
  view_item(rq->view, list, n, "Limits", offer_limits_text(rq->arena, o));
  view_item(rq->view, list, n, "Quantity", arena_printf(rq->arena, "%d", o->quantity_min));
  view_item(rq->view, list, n, "Fixed", o->quantity_max == 1 ? "1" : "");
  view_item(rq->view, list, n, "Priced", offer_priced(o) ? "1" : "");
  prices_show(rq, at, o, buyer);
  usage_show(rq, at, o, buyer);
  items_show(rq, at, o);
}

result basket_show(struct req *rq)
{
  int64_t n;
  view_put(rq->view, "Checkout", own_path(rq, "/checkout", ""));
  if (!(rq->who.rights & ORDER_WRITE))
    return OK;
  TRY(order_draft_lines(rq->w, &n));
  view_put(rq->view, "MayOrder", "1");
  if (n)
    view_put(rq->view, "Basket",
             arena_printf(rq->arena, tn("Basket: %d offer", "Basket: %d offers", (unsigned long)n), (int)n));
  return OK;
}

result offer_grid_show(struct req *rq, const char *at, const char *label, int *n)
{
  const char *list = arena_printf(rq->arena, "%s.Offers", at);
  struct buyer buyer;
  struct offers shelf;
  TRY(buyer_find(rq->w, &buyer));
  TRY(offers_of_label(rq->w, label, buyer.currency, buyer.today, &shelf));
  for (int i = 0; i < shelf.n; i++) {
    offer_show(rq, list, i, &shelf.offers[i], &buyer);
    view_item(rq->view, list, i, "Place", at); /* an offer may stand in two blocks, its field's id only once */
  }
  if (n)
    *n = shelf.n;
  return OK;
}

result block_offers(struct req *rq, const char *at, const struct webpage_block *b)
{
  int n;
  TRY(offer_grid_show(rq, at, b->in.label, &n));
  view_put_bool(rq->view, arena_printf(rq->arena, "%s.None", at), !n);
  return OK;
}
