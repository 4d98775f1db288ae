/* Placing a new order: a draft is made, priced and placed in one transaction, so that a refused one leaves nothing but the audit's row. A
 * preview does the same and takes it all back. */
#include "cgi-bin/api/order.h"
#include "lib/app/promo_try.h"
#include "lib/model/trail.h"
#include <string.h>

const struct operation order_new_op = {
  .id = "placeOrder", .group = "Orders", .in = &order_new_shape, .out = &placed_shape, .makes = true, .once = true
};
const struct operation order_preview_op = {
  .id = "previewOrder", .group = "Orders", .in = &order_new_shape, .out = &preview_shape
};

static result lines_put(struct req *rq, const struct order *o, const struct order_sent *sent)
{
  const char *problem;
  result all = OK;
  for (int i = 0; i < sent->n_lines; i++) {
    result r = order_put(rq->w, o, sent->lines[i].offer, sent->lines[i].quantity, &problem);
    if (r == NOT_FOUND)
      all = problem_add(rq, PLACE(rq, "/lines/%d/offer", i), "%s", t("This offer is not available to you."));
    else if (r == INVALID && problem)
      all = problem_add(rq, PLACE(rq, "/lines/%d/quantity", i), "%s", problem);
    else
      TRY(r);
  }
  return all;
}

static result details_put(struct req *rq, const struct order *o, const struct order_sent *sent)
{
  const struct delivery_in *d = &sent->delivery;
  const struct order_details details = {
    .customer = sent->order.customer,
    .billing = customer_party(&sent->customer),
    .delivery = { .legal_name = d->name,
                  .address1 = d->address1,
                  .address2 = d->address2,
                  .city = d->city,
                  .region = d->region,
                  .postal_code = d->postal_code,
                  .country = d->country },
    .deliver_elsewhere = sent->has_delivery,
    .po_number = sent->order.po_number,
    .start = sent->order.start_on,
  };
  result r = order_set_details(rq->w, o, &details);
  return r == NOT_FOUND ? problem_add(rq, "/customer", "%s", t("There is no such customer.")) : r;
}

/* Which line and product each price of the partner's own is for. */
static result prices_put(struct req *rq, const struct order *o, const struct order_sent *sent)
{
  struct order_sell *prices = arena_array(rq->arena, (size_t)sent->n_prices + 1, sizeof *prices);
  struct public_id offer;
  const char *code;
  int64_t line_id, product_id;
  if (!sent->n_prices && !sent->order.keep_prices)
    return OK;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "SELECT v.public_id, p.code, l.id, p.id FROM order_line l JOIN offer_version v ON v.id = l.version_id"
               " JOIN offer_item i ON i.version_id = v.id JOIN product p ON p.id = i.product_id"
               " WHERE l.order_id = ? AND l.org_id = ? LIMIT 2000",
               A(o->id), A(rq->w->org_id)));
  while (rows_next(&rows, F(offer), F(code), F(line_id), F(product_id)))
    for (int i = 0; i < sent->n_prices; i++)
      if (sent->prices[i].offer.bits == offer.bits && str_eq(sent->prices[i].product, code))
        prices[i] = (struct order_sell){ line_id, product_id, sent->prices[i].sell };
  rows_close(&rows);
  result r = OK;
  for (int i = 0; i < sent->n_prices; i++) {
    bool twice = false;
    for (int k = 0; k < i; k++)
      twice |= prices[k].line_id == prices[i].line_id && prices[k].product_id == prices[i].product_id;
    if (!prices[i].line_id || twice)
      r = problem_add(rq, PLACE(rq, "/prices/%d/product", i), "%s",
                      t("No line of the order has this product, or its price stands here twice."));
  }
  TRY(r);
  return order_set_sell(rq->w, o, prices, sent->n_prices, sent->order.keep_prices);
}

/* Terms are accepted by placing, not by looking. */
static result extras_put(struct req *rq, const struct order *o, const struct order_sent *sent, bool placing)
{
  const char *problem = NULL;
  result all = OK;
  if (!str_empty(sent->order.promotion))
    TRY(promo_guess_open(rq, &problem));
  if (!str_empty(sent->order.promotion) && !problem) {
    TRY(order_set_promo(rq->w, o, sent->order.promotion, &problem));
    if (problem)
      promo_guess_refused(rq);
  }
  if (problem)
    all = problem_add(rq, "/promotion", "%s", problem);
  result paid = order_set_payment_type(rq->w, o->public_id, sent->order.payment_type, &problem);
  if (paid == INVALID && problem)
    all = problem_add(rq, "/payment_type", "%s", problem);
  else
    TRY(paid);
  result r = !placing ? OK : order_accept_terms(rq->w, o->public_id, sent->order.terms, &problem);
  if (r == INVALID && problem)
    return problem_add(rq, "/terms", "%s", problem);
  TRY(r);
  return all;
}

/* The draft with all that was sent; what cannot be is noted, each at its place. */
static result draft_make(struct req *rq, const struct order_sent *sent, bool placing, struct order *o)
{
  TRY(order_open(rq->w, order_source(rq), placing ? sent->order.external_id : NULL, o));
  result lines = lines_put(rq, o, sent);
  result details = details_put(rq, o, sent);
  result prices = lines == OK ? prices_put(rq, o, sent) : OK;
  result extras = extras_put(rq, o, sent, placing);
  TRY(lines);
  TRY(details);
  TRY(prices);
  return extras;
}

/* The quote's problems at the lines that have them. */
static result quote_problems(struct req *rq, const struct quote *q, const struct order_sent *sent)
{
  result r = OK;
  for (int i = 0; i < q->n_lines; i++)
    for (int k = 0; q->lines[i].problem && k < sent->n_lines; k++)
      if (sent->lines[k].offer.bits == q->lines[i].offer->public_id.bits)
        r = problem_add(rq, PLACE(rq, "/lines/%d", k), "%s", q->lines[i].problem);
  if (q->way_problem)
    r = problem_add(rq, "/payment_type", "%s", q->way_problem);
  return q->problem ? problem_add(rq, "", "%s", q->problem) : r;
}

static const char *named(struct req *rq, const struct order_sent *sent)
{
  struct buf b = BUF(rq->arena);
  buf_printf(&b, "external_id: %s; offers:", sent->order.external_id ? sent->order.external_id : "-");
  for (int i = 0; i < sent->n_lines; i++)
    buf_printf(&b, " %s", public_id_text(rq->arena, sent->lines[i].offer));
  return buf_text(&b);
}

result order_new(struct req *rq)
{
  struct order_sent *sent = NEW(rq->arena, struct order_sent);
  struct quote quote;
  struct order o;
  const char *problem;
  bool again;
  TRY(order_sent_read(rq, sent));
  TRY(order_repeated(rq, sent->order.external_id, "new", (struct public_id){ 0 }, &again));
  if (again)
    return OK;
  order_refusal_kept(rq, named(rq, sent));
  TRY(draft_make(rq, sent, true, &o));
  result r =
      order_take_quoted(rq->w, o.public_id, sent->order.figures, sent->order.process_immediately, &quote, &problem);
  if (r == CONFLICT && problem) {
    TRY(quote_problems(rq, &quote, sent));
    return refuse(rq, CONFLICT, "%s", problem);
  }
  TRY(r);
  TRY(order_key_noted(rq));
  return order_made(rq, o.public_id);
}

result order_new_preview(struct req *rq)
{
  struct order_sent *sent = NEW(rq->arena, struct order_sent);
  struct quote quote;
  struct order o;
  TRY(order_sent_read(rq, sent));
  TRY(db_begin(rq->w));
  TRY(draft_make(rq, sent, false, &o));
  TRY(order_find(rq->w, o.public_id, &o));
  result r = quote_make(rq->w, &o, order_today(rq->w, &o), &quote);
  db_rollback(rq->w);
  TRY(r);
  return order_preview_answer(rq, &quote);
}
