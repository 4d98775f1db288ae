/* All customers of an organisation: what there is to move, planned at once, called off together. Each moves by itself (transfer_turn.c). */
#include "lib/base/i18n.h"
#include "lib/model/trail.h"
#include "lib/model/transfer.h"

result transfer_all_find(struct work *w, int64_t org_id, struct transfer_all *all)
{
  *all = (struct transfer_all){ .org_id = org_id };
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows,
                 "SELECT l.zone, (SELECT COUNT(*) FROM customer c WHERE c.org_id = o.id),"
                 " (SELECT COUNT(*) FROM transfer t JOIN transfer_customer x ON x.transfer_id = t.id AND x.waiting = 1"
                 " WHERE t.from_org_id = o.id AND t.status = 'planned')"
                 " FROM org o JOIN legal_entity l ON l.id = o.legal_entity_id WHERE o.id = ?",
                 A(org_id)));
    TRY(rows_one(&rows, F(all->zone), F(all->customers), F(all->waiting)));
  }
  all->today = utc_date(w->now, all->zone);
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT COUNT(*), COUNT(IF(g.party_id <> c.party_id, 1, NULL)) FROM subscription s JOIN customer c ON"
               " c.id = s.customer_id JOIN bill_group g ON g.id = s.bill_group_id WHERE s.org_id = ? AND s.status IN"
               " ('pending','active','suspended') AND NOT EXISTS (SELECT 1 FROM transfer_customer x"
               " WHERE x.customer_id = s.customer_id AND x.waiting = 1)",
               A(org_id)));
  return rows_one(&rows, F(all->running), F(all->by_org));
}

static result to_check(struct work *w, const struct transfer_all *all, int64_t to_org_id, struct date on,
                       const char **problem)
{
  int64_t found;
  ROWS rows = { 0 };
  *problem = date_compare(on, all->today) < 0 ? t("That day is over.") : NULL;
  if (!*problem && to_org_id) {
    TRY(db_query(w, &rows, "SELECT id FROM org WHERE id = ? AND id <> ? AND status = 'active' LOCK IN SHARE MODE",
                 A(to_org_id), A(all->org_id)));
    if (rows_one(&rows, F(found)) != OK)
      *problem = t("Choose one of the entries in the list.");
  }
  return *problem ? CONFLICT : OK;
}

result transfer_all_plan(struct work *w, const struct transfer_all *all, int64_t to_org_id, struct date on,
                         const char *reason, int64_t *n, const char **problem)
{
  *n = 0;
  TRY(to_check(w, all, to_org_id, on, problem));
  TRY(db_exec(
      w,
      "INSERT INTO transfer (public_id, from_org_id, to_org_id, on_day, zone, reason, person_id, created_at) VALUES (?, ?,"
      " ?, ?, ?, ?, ?, ?)",
      A(public_id_new()), A(all->org_id), A_REF(to_org_id), A(on), A(all->zone), A(reason), A_REF(w->person_id),
      A(w->now)));
  int64_t id = db_insert_id(w);
  TRY(db_exec(w,
              "INSERT INTO transfer_customer (transfer_id, customer_id, on_day) SELECT ?, c.id, ? FROM customer c"
              " WHERE c.org_id = ? AND NOT EXISTS (SELECT 1 FROM transfer_customer x WHERE x.customer_id = c.id"
              " AND x.waiting = 1)",
              A(id), A(on), A(all->org_id)));
  *n = db_changed(w);
  if (!*n)
    return NOT_FOUND;
  return audit_write(w, "org.move_planned", "org", all->org_id, 0, "customers", reason);
}

result transfer_all_undo(struct work *w, int64_t org_id, int64_t *n)
{
  int64_t *ids, count = 0;
  *n = 0;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows,
                 "SELECT id FROM transfer WHERE from_org_id = ? AND status = 'planned' ORDER BY id FOR UPDATE",
                 A(org_id)));
    ids = arena_array(w->arena, (size_t)rows_count(&rows) + 1, sizeof *ids);
    while (rows_next(&rows, F(ids[count])))
      count++;
  }
  for (int64_t i = 0; i < count; i++) {
    TRY(db_exec(w, "UPDATE transfer_customer SET status = 'undone' WHERE transfer_id = ? AND waiting = 1", A(ids[i])));
    *n += db_changed(w);
    TRY(transfer_close(w, ids[i]));
  }
  return *n ? audit_write(w, "org.move_called_off", "org", org_id, 0, "customers", NULL) : NOT_FOUND;
}

result transfers_of(struct work *w, int64_t org_id, struct transfer_state out[TRANSFERS_SHOWN], int *n)
{
  ROWS rows = { 0 };
  *n = 0;
  TRY(db_query(
      w, &rows,
      "SELECT t.on_day, t.reason, o.name, COUNT(*), COUNT(IF(x.status = 'done', 1, NULL)) FROM (SELECT id FROM transfer"
      " WHERE from_org_id = ? AND status = 'planned' ORDER BY id LIMIT 10) p JOIN transfer t ON t.id = p.id"
      " JOIN transfer_customer x ON x.transfer_id = t.id AND x.status <> 'undone' LEFT JOIN org o ON o.id = t.to_org_id"
      " GROUP BY t.id, t.on_day, t.reason, o.name ORDER BY t.on_day, t.id",
      A(org_id)));
  while (*n < TRANSFERS_SHOWN &&
         rows_next(&rows, F(out[*n].on), F(out[*n].reason), F(out[*n].to_name), F(out[*n].customers), F(out[*n].done)))
    ++*n;
  return OK;
}

/* Locked, for the snapshot may be older than the lock of the organisation. */
result org_running(struct work *w, int64_t org_id, int *customers, int *subscriptions)
{
  ROWS rows = { 0 };
  if (db_in_transaction(w))
    TRY(db_query(w, &rows,
                 "SELECT COUNT(DISTINCT customer_id), COUNT(*) FROM subscription WHERE org_id = ? AND status IN"
                 " ('pending','active','suspended') LOCK IN SHARE MODE",
                 A(org_id)));
  else
    TRY(db_query(w, &rows,
                 "SELECT COUNT(DISTINCT customer_id), COUNT(*) FROM subscription WHERE org_id = ? AND status IN"
                 " ('pending','active','suspended')",
                 A(org_id)));
  return rows_one(&rows, F(*customers), F(*subscriptions));
}
