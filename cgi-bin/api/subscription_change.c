/* Orders that change what runs: another offer, quantity or add-ons, the end of it. The preview and the doing are the model's, as they are
 * for the pages. */
#include "cgi-bin/api/order.h"
#include "lib/base/json.h"
#include "lib/model/change.h"

struct change_in {
  const char *external_id, *figures, *when, *reason;
  struct public_id offer;
  int64_t quantity;
};
static const struct option whens[] = { { "rule", "" }, { "now", "" }, { "end", "" }, { NULL, NULL } };
#define SHARED                                                                                                         \
  FIELD(struct change_in, external_id, "external_id", .max = 100,                                                      \
        .hint = "The order's id in your own system: the same again is the same order"),                                \
      FIELD(struct change_in, when, "when", .look = LOOK_SELECT, .options = whens,                                     \
            .hint = "rule: more at once, less at the end of the term; now; end: of the term"),                         \
      FIELD(struct change_in, figures, "figures", .max = 64,                                                           \
            .hint = "Of a preview: the order is refused when anything has changed since")
static const struct field offer_fields[] = {
  FIELD(struct change_in, offer, "offer", .required = true, .hint = "The offer that it changes to"),
  FIELD(struct change_in, quantity, "quantity", .min = 1, .max = 1000000, .hint = "Without it, the quantity stays"),
  SHARED,
};
static const struct field update_fields[] = {
  FIELD(struct change_in, quantity, "quantity", .min = 1, .max = 1000000, .hint = "Of the offer; without it, it stays"),
  SHARED,
};
static const struct field cancel_fields[] = {
  FIELD(struct change_in, reason, "reason", .required = true, .max = 300, .hint = "Why it ends"),
  SHARED,
};
static const struct form_def offer_def = FORM(struct change_in, offer_fields);
static const struct form_def update_def = FORM(struct change_in, update_fields);
static const struct form_def cancel_def = FORM(struct change_in, cancel_fields);

struct addon_in {
  struct public_id offer;
  int64_t quantity;
};
static const struct field addon_fields[] = {
  FIELD(struct addon_in, offer, "offer", .required = true, .hint = "The add-on's id"),
  FIELD(struct addon_in, quantity, "quantity", .required = true, .max = 1000000, .hint = "0 takes it off"),
};
static const struct form_def addon_def = FORM(struct addon_in, addon_fields);
static const struct shape addon_shape = { .name = "AddOn", .help = "An add-on, and how many", .fields = &addon_def };
static const struct shape_part update_parts[] = { { "addons", &addon_shape, .many = true, .max = CHANGE_ADDONS_MAX,
                                                    .optional = true, .help = "Those not named stay as they are" } };

static const struct shape offer_shape = { .name = "ChangeOffer", .help = "Another offer", .fields = &offer_def };
static const struct shape update_shape = {
  .name = "UpdateSubscription", .help = "Another quantity, or add-ons", .fields = &update_def, PARTS(update_parts)
};
static const struct shape cancel_shape = { .name = "CancelSubscription", .help = "The end", .fields = &cancel_def };

/* ---- what it comes to ---- */
struct plan_out {
  bool possible, at_end, more_follow;
  const char *figures, *problem;
  struct date on, term_end_on, cancel_on;
  int quantity;
  struct money now_net, now_tax, now_total;
};
static const struct field plan_fields[] = {
  FIELD(struct plan_out, possible, "It can be done", .required = true),
  FIELD(struct plan_out, problem, "Why not"),
  FIELD(struct plan_out, figures, "The fingerprint of all of this: send it with the order"),
  FIELD(struct plan_out, on, "The day from which it counts", .required = true),
  FIELD(struct plan_out, at_end, "It waits for that day", .required = true),
  FIELD(struct plan_out, quantity, "The quantity from then on", .required = true),
  FIELD(struct plan_out, term_end_on, "Last day of the term from then on; null: until cancelled"),
  FIELD(struct plan_out, cancel_on, "The day on which it ends"),
  FIELD(struct plan_out, now_net, "Billed at once, before tax; below zero is given back"),
  FIELD(struct plan_out, now_tax, "Tax of it"),
  FIELD(struct plan_out, now_total, "Billed at once"),
  FIELD(struct plan_out, more_follow, "More payments follow than those shown", .required = true),
};
static const struct form_def plan_def = FORM(struct plan_out, plan_fields);
static const struct shape_part plan_parts[] = {
  { "payments", &due_shape, .many = true, .help = "The coming payments as they will be" },
};
static const struct shape plan_shape = {
  .name = "ChangePreview", .help = "What a change would come to", .fields = &plan_def, PARTS(plan_parts)
};

#define OPERATIONS(name, make_id, preview_id, in_)                                                                     \
  const struct operation name##_op = { .id = make_id,                                                                  \
                                       .group = "Subscriptions",                                                       \
                                       .in = in_,                                                                      \
                                       .out = &placed_shape,                                                           \
                                       .makes = true,                                                                  \
                                       .once = true },                                                                 \
                         name##_preview_op = {                                                                         \
                           .id = preview_id, .group = "Subscriptions", .in = in_, .out = &plan_shape                   \
                         }
OPERATIONS(change_offer, "changeOffer", "previewChangeOffer", &offer_shape);
OPERATIONS(update, "updateSubscription", "previewUpdate", &update_shape);
OPERATIONS(cancel, "cancelSubscription", "previewCancel", &cancel_shape);

static result addons_read(struct req *rq, const struct json_t *body, struct change *c)
{
  result r = OK;
  c->n_addons = api_part_many(rq, body, &update_parts[0], &r);
  for (int i = 0; i < c->n_addons; i++) {
    struct addon_in in = { 0 };
    if (api_read(rq, &addon_shape, api_item(body, "addons", i), PLACE(rq, "/addons/%d", i), &in) != OK)
      r = INVALID;
    c->addons[i].version = in.offer;
    c->addons[i].quantity = in.quantity;
  }
  if (r == OK && !c->n_addons && !c->quantity)
    r = problem_add(rq, "/quantity", "%s", t("Say what is to be changed: quantity or addons."));
  return r;
}

/* What the body asks for; what kind it is, the operation's shape says. */
static result change_read(struct req *rq, struct change_in *in, struct change *c)
{
  const struct shape *shape = rq->route->operation->in;
  result r;
  API_BODY *body = api_body(rq, &r);
  TRY(r);
  result fields = api_read(rq, shape, body, "", in);
  *c = (struct change){ .kind = shape == &offer_shape    ? CHANGE_OFFER
                                : shape == &cancel_shape ? CHANGE_CANCEL
                                                         : CHANGE_UPDATE,
                        .when = str_eq(in->when, "now")   ? WHEN_NOW
                                : str_eq(in->when, "end") ? WHEN_END
                                                          : WHEN_RULE,
                        .version = in->offer,
                        .quantity = in->quantity,
                        .term_months = -1,
                        .reason = in->reason,
                        .source = order_source(rq),
                        .external_id = in->external_id };
  if (shape == &update_shape)
    TRY(addons_read(rq, body, c));
  return fields;
}

static result plan_answer(struct req *rq, const struct plan *p)
{
  struct json j = JSON(&rq->out->body);
  struct quote_due *dues = arena_array(rq->arena, (size_t)p->n_dues + 1, sizeof *dues);
  const struct plan_out out = { .possible = !p->problem,
                                .at_end = p->at_end,
                                .more_follow = p->more_follow,
                                .figures = p->problem ? NULL : p->figures,
                                .problem = p->problem,
                                .on = p->on,
                                .term_end_on = p->term_end,
                                .cancel_on = p->cancel,
                                .quantity = p->quantity,
                                .now_net = p->now_net,
                                .now_tax = p->now_tax,
                                .now_total = p->now_total };
  for (int i = 0; i < p->n_dues && !p->problem; i++)
    dues[i] = (struct quote_due){ p->dues[i].on, p->dues[i].net, p->dues[i].tax, p->dues[i].total };
  json_object(&j, NULL);
  api_fields(&j, &plan_def, &out);
  dues_put(&j, "payments", dues, p->problem ? 0 : p->n_dues);
  json_end_object(&j);
  return api_answer(rq);
}

result change_preview(struct req *rq)
{
  struct change_in in = { 0 };
  struct public_id id;
  struct change c;
  struct plan p;
  struct sub s;
  TRY(req_public_id(rq, 0, &id));
  TRY(sub_find(rq->w, id, &s));
  TRY(change_read(rq, &in, &c));
  TRY(change_plan(rq->w, &s, &c, &p));
  return plan_answer(rq, &p);
}

/* What cannot be done at all is invalid; what could be done when it was previewed has changed. */
static result refusal(struct req *rq, const struct change *c, struct public_id id, const char *problem)
{
  struct sub s;
  struct plan p;
  TRY(sub_find(rq->w, id, &s));
  TRY(change_plan(rq->w, &s, c, &p));
  if (p.problem)
    return problem_add(rq, c->kind == CHANGE_OFFER ? "/offer" : "", "%s", p.problem);
  return refuse(rq, CONFLICT, "%s", problem);
}

result change_make(struct req *rq)
{
  struct change_in in = { 0 };
  struct public_id id, order;
  struct change c;
  struct sub s;
  const char *problem;
  int64_t order_id;
  bool again;
  TRY(req_public_id(rq, 0, &id));
  TRY(sub_find(rq->w, id, &s));
  TRY(change_read(rq, &in, &c));
  TRY(order_repeated(rq, in.external_id, change_words[c.kind], id, &again));
  if (again)
    return OK;
  order_refusal_kept(
      rq, arena_printf(rq->arena, "external_id: %s; %s", in.external_id ? in.external_id : "-", rq->in->path));
  result r = change_post(rq->w, id, &c, in.figures, &order_id, &problem);
  if (r == CONFLICT && problem)
    return refusal(rq, &c, id, problem);
  TRY(r);
  {
    ROWS rows = { 0 };
    TRY(db_query(rq->w, &rows, "SELECT public_id FROM customer_order WHERE id = ? AND org_id = ?", A(order_id),
                 A(rq->w->org_id)));
    TRY(rows_one(&rows, F(order)));
  }
  TRY(order_key_noted(rq));
  return order_made(rq, order);
}
