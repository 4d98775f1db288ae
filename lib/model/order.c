/* The draft: finding it, its lines, its details. */
#include "lib/model/order.h"

#include "lib/base/i18n.h"
#include "lib/base/log.h"
#include "lib/model/trail.h"

enum { ORDER_LINES_MAX = 50 };

/* A basket follows its organisation: one that was opened before a change of currency or payer must not buy by the old terms. */
#define ORDER_SELECT                                                                                                                                                                                                       \
  "SELECT o.id, o.org_id, COALESCE(o.person_id, 0), COALESCE(o.customer_id, 0), COALESCE(c.party_id, o.billing_party_id, 0),"                                                                                              \
  " COALESCE(o.delivery_party_id, 0), o.public_id, s.public_id, o.reference, o.kind, o.status, o.po_number,"                                                                                                               \
  " IF(o.status = 'draft', g.invoice_owner, o.invoice_owner), IF(o.status = 'draft', g.currency, o.currency),"                                                                                                             \
  " o.start_on, o.keep_prices, o.promo_code, COALESCE(o.payment_type, ''), o.placed_at, IF(o.status = 'draft', e.zone, o.zone), o.failure, o.source, o.total_now_minor, o.currency, g.party_id, g.legal_entity_id, g.name" \
  " FROM customer_order o JOIN org g ON g.id = COALESCE(o.org_id, o.made_org_id) JOIN legal_entity e ON e.id = g.legal_entity_id LEFT JOIN customer c ON c.id = o.customer_id"                                             \
  " LEFT JOIN subscription s ON s.id = o.subscription_id"

static result order_read(struct rows *rows, struct order *out)
{
  return rows_one(rows, F(out->id), F(out->org_id), F(out->person_id), F(out->customer_id), F(out->billing_party_id),
                  F(out->delivery_party_id), F(out->public_id), F(out->subscription), F(out->reference), F(out->kind),
                  F(out->status), F(out->po_number), F(out->invoice_owner), F(out->currency), F(out->start),
                  F(out->keep_prices), F(out->promo_code), F(out->payment_type), F(out->placed_at), F(out->zone),
                  F(out->failure), F(out->source), F(out->total_now.minor), F(out->total_now.currency),
                  F(out->org_party_id), F(out->legal_entity_id), F(out->org_name));
}

struct date order_today(const struct work *w, const struct order *o)
{
  return utc_date(w->now, o->zone);
}

result order_find(struct work *w, struct public_id id, struct order *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, ORDER_SELECT " WHERE o.public_id = ? AND o.org_id <=> ?", A(id), A_REF(w->org_id)));
  return order_read(&rows, out);
}

result order_draft(struct work *w, struct order *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               ORDER_SELECT " WHERE o.org_id = ? AND o.person_id = ? AND o.status = 'draft' ORDER BY o.id DESC LIMIT 1",
               A(w->org_id), A(w->person_id)));
  return order_read(&rows, out);
}

result order_draft_lines(struct work *w, int64_t *n)
{
  struct order o;
  *n = 0;
  result r = order_draft(w, &o);
  if (r == NOT_FOUND)
    return OK;
  TRY(r);
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT COUNT(*) FROM order_line WHERE order_id = ? AND org_id = ?", A(o.id), A(w->org_id)));
  return rows_one(&rows, F(*n));
}

/* Who buys: the organisation itself, its own program, or our staff on its behalf. */
static const char *order_source(const struct work *w)
{
  return str_eq(w->actor, "staff") ? "admin" : str_eq(w->actor, "api") ? "api" : "ui";
}

/* The person's row is locked first: two first offers at once would open two baskets, and one would be forgotten. */
result order_draft_open(struct work *w, struct order *out)
{
  {
    int64_t id;
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id FROM person WHERE id = ? FOR UPDATE", A(w->person_id)));
    TRY(rows_one(&rows, F(id)));
  }
  result r = order_draft(w, out);
  if (r != NOT_FOUND)
    return r;
  TRY(db_exec(w,
              "INSERT INTO customer_order (public_id, org_id, person_id, source, invoice_owner, currency, created_at)"
              " SELECT ?, id, ?, ?, invoice_owner, currency, ? FROM org WHERE id = ?",
              A(public_id_new()), A(w->person_id), A(order_source(w)), A(w->now), A(w->org_id)));
  return order_draft(w, out);
}

result order_open(struct work *w, const char *source, const char *external_id, struct order *out)
{
  struct public_id id = public_id_new();
  result r = db_exec(
      w,
      "INSERT INTO customer_order (public_id, org_id, person_id, source, external_id, invoice_owner, currency, created_at)"
      " SELECT ?, id, ?, ?, ?, invoice_owner, currency, ? FROM org WHERE id = ?",
      A(id), A_REF(w->person_id), A(source), A(external_id), A(w->now), A(w->org_id));
  if (r != OK)
    return r == CONFLICT ? RETRY : r;
  return order_find(w, id, out);
}

result order_external(struct work *w, const char *external_id, struct order_external *out)
{
  ROWS rows = { 0 };
  *out = (struct order_external){ 0 };
  TRY(db_query(w, &rows,
               "SELECT o.public_id, s.public_id, c.public_id, o.kind, o.source FROM customer_order o"
               " LEFT JOIN subscription s ON s.id = o.subscription_id LEFT JOIN customer c ON c.id = o.customer_id"
               " WHERE o.issuer_org_id = ? AND o.external_id = ?",
               A(w->org_id), A(external_id)));
  return rows_one(&rows, F(out->id), F(out->subscription), F(out->customer), F(out->kind), F(out->source));
}

/* *position: behind the others. Read here and not by the INSERT, which would lock the gap behind the newest order's lines: many orders at
 * once then died of it. */
static result basket_room(struct work *w, const struct order *o, int64_t version_id, int64_t *position,
                          const char **problem)
{
  int64_t others;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT COALESCE(CAST(SUM(version_id <> ?) AS SIGNED), 0), 1 + COALESCE(MAX(position), 0) FROM order_line"
      " WHERE order_id = ?",
      A(version_id), A(o->id)));
  TRY(rows_one(&rows, F(others), F(*position)));
  if (others >= ORDER_LINES_MAX)
    *problem = arena_printf(w->arena, t("One order holds at most %d offers. Place this one first."), ORDER_LINES_MAX);
  return OK;
}

result order_put(struct work *w, const struct order *o, struct public_id version, int64_t quantity,
                 const char **problem)
{
  struct offer offer;
  int64_t position = 1;
  *problem = NULL;
  if (quantity == 0)
    return db_exec(
        w,
        "DELETE l FROM order_line l JOIN offer_version v ON v.id = l.version_id JOIN customer_order o ON o.id = l.order_id"
        " WHERE l.order_id = ? AND l.org_id = ? AND v.public_id = ? AND o.status = 'draft'",
        A(o->id), A(w->org_id), A(version));
  TRY(offer_find(w, version, o->currency, order_today(w, o), &offer));
  *problem = offer_quantity_problem(w->arena, &offer, quantity);
  if (!*problem)
    TRY(basket_room(w, o, offer.version_id, &position, problem));
  if (*problem)
    return INVALID;
  TRY(db_exec(
      w,
      "INSERT INTO order_line (order_id, org_id, version_id, quantity, position)"
      " SELECT o.id, o.org_id, ?, ?, ? FROM customer_order o WHERE o.id = ? AND o.org_id = ? AND o.status = 'draft'"
      " ON DUPLICATE KEY UPDATE quantity = VALUES(quantity)",
      A(offer.version_id), A(quantity), A(position), A(o->id), A(w->org_id)));
  return db_changed(w) ? OK : CONFLICT; /* it was placed in the meantime */
}

/* Keeps a typed party in the row that the draft has already, or in a new one. */
static result party_keep(struct work *w, int64_t id, const struct party *typed, int64_t *kept)
{
  struct party p = *typed;
  p.id = id;
  if (id)
    TRY(party_update(w, &p));
  else
    TRY(party_insert(w, &p));
  *kept = p.id;
  return OK;
}

/* The party rows that the draft itself owns: never a customer's. */
static result draft_parties(struct work *w, const struct order *o, int64_t *billing, int64_t *delivery)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT COALESCE(billing_party_id, 0), COALESCE(delivery_party_id, 0) FROM customer_order"
               " WHERE id = ? AND org_id = ? AND status = 'draft' FOR UPDATE",
               A(o->id), A(w->org_id)));
  return rows_one(&rows, F(*billing), F(*delivery));
}

/* A party that was typed for this draft and is no longer named by it: somebody's address is not kept for nothing. */
static result party_drop(struct work *w, int64_t id)
{
  return id ? db_exec(w, "DELETE FROM party WHERE id = ?", A(id)) : OK;
}

result order_set_details(struct work *w, const struct order *o, const struct order_details *in)
{
  int64_t billing = 0, delivery = 0, customer_id = 0;
  TRY(draft_parties(w, o, &billing, &delivery));
  if (in->customer.bits) {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id FROM customer WHERE public_id = ? AND org_id = ?", A(in->customer),
                 A(w->org_id)));
    TRY(rows_one(&rows, F(customer_id)));
  } else {
    TRY(party_keep(w, billing, &in->billing, &billing));
  }
  if (in->deliver_elsewhere)
    TRY(party_keep(w, delivery, &in->delivery, &delivery));
  TRY(db_exec(
      w,
      "UPDATE customer_order SET customer_id = ?, billing_party_id = ?, delivery_party_id = ?, po_number = ?, start_on = ?"
      " WHERE id = ? AND org_id = ? AND status = 'draft'",
      A_REF(customer_id), A_REF(customer_id ? 0 : billing), A_REF(in->deliver_elsewhere ? delivery : 0),
      A(in->po_number ? in->po_number : ""), A(in->start), A(o->id), A(w->org_id)));
  if (customer_id)
    TRY(party_drop(w, billing));
  return in->deliver_elsewhere ? OK : party_drop(w, delivery);
}
