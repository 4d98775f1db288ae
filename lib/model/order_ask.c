/* What a draft asks for beside its lines: a promotion; and the terms that placing it accepts. */
#include "lib/base/i18n.h"
#include "lib/model/order.h"

/* A year ahead is the last start: the same day, or 28 February. */
const char *order_start_problem(struct date today, struct date start)
{
  if (date_compare(start, today) < 0)
    return t("This day has passed. Choose today or a later day.");
  return date_compare(start, date_add_months(today, 12, 0)) > 0 ? t("Choose a day within the next year.") : NULL;
}

result order_set_promo(struct work *w, const struct order *o, const char *typed, const char **problem)
{
  const char *code = promo_code_read(w->arena, typed);
  struct promo promo;
  *problem = NULL;
  if (!code && !str_empty(typed)) {
    *problem = t("This is no promotion code. It was ignored.");
    return OK;
  }
  if (code) {
    result r = promo_find(w, code, o->currency, order_today(w, o), &promo, problem);
    if (r == NOT_FOUND)
      return OK;
    TRY(r);
  }
  return db_exec(w, "UPDATE customer_order SET promo_code = ? WHERE id = ? AND org_id = ? AND status = 'draft'",
                 A(code ? code : ""), A(o->id), A(w->org_id));
}

static result ways_read(struct work *w, struct public_id order, struct payment_ways *ways)
{
  const char *list;
  ROWS rows = { 0 };
  *ways = PAYMENT_WAYS_ALL;
  TRY(db_query(
      w, &rows,
      "SELECT DISTINCT v.payment_types FROM customer_order o JOIN order_line l ON l.order_id = o.id JOIN offer_version v"
      " ON v.id = l.version_id WHERE o.public_id = ? AND o.org_id = ? AND o.status = 'draft'",
      A(order), A(w->org_id)));
  while (rows_next(&rows, F(list)))
    payment_ways_narrow(ways, list);
  return OK;
}

result order_set_payment_type(struct work *w, struct public_id order, const char *type, const char **problem)
{
  struct payment_ways ways;
  TRY(ways_read(w, order, &ways));
  bool open = payment_ways_open(&ways);
  *problem = NULL;
  if (!str_empty(type) && !open)
    *problem = t("These offers leave no choice of how they are paid.");
  else if (!str_empty(type) && !payment_ways_have(&ways, type))
    *problem = arena_printf(w->arena, t("Choose one of these: %s."), payment_ways_text(w->arena, &ways));
  if (*problem)
    return INVALID;
  return db_exec(w,
                 "UPDATE customer_order SET payment_type = ? WHERE public_id = ? AND org_id = ?"
                 " AND COALESCE(person_id, 0) = ? AND status = 'draft'",
                 A(str_empty(type) ? NULL : type), A(order), A(w->org_id), A(w->person_id));
}

result order_terms_now(struct work *w, struct order_terms *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT id, public_id, number, body, published_at FROM order_terms ORDER BY number DESC LIMIT 1"));
  return rows_one(&rows, F(out->id), F(out->public_id), F(out->number), F(out->body), F(out->published_at));
}

result order_accept_terms(struct work *w, struct public_id order, struct public_id accepted, const char **problem)
{
  struct order_terms terms;
  *problem = NULL;
  result r = order_terms_now(w, &terms);
  if (r == NOT_FOUND)
    return OK;
  TRY(r);
  if (!accepted.bits)
    *problem = t("Accept the order terms to go on.");
  else if (accepted.bits != terms.public_id.bits)
    *problem = t("The order terms have changed. Read them again, then accept them.");
  if (*problem)
    return INVALID;
  return db_exec(
      w,
      "UPDATE customer_order SET terms_id = ?, terms_at = ? WHERE public_id = ? AND org_id = ? AND COALESCE(person_id, 0) = ?"
      " AND status = 'draft'",
      A(terms.id), A(w->now), A(order), A(w->org_id), A(w->person_id));
}
