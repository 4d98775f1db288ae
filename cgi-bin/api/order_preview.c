/* What an order would come to: every figure, and nothing done. */
#include "cgi-bin/api/order.h"
#include "lib/base/json.h"

struct preview_out {
  bool orderable, more_follow;
  const char *figures, *problem, *promotion_problem, *payment_type, *payment_types;
  struct date start_on;
  struct money now_net, now_tax, now_total, discount;
};
static const struct field preview_fields[] = {
  FIELD(struct preview_out, orderable, "It can be placed as it is", .required = true),
  FIELD(struct preview_out, figures, "The fingerprint of all of this: send it with the order", .required = true),
  FIELD(struct preview_out, problem, "What is wrong with the whole of it"),
  FIELD(struct preview_out, promotion_problem, "Why the promotion code gives nothing"),
  FIELD(struct preview_out, payment_type, "How it is paid as it is", .options = payment_types),
  FIELD(struct preview_out, payment_types,
        "Between which ways of paying payment_type chooses, comma between; null: there is no choice"),
  FIELD(struct preview_out, start_on, "From when", .required = true),
  FIELD(struct preview_out, now_net, "Due at once, before tax", .required = true),
  FIELD(struct preview_out, now_tax, "Tax of it", .required = true),
  FIELD(struct preview_out, now_total, "Due at once", .required = true),
  FIELD(struct preview_out, discount, "What the promotion takes off all payments shown", .required = true),
  FIELD(struct preview_out, more_follow, "More payments follow than those shown", .required = true),
};
static const struct form_def preview_def = FORM(struct preview_out, preview_fields);

struct line_out {
  struct public_id offer;
  const char *name, *problem;
  int quantity;
  struct money buy, pay;
  struct date term_start_on, term_end_on;
};
static const struct field line_fields[] = {
  FIELD(struct line_out, offer, "The offer", .required = true),
  FIELD(struct line_out, name, "Its name", .required = true),
  FIELD(struct line_out, quantity, "How many", .required = true),
  FIELD(struct line_out, buy, "A first period at the organisation's price, before tax", .required = true),
  FIELD(struct line_out, pay, "The same as the payer is invoiced", .required = true),
  FIELD(struct line_out, term_start_on, "First day that is paid for", .required = true),
  FIELD(struct line_out, term_end_on, "Last day of the term; null: until cancelled"),
  FIELD(struct line_out, problem, "Why it cannot be ordered"),
};
static const struct form_def line_def = FORM(struct line_out, line_fields);
static const struct shape line_shape = { .name = "PreviewLine", .help = "A line and its price", .fields = &line_def };

struct due_out {
  struct date on;
  struct money net, tax, total;
};
static const struct field due_fields[] = {
  FIELD(struct due_out, on, "Day", .required = true),
  FIELD(struct due_out, net, "Before tax", .required = true),
  FIELD(struct due_out, tax, "Tax", .required = true),
  FIELD(struct due_out, total, "To be paid", .required = true),
};
static const struct form_def due_def = FORM(struct due_out, due_fields);
const struct shape due_shape = { .name = "Payment", .help = "What falls due on a day", .fields = &due_def };

static const struct shape_part parts[] = {
  { "lines", &line_shape, .many = true, .help = "What is ordered" },
  { "payments", &due_shape, .many = true, .help = "What falls due, and when" },
};
const struct shape preview_shape = {
  .name = "OrderPreview", .help = "What an order would come to", .fields = &preview_def, PARTS(parts)
};

void dues_put(struct json *j, const char *name, const struct quote_due *dues, int n)
{
  json_array(j, name);
  for (int i = 0; i < n; i++) {
    const struct due_out out = { dues[i].on, dues[i].net, dues[i].tax, dues[i].total };
    json_object(j, NULL);
    api_fields(j, &due_def, &out);
    json_end_object(j);
  }
  json_end_array(j);
}

static void line_put(struct json *j, const struct quote_line *line)
{
  const struct line_out out = { .offer = line->offer->public_id,
                                .name = line->offer->name,
                                .problem = line->problem,
                                .quantity = line->offer->quantity,
                                .buy = line->buy,
                                .pay = line->pay,
                                .term_start_on = line->term_start,
                                .term_end_on = line->term_end };
  json_object(j, NULL);
  api_fields(j, &line_def, &out);
  json_end_object(j);
}

result order_preview_answer(struct req *rq, const struct quote *q)
{
  struct json j = JSON(&rq->out->body);
  const struct preview_out out = { .orderable = quote_sound(q) && !q->way_problem,
                                   .more_follow = q->more_follow,
                                   .figures = q->figures,
                                   .problem = q->problem ? q->problem : q->way_problem,
                                   .payment_type = q->way,
                                   .payment_types =
                                       payment_ways_open(&q->ways) ? payment_ways_list(rq->arena, &q->ways) : NULL,
                                   .promotion_problem = q->promo_problem,
                                   .start_on = q->start,
                                   .now_net = q->now_net,
                                   .now_tax = q->now_tax,
                                   .now_total = q->now_total,
                                   .discount = q->discount };
  json_object(&j, NULL);
  api_fields(&j, &preview_def, &out);
  json_array(&j, "lines");
  for (int i = 0; i < q->n_lines; i++)
    line_put(&j, &q->lines[i]);
  json_end_array(&j);
  dues_put(&j, "payments", q->dues, q->n_dues);
  json_end_object(&j);
  return api_answer(rq);
}
