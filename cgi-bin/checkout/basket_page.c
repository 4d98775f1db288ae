/* The basket: what lies in it, how many, what a period costs. Prices are those of now; nothing is promised before the review. */
#include "cgi-bin/checkout/checkout.h"
#include "lib/app/parts.h"
#include <string.h>

static void line_show(struct req *rq, int n, const struct quote_line *line, bool resold)
{
  const struct offer *o = line->offer;
  const char *id = public_id_text(rq->arena, o->public_id);
  struct offer_price *prices = NULL;
  const char *list = arena_printf(rq->arena, "Lines.%d.Prices", n);
  view_item(rq->view, "Lines", n, "Id", id);
  view_item(rq->view, "Lines", n, "Name", o->name);
  view_item(rq->view, "Lines", n, "Href",
            o->on_shelf ? own_path(rq, "/offers", arena_printf(rq->arena, "/o/%s", id)) : "");
  view_item(rq->view, "Lines", n, "Quantity", arena_printf(rq->arena, "%d", o->quantity));
  view_item(rq->view, "Lines", n, "Fixed", o->quantity_max == 1 ? "1" : "");
  view_item(rq->view, "Lines", n, "Term", offer_term_text(rq->arena, o));
  view_item(rq->view, "Lines", n, "Trial", offer_trial_text(rq->arena, o));
  view_item(rq->view, "Lines", n, "Limits", offer_limits_text(rq->arena, o));
  view_item(rq->view, "Lines", n, "Problem", line->problem);
  int count = offer_priced(o) ? offer_prices(rq->arena, o, o->quantity, &prices) : 0;
  price_lines_show(rq, list, prices, count, !resold || offer_sell_typed(o));
}

/* What all of it comes to, a line for each billing period. */
static void together_show(struct req *rq, const struct quote *q, bool resold)
{
  enum { PERIODS_MAX = 400 };
  struct offer_price *sums = arena_array(rq->arena, PERIODS_MAX, sizeof *sums), *prices;
  bool sell = !resold;
  int n = 0;
  for (int i = 0; i < q->n_lines; i++) {
    const struct offer *o = q->lines[i].offer;
    int count = offer_priced(o) ? offer_prices(rq->arena, o, o->quantity, &prices) : -1;
    if (count < 0 || n + count > PERIODS_MAX || !offer_prices_add(sums, &n, prices, count))
      return; /* what cannot be bought is said beside its line */
    sell |= offer_sell_typed(o);
  }
  price_lines_show(rq, "Together", sums, n, sell);
}

static void promo_show(struct req *rq, const struct order *o, const struct quote *q)
{
  view_put(rq->view, "Promo.Code", o->promo_code);
  view_put(rq->view, "Promo.Problem", q->promo_problem);
  if (q->promo)
    view_putf(rq->view, "Promo.Text", "%s. %s.", promo_text(rq->arena, q->promo),
              arena_printf(rq->arena, t("%s less in all payments shown, before tax"), money_show(rq, q->discount)));
}

/* One offer shows its form; several, or a label, a page of their own. */
static result link_page(struct req *rq)
{
  struct public_id id;
  result r = strpbrk(req_param(rq, "purchase"), ",:") ? NOT_FOUND : purchase_single(rq, &id);
  return r == OK ? basket_add(rq) : r == NOT_FOUND ? purchase_page(rq) : r;
}

result basket_page(struct req *rq)
{
  struct order o;
  struct quote q = { 0 };
  if (*req_param(rq, "purchase"))
    return link_page(rq);
  result r = order_draft(rq->w, &o);
  if (r != OK && r != NOT_FOUND)
    return r;
  if (r == OK)
    TRY(quote_make(rq->w, &o, order_today(rq->w, &o), &q));
  crumb(rq, t("Basket"), NULL);
  steps_show(rq, 0);
  if (r == OK)
    promo_show(rq, &o, &q);
  view_put(rq->view, "Problem", q.ways.mask ? NULL : q.problem);
  if (q.n_lines)
    together_show(rq, &q, str_eq(o.invoice_owner, "partner"));
  for (int i = 0; i < q.n_lines; i++)
    line_show(rq, i, &q.lines[i], str_eq(o.invoice_owner, "partner"));
  return page(rq, "checkout/basket_page", t("Basket"));
}
