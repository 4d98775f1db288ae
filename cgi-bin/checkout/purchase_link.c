/* Purchase links (DOMAIN L8): /checkout?purchase=<offer>[:<quantity>],...&pc=<promotion>. An offer is named by its code, which outlives
 * its versions, or by a version's id; a label leads to its shelf. A GET shows and writes nothing; its button fills the basket. */
#include "cgi-bin/checkout/checkout.h"
#include "lib/model/trail.h"

#include <string.h>

enum { PARTS_MAX = 20 };

static const struct field fill_fields[] = {
  FIELD(struct fill_in, purchase, "", .required = true, .max = 1000, .look = LOOK_HIDDEN),
  FIELD(struct fill_in, pc, "", .max = 40, .look = LOOK_HIDDEN),
};
const struct form_def fill_form = FORM(struct fill_in, fill_fields);

struct part {
  struct offer offer;
  int64_t quantity;
  const char *problem;
};

/* What a name stands for: the version that sells by its offer's code, or the version itself. 0: neither. */
static result version_named(struct work *w, const char *name, struct public_id *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT v.public_id FROM offer o JOIN offer_version v ON v.id = o.published_version_id WHERE o.code = ?",
               A(name)));
  if (!rows_next(&rows, F(*out)) && !public_id_parse(name, out))
    out->bits = 0;
  return OK;
}

result purchase_single(struct req *rq, struct public_id *out)
{
  TRY(version_named(rq->w, req_param(rq, "purchase"), out));
  return out->bits ? OK : NOT_FOUND;
}

/* NOT_FOUND when one of them is not this organisation's to buy: a link is taken whole or not at all. */
static result parts_read(struct req *rq, const char *purchase, struct part *parts, int *n)
{
  struct buyer buyer;
  char *rest = arena_dup(rq->arena, purchase), *part;
  *n = 0;
  TRY(buyer_find(rq->w, &buyer));
  while ((part = strsep(&rest, ",")) != NULL) {
    struct part p = { 0 };
    struct public_id id;
    char *count = strchr(part, ':');
    if (count)
      *count++ = '\0';
    if (*n == PARTS_MAX)
      return NOT_FOUND;
    TRY(version_named(rq->w, part, &id));
    TRY(offer_find(rq->w, id, buyer.currency, buyer.today, &p.offer));
    p.quantity = p.offer.quantity_min;
    if (count && !str_int64(count, &p.quantity))
      p.quantity = 0;
    p.problem = offer_quantity_problem(rq->arena, &p.offer, p.quantity);
    parts[(*n)++] = p;
  }
  return OK;
}

static result promo_say(struct req *rq, const char *pc)
{
  const char *code = promo_code_read(rq->arena, pc), *problem = NULL;
  struct buyer buyer;
  struct promo promo;
  if (str_empty(pc))
    return OK;
  TRY(buyer_find(rq->w, &buyer));
  TRY(promo_guess_open(rq, &problem));
  bool closed = problem != NULL;
  result r = code && !closed ? promo_find(rq->w, code, buyer.currency, buyer.today, &promo, &problem) : NOT_FOUND;
  if (r != OK && r != NOT_FOUND)
    return r;
  if (r == NOT_FOUND && !closed)
    TRY(promo_guess_wrong(rq));
  view_put(rq->view, "Promo.Problem",
           r == OK   ? ""
           : problem ? problem
                     : t("This is no promotion code. It was ignored."));
  view_put(rq->view, "Promo.Text", r == OK ? promo_text(rq->arena, &promo) : "");
  view_put(rq->view, "Promo.Code", r == OK ? code : "");
  return OK;
}

result purchase_promo_show(struct req *rq)
{
  return promo_say(rq, req_param(rq, "pc"));
}

/* A label's shelf, where one stands. */
static result label_redirect(struct req *rq, const char *label)
{
  bool any;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT EXISTS (SELECT 1 FROM offer_shelf WHERE org_id IN (0, ?) AND label = ?)",
               A(rq->w->org_id), A(label)));
  TRY(rows_one(&rows, F(any)));
  return any ? redirect(rq, "%s/%s", own_path(rq, "/offers", ""), url_encode(rq->arena, label)) : NOT_FOUND;
}

static void part_show(struct req *rq, int n, const struct part *p)
{
  struct offer_price *prices;
  const char *list = arena_printf(rq->arena, "Parts.%d.Prices", n);
  view_item(rq->view, "Parts", n, "Name", p->offer.name);
  view_item(rq->view, "Parts", n, "Quantity", arena_printf(rq->arena, "%lld", (long long)p->quantity));
  view_item(rq->view, "Parts", n, "Term", offer_term_text(rq->arena, &p->offer));
  view_item(rq->view, "Parts", n, "Limits", offer_limits_text(rq->arena, &p->offer));
  view_item(rq->view, "Parts", n, "Problem", p->problem);
  int count = offer_priced(&p->offer) && !p->problem ? offer_prices(rq->arena, &p->offer, p->quantity, &prices) : 0;
  for (int i = 0; i < count; i++) {
    view_item(rq->view, list, i, "Amount", money_show(rq, prices[i].buy));
    view_item(rq->view, list, i, "Period", offer_period_text(rq->arena, prices[i].period_months));
  }
}

result purchase_page(struct req *rq)
{
  const struct fill_in *in = rq->form.data;
  const char *purchase = rq->form.def ? in->purchase : req_param(rq, "purchase");
  const char *pc = rq->form.def ? in->pc : req_param(rq, "pc");
  struct part *parts = arena_array(rq->arena, PARTS_MAX, sizeof *parts);
  struct public_id single;
  int n;
  if (rq->form.def && !purchase)
    return NOT_FOUND;
  if (!strpbrk(purchase, ",:")) {
    TRY(version_named(rq->w, purchase, &single));
    if (!single.bits)
      return label_redirect(rq, purchase);
  }
  TRY(parts_read(rq, purchase, parts, &n));
  bool sound = true;
  for (int i = 0; i < n; i++) {
    part_show(rq, i, &parts[i]);
    sound = sound && !parts[i].problem;
  }
  crumb(rq, t("Basket"), own_path(rq, "/checkout", ""));
  crumb(rq, t("From a link"), NULL);
  steps_show(rq, 0);
  view_put(rq->view, "Purchase", purchase);
  view_put(rq->view, "Pc", pc);
  view_put_bool(rq->view, "Sound", sound);
  TRY(promo_say(rq, pc));
  return page(rq, "checkout/purchase_page", t("Put these into the basket?"));
}

/* A link to what is not this organisation's, or not sold any more, leaves its trace and nothing else. */
static result refusal_note(struct work *w, void *arg)
{
  return audit_write(w, "order.refused", "org", w->org_id, w->org_id, "",
                     arena_printf(w->arena, "offer: %s", (const char *)arg));
}

void offer_refused(struct req *rq, const char *named)
{
  rq->after_refusal = refusal_note;
  rq->after_refusal_arg = (void *)utf8_clip(rq->arena, named, 200);
}

result purchase_fill(struct req *rq)
{
  const struct fill_in *in = rq->form.data;
  struct part *parts = arena_array(rq->arena, PARTS_MAX, sizeof *parts);
  const char *problem = NULL;
  struct order o;
  int n;
  offer_refused(rq, in->purchase);
  TRY(parts_read(rq, in->purchase, parts, &n));
  TRY(order_draft_open(rq->w, &o));
  for (int i = 0; i < n; i++) {
    result r = order_put(rq->w, &o, parts[i].offer.public_id, parts[i].quantity, &problem);
    if (r == INVALID)
      return refuse_again(rq, INVALID, "%s: %s", parts[i].offer.name, problem);
    TRY(r);
  }
  if (in->pc)
    TRY(promo_try(rq, &o, in->pc, &problem));
  flash(rq, "%s", problem ? problem : t("It is in the basket."));
  return redirect(rq, "%s", own_path(rq, "/checkout", ""));
}
