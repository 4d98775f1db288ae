/* A transfer asked for, called off, and found on its day; moving is transfer_turn.c's. */
#include "lib/model/transfer.h"

#include "lib/base/i18n.h"
#include "lib/model/change.h"
#include "lib/model/trail.h"

static result customer_read(struct work *w, struct public_id id, struct transfer_customer *c)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT c.id, c.org_id, c.party_id, c.public_id, o.public_id, c.name, o.name, l.zone, COALESCE(x.transfer_id, 0), x.on_day,"
      " t.reason, n.public_id, n.name FROM customer c JOIN org o ON o.id = c.org_id JOIN legal_entity l ON l.id = o.legal_entity_id"
      " LEFT JOIN transfer_customer x ON x.customer_id = c.id AND x.waiting = 1 LEFT JOIN transfer t ON t.id = x.transfer_id"
      " LEFT JOIN org n ON n.id = t.to_org_id WHERE c.public_id = ?",
      A(id)));
  TRY(rows_one(&rows, F(c->id), F(c->org_id), F(c->party_id), F(c->public_id), F(c->org_public), F(c->name),
               F(c->org_name), F(c->zone), F(c->transfer_id), F(c->on), F(c->reason), F(c->to_public), F(c->to_name)));
  c->today = utc_date(w->now, c->zone);
  return OK;
}

result transfer_customer_find(struct work *w, struct public_id id, struct transfer_customer *c)
{
  *c = (struct transfer_customer){ 0 };
  if (db_in_transaction(w)) {
    int64_t locked;
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id FROM customer WHERE public_id = ? FOR UPDATE", A(id)));
    TRY(rows_one(&rows, F(locked)));
  }
  TRY(customer_read(w, id, c));
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT COUNT(*), COUNT(IF(g.party_id <> ?, 1, NULL)) FROM subscription s JOIN bill_group g"
               " ON g.id = s.bill_group_id WHERE s.customer_id = ? AND s.status IN ('pending','active','suspended')",
               A(c->party_id), A(c->id)));
  return rows_one(&rows, F(c->running), F(c->by_org));
}

static result planning_problem(struct work *w, const struct transfer_customer *c, int64_t to_org_id, struct date on,
                               const char **problem)
{
  int64_t found;
  ROWS rows = { 0 };
  if (c->transfer_id)
    *problem = t("A move of this customer is planned already. Call it off first.");
  else if (date_compare(on, c->today) < 0)
    *problem = t("That day is over.");
  if (!to_org_id)
    return *problem ? CONFLICT : OK;
  TRY(db_query(w, &rows, "SELECT id FROM org WHERE id = ? AND id <> ? AND status = 'active' LOCK IN SHARE MODE",
               A(to_org_id), A(c->org_id)));
  if (!rows_next(&rows, F(found)))
    *problem = t("Choose one of the entries in the list.");
  return *problem ? CONFLICT : OK;
}

result transfer_plan(struct work *w, struct transfer_customer *c, int64_t to_org_id, struct date on, const char *reason,
                     bool *done, const char **problem)
{
  *problem = NULL;
  *done = false;
  TRY(planning_problem(w, c, to_org_id, on, problem));
  TRY(db_exec(
      w,
      "INSERT INTO transfer (public_id, from_org_id, to_org_id, on_day, zone, reason, person_id, created_at) VALUES (?, ?, ?, ?,"
      " ?, ?, ?, ?)",
      A(public_id_new()), A(c->org_id), A_REF(to_org_id), A(on), A(c->zone), A(reason), A_REF(w->person_id),
      A(w->now)));
  c->transfer_id = db_insert_id(w);
  TRY(db_exec(w, "INSERT INTO transfer_customer (transfer_id, customer_id, on_day) VALUES (?, ?, ?)", A(c->transfer_id),
              A(c->id), A(on)));
  TRY(audit_write(w, "customer.move_planned", "customer", c->id, 0, "org,day", reason));
  return transfer_turn(w, &(struct transfer_due){ c->transfer_id, c->id }, done);
}

result transfer_undo(struct work *w, const struct transfer_customer *c)
{
  TRY(db_exec(
      w, "UPDATE transfer_customer SET status = 'undone' WHERE transfer_id = ? AND customer_id = ? AND waiting = 1",
      A(c->transfer_id), A(c->id)));
  if (db_changed(w) != 1)
    return NOT_FOUND;
  TRY(transfer_close(w, c->transfer_id));
  return audit_write(w, "customer.move_called_off", "customer", c->id, 0, "org,day", NULL);
}

result transfer_bars(struct work *w, int64_t customer_id, const char **problem)
{
  struct date on;
  ROWS rows = { 0 };
  *problem = NULL;
  if (!customer_id || vendor_acts(w))
    return OK;
  TRY(db_query(w, &rows, "SELECT on_day FROM transfer_customer WHERE customer_id = ? AND waiting = 1", A(customer_id)));
  if (rows_next(&rows, F(on)))
    *problem = arena_printf(
        w->arena, t("This customer moves to somebody else on %s. Until then only our staff can order more for it."),
        date_text(w->arena, on, i18n_current()));
  return OK;
}

/* Days change first at UTC+14; each then decides in its own zone. */
result transfers_waiting(struct work *w, int64_t after, struct transfer_due out[TRANSFER_BATCH], int *n)
{
  enum { FIRST_ZONE_S = 14 * 3600 };
  ROWS rows = { 0 };
  *n = 0;
  TRY(db_query(
      w, &rows,
      "SELECT transfer_id, customer_id FROM transfer_customer WHERE waiting = 1 AND on_day <= ? AND customer_id > ?"
      " ORDER BY customer_id LIMIT 100",
      A(utc_date(utc_add_s(w->now, FIRST_ZONE_S), "UTC")), A(after)));
  while (*n < TRANSFER_BATCH && rows_next(&rows, F(out[*n].transfer_id), F(out[*n].customer_id)))
    ++*n;
  return OK;
}
