/* Placing an order: locks it, computes it again, keeps what was seen. What it makes is order_process.c's. */
#include "lib/base/i18n.h"
#include "lib/base/log.h"
#include "lib/model/order_parts.h"
#include "lib/model/trail.h"

/* The status that decides; whoever comes second waits here. A basket is its person's: a colleague has not seen its review. */
static result order_lock(struct work *w, struct public_id id, const char **status)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT status FROM customer_order WHERE public_id = ? AND org_id = ? AND COALESCE(person_id, 0) = ? FOR UPDATE",
      A(id), A(w->org_id), A(w->person_id)));
  return rows_one(&rows, F(*status));
}

static const char *placing_problem(const struct order *o, const struct quote *q, const char *figures)
{
  if (!q->n_lines)
    return t("The basket is empty.");
  if (!o->customer_id && !o->billing_party_id)
    return t("Say first who the order is for.");
  for (int i = 0; i < q->n_lines; i++)
    if (q->lines[i].problem)
      return q->lines[i].problem;
  if (q->problem || q->way_problem)
    return q->problem ? q->problem : q->way_problem;
  if (figures && !str_eq(q->figures, figures))
    return t(
        "This order has changed since you looked: a price, an offer, a day, or whom it is for. Nothing was ordered. "
        "Check it, then place it again.");
  return NULL;
}

static result submitted_note(struct work *w, const struct order *o, const struct quote *q)
{
  const char *reference = arena_printf(w->arena, "O-%s", public_id_text(w->arena, o->public_id));
  TRY(order_event(w, o, "submitted", w->person_id, ""));
  TRY(audit_write(w, "order.placed", "customer_order", o->id, o->org_id, "status,customer,lines", NULL));
  TRY(db_exec(
      w,
      "UPDATE customer_order SET status = 'submitted', reference = ?, invoice_owner = ?, currency = ?, start_on = ?,"
      " total_now_minor = ?, placed_at = ?, zone = ? WHERE id = ? AND status = 'draft'",
      A(reference), A(o->invoice_owner), A(o->currency), A(q->start), A(q->now_total.minor), A(w->now), A(o->zone),
      A(o->id)));
  return db_changed(w) == 1 ? OK : FAIL("order %lld was not a draft any more under its lock", (long long)o->id);
}

/* o->id stays 0 when it was placed already. */
static result order_take(struct work *w, struct public_id public_id, const char *figures, struct order *o,
                         struct quote *q, const char **problem)
{
  const char *status;
  *problem = NULL;
  *o = (struct order){ 0 };
  TRY(order_lock(w, public_id, &status));
  if (str_eq(status, "cancelled")) {
    *problem = t("This order was cancelled.");
    return CONFLICT;
  }
  if (!str_eq(status, "draft"))
    return OK;
  TRY(order_find(w, public_id, o));
  TRY(quote_make(w, o, order_today(w, o), q));
  *problem = placing_problem(o, q, figures);
  if (*problem)
    return CONFLICT;
  TRY(order_freeze(w, o, q));
  return submitted_note(w, o, q);
}

/* The promotion's row is hot: the last statement. */
static result order_use_promo(struct work *w, const struct quote *q, const char **problem)
{
  result r = q->promo ? promo_use(w, q->promo->id) : OK;
  if (r == CONFLICT)
    *problem = t("The promotion was used up in this moment. Nothing was ordered. Look at the order again.");
  return r;
}

result order_take_quoted(struct work *w, struct public_id id, const char *figures, bool at_once, struct quote *q,
                         const char **problem)
{
  struct order o;
  *q = (struct quote){ 0 };
  TRY(order_take(w, id, figures, &o, q, problem));
  if (!o.id)
    return OK;
  if (at_once)
    TRY(order_process(w, o.id, problem));
  return order_use_promo(w, q, problem);
}

result order_submit(struct work *w, struct public_id id, const char *figures, const char **problem)
{
  struct quote q;
  return order_take_quoted(w, id, figures ? figures : "", false, &q, problem);
}

result order_place(struct work *w, struct public_id id, const char *figures, const char **problem)
{
  struct quote q;
  return order_take_quoted(w, id, figures ? figures : "", true, &q, problem);
}
