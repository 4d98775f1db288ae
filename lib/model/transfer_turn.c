/* One customer moved, all in the transaction of the caller. The customer's row is locked first: orders and imports of it wait there. */
#include "lib/base/json.h"
#include "lib/model/bill_group.h"
#include "lib/model/order_parts.h"
#include "lib/model/person.h"
#include "lib/model/trail.h"
#include "lib/model/transfer.h"

#define RUNS "s.status IN ('pending','active','suspended')"
/* What the earlier payer still pays (T6). A payment within a pause is moved behind it. Value: the day. */
#define EARLIER                                                                                                               \
  "(e.bill_group_id IS NOT NULL OR e.unbilled <=> 'again' OR e.kind <> 'charge' OR (e.due_on < ? AND (s.suspended_on IS NULL" \
  " OR e.period_from < s.suspended_on)))"

enum { PAYERS_MAX = 100, READERS_MAX = 100, FAILED_MAX = 200 };

struct move {
  int64_t transfer_id, customer_id, party_id, from, to,
      to_party; /* to 0: the vendor's own from now on, and pays itself */
  struct public_id customer;
  const char *zone, *reason, *name, *billing, *crm;
  struct date on;
  bool to_active;
  int64_t running;
};

/* Current, not the snapshot's: another worker may just have done it. */
static result move_lock(struct work *w, const struct transfer_due *due, struct move *m, bool *waits)
{
  const char *status;
  *m = (struct move){ .transfer_id = due->transfer_id, .customer_id = due->customer_id };
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows,
                 "SELECT party_id, public_id, name, COALESCE(org_id, 0) FROM customer WHERE id = ? FOR UPDATE",
                 A(m->customer_id)));
    TRY(rows_one(&rows, F(m->party_id), F(m->customer), F(m->name), F(m->from)));
  }
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT status FROM transfer_customer WHERE transfer_id = ? AND customer_id = ? FOR UPDATE",
                 A(m->transfer_id), A(m->customer_id)));
    TRY(rows_one(&rows, F(status)));
  }
  *waits = str_eq(status, "planned");
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT COALESCE(t.to_org_id, 0), t.on_day, t.zone, t.reason, COALESCE(o.party_id, ?), o.id IS NULL OR o.status = 'active',"
      " o.billing_account, COALESCE(o.crm_account, '') FROM transfer t LEFT JOIN org o ON o.id = t.to_org_id WHERE t.id = ?"
      " LOCK IN SHARE MODE",
      A(m->party_id), A(m->transfer_id)));
  return rows_one(&rows, F(m->to), F(m->on), F(m->zone), F(m->reason), F(m->to_party), F(m->to_active), F(m->billing),
                  F(m->crm));
}

/* T2 */
static result orders_under_way(struct work *w, const struct move *m, bool *some)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT EXISTS (SELECT 1 FROM customer_order WHERE customer_id = ? AND status IN ('submitted','processing')"
      " LOCK IN SHARE MODE)",
      A(m->customer_id)));
  return rows_one(&rows, F(*some));
}

/* An order that failed was asked for by the old organisation, at its prices: nobody can try it again. */
static result orders_drop(struct work *w, const struct move *m)
{
  struct order failed[FAILED_MAX];
  int n = 0;
  {
    ROWS rows = { 0 };
    TRY(db_query(
        w, &rows,
        "SELECT id, org_id FROM customer_order WHERE customer_id = ? AND status = 'failed' ORDER BY id LIMIT 200"
        " FOR UPDATE",
        A(m->customer_id)));
    for (; n < FAILED_MAX; n++) {
      failed[n] = (struct order){ 0 };
      if (!rows_next(&rows, F(failed[n].id), F(failed[n].org_id)))
        break;
    }
  }
  for (int i = 0; i < n; i++)
    TRY(order_drop(w, &failed[i], m->reason));
  return OK;
}

static result orders_move(struct work *w, const struct move *m)
{
  TRY(orders_drop(w, m));
  TRY(db_exec(
      w, "UPDATE customer_order SET customer_id = NULL, keep_prices = 0 WHERE customer_id = ? AND status = 'draft'",
      A(m->customer_id)));
  TRY(db_exec(w,
              "UPDATE order_line l JOIN customer_order o ON o.id = l.order_id SET l.org_id = ? WHERE o.customer_id = ?",
              A_REF(m->to), A(m->customer_id)));
  return db_exec(
      w, "UPDATE customer_order SET made_org_id = COALESCE(made_org_id, org_id), org_id = ? WHERE customer_id = ?",
      A_REF(m->to), A(m->customer_id));
}

static result documents_move(struct work *w, const struct move *m)
{
  return db_exec(w,
                 "UPDATE invoice SET made_org_id = COALESCE(made_org_id, org_id), org_id = ? WHERE customer_id = ?"
                 " AND owner = 'end_customer'",
                 A_REF(m->to), A(m->customer_id));
}

/* T4 and T6: of one bill group that is not the end customer's own. */
static result payer_move(struct work *w, const struct move *m, int64_t group, int64_t legal_entity_id,
                         const char *currency)
{
  int64_t next;
  TRY(bill_group_take(w, m->to_party, legal_entity_id, currency, m->to, &next));
  TRY(db_exec(
      w,
      "UPDATE schedule_entry e JOIN subscription s ON s.id = e.subscription_id SET e.bill_group_id = s.bill_group_id"
      " WHERE s.customer_id = ? AND s.bill_group_id = ? AND " RUNS
      " AND e.status = 'planned' AND e.bill_group_id IS NULL AND " EARLIER,
      A(m->customer_id), A(group), A(m->on)));
  return db_exec(
      w, "UPDATE subscription s SET s.bill_group_id = ? WHERE s.customer_id = ? AND s.bill_group_id = ? AND " RUNS,
      A(next), A(m->customer_id), A(group));
}

static result payers_move(struct work *w, const struct move *m)
{
  struct {
    int64_t id, legal_entity_id;
    char currency[4];
  } groups[PAYERS_MAX];
  int n = 0;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows,
                 "SELECT DISTINCT g.id, g.legal_entity_id, g.currency FROM subscription s JOIN bill_group g"
                 " ON g.id = s.bill_group_id WHERE s.customer_id = ? AND g.party_id <> ? AND " RUNS
                 " ORDER BY g.id LIMIT 100",
                 A(m->customer_id), A(m->party_id)));
    while (n < PAYERS_MAX && rows_next(&rows, F(groups[n].id), F(groups[n].legal_entity_id), F(groups[n].currency)))
      n++;
  }
  for (int i = 0; i < n; i++)
    TRY(payer_move(w, m, groups[i].id, groups[i].legal_entity_id, groups[i].currency));
  return db_exec(w, "UPDATE bill_group SET org_id = ? WHERE party_id = ?", A_REF(m->to), A(m->party_id));
}

/* What the payer paid is the price, and nobody's margin. */
static result margins_end(struct work *w, const struct move *m)
{
  TRY(db_exec(w,
              "UPDATE schedule_entry e JOIN subscription s ON s.id = e.subscription_id SET e.margin_minor = 0"
              " WHERE s.customer_id = ? AND " RUNS " AND e.status = 'planned' AND NOT " EARLIER,
              A(m->customer_id), A(m->on)));
  return db_exec(
      w,
      "UPDATE subscription_item i JOIN subscription s ON s.id = i.subscription_id SET i.buy_minor = i.sell_minor,"
      " i.off_buy_minor = i.off_pay_minor WHERE s.customer_id = ? AND " RUNS,
      A(m->customer_id));
}

static result subscriptions_move(struct work *w, struct move *m)
{
  TRY(payers_move(w, m));
  if (!m->to)
    TRY(margins_end(w, m));
  TRY(db_exec(
      w,
      "UPDATE schedule_entry e JOIN subscription s ON s.id = e.subscription_id SET e.org_id = ? WHERE s.customer_id = ?"
      " AND " RUNS " AND e.status = 'planned' AND NOT " EARLIER,
      A_REF(m->to), A(m->customer_id), A(m->on)));
  TRY(db_exec(w,
              "UPDATE subscription_item i JOIN subscription s ON s.id = i.subscription_id SET i.org_id = ?"
              " WHERE s.customer_id = ? AND " RUNS,
              A_REF(m->to), A(m->customer_id)));
  TRY(db_exec(w,
              "UPDATE subscription_change x JOIN subscription s ON s.id = x.subscription_id SET x.org_id = ?"
              " WHERE s.customer_id = ?",
              A_REF(m->to), A(m->customer_id)));
  return db_exec(w, "UPDATE subscription SET org_id = ?, revision = revision + 1 WHERE customer_id = ?", A_REF(m->to),
                 A(m->customer_id));
}

/* ---- who hears of it ---- */
static result subscriptions_note(struct work *w, struct move *m)
{
  int64_t *ids, n;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows,
                 "SELECT s.id FROM subscription s WHERE s.customer_id = ? AND " RUNS " ORDER BY s.id FOR UPDATE",
                 A(m->customer_id)));
    n = rows_count(&rows);
    ids = arena_array(w->arena, (size_t)n + 1, sizeof *ids);
    for (int64_t i = 0; i < n && rows_next(&rows, F(ids[i])); i++)
      ;
  }
  m->running = n;
  for (int64_t i = 0; i < n; i++)
    TRY(audit_write(w, m->to ? "subscription.moved" : "subscription.made_direct", "subscription", ids[i], m->to, "org",
                    m->reason));
  return OK;
}

/* The billing system and the CRM: the same account under another parent (DOMAIN 2.5). */
static result sync_put(struct work *w, const struct move *m)
{
  struct buf text = BUF(w->arena);
  struct json j = JSON(&text);
  json_object(&j, NULL);
  json_text(&j, "customer", public_id_text(w->arena, m->customer));
  json_text(&j, "name", m->name);
  json_text(&j, "billing_parent", m->billing);
  json_text(&j, "crm_parent", *m->crm ? m->crm : NULL);
  json_end_object(&j);
  TRY(outbox_hold(w, "billing.account", m->to, m->customer_id, buf_text(&text)));
  return outbox_hold(w, "crm.account", m->to, m->customer_id, buf_text(&text));
}

static result trail_write(struct work *w, const struct move *m)
{
  TRY(audit_write(w, "customer.moved_away", "customer", m->customer_id, m->from, "org", m->reason));
  TRY(audit_write(w, "org.customer_left", "org", m->from, m->from, "customers", m->name));
  if (!m->to)
    return audit_write(w, "customer.made_direct", "customer", m->customer_id, 0, "org", m->reason);
  TRY(audit_write(w, "customer.moved_here", "customer", m->customer_id, m->to, "org", m->reason));
  return audit_write(w, "org.customer_came", "org", m->to, m->to, "customers", m->name);
}

/* T5: one mail each, when the whole transfer is done. */
static result administrators_tell(struct work *w, int64_t transfer_id)
{
  int64_t people[READERS_MAX], orgs[READERS_MAX];
  int n = 0;
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows,
                 "SELECT p.id, p.org_id FROM transfer t JOIN person p ON p.org_id IN (t.from_org_id, t.to_org_id)"
                 " WHERE t.id = ? AND p.active AND FIND_IN_SET('" ROLE_ADMINISTRATOR
                 "', p.roles) ORDER BY p.id LIMIT 100",
                 A(transfer_id)));
    while (n < READERS_MAX && rows_next(&rows, F(people[n]), F(orgs[n])))
      n++;
  }
  for (int i = 0; i < n; i++)
    TRY(outbox_put(w, "mail.customer_moved", orgs[i], people[i],
                   arena_printf(w->arena, "{\"transfer\":%lld}", (long long)transfer_id)));
  return OK;
}

result transfer_close(struct work *w, int64_t transfer_id)
{
  TRY(db_exec(
      w,
      "UPDATE transfer t SET t.status = 'done', t.done_at = ? WHERE t.id = ? AND t.status = 'planned' AND NOT EXISTS"
      " (SELECT 1 FROM transfer_customer x WHERE x.transfer_id = t.id AND x.status = 'planned') AND EXISTS"
      " (SELECT 1 FROM transfer_customer x WHERE x.transfer_id = t.id AND x.status = 'done')",
      A(w->now), A(transfer_id)));
  if (db_changed(w) == 1)
    return administrators_tell(w, transfer_id);
  return db_exec(
      w,
      "UPDATE transfer t SET t.status = 'undone', t.done_at = ? WHERE t.id = ? AND t.status = 'planned' AND NOT EXISTS"
      " (SELECT 1 FROM transfer_customer x WHERE x.transfer_id = t.id AND x.status <> 'undone')",
      A(w->now), A(transfer_id));
}

static result transfer_end(struct work *w, const struct move *m)
{
  TRY(db_exec(w,
              "UPDATE transfer_customer SET status = 'done', subscriptions = ?, done_at = ? WHERE transfer_id = ?"
              " AND customer_id = ?",
              A(m->running), A(w->now), A(m->transfer_id), A(m->customer_id)));
  return transfer_close(w, m->transfer_id);
}

result transfer_turn(struct work *w, const struct transfer_due *due, bool *done)
{
  struct move m;
  bool waits, under_way;
  *done = false;
  TRY(move_lock(w, due, &m, &waits));
  if (!waits || !m.to_active || date_compare(utc_date(w->now, m.zone), m.on) < 0)
    return OK;
  TRY(orders_under_way(w, &m, &under_way));
  if (under_way)
    return OK;
  TRY(subscriptions_note(w, &m));
  TRY(subscriptions_move(w, &m));
  TRY(orders_move(w, &m));
  TRY(documents_move(w, &m));
  TRY(db_exec(w, "DELETE FROM customer_price WHERE customer_id = ?", A(m.customer_id)));
  TRY(db_exec(w, "UPDATE customer SET org_id = ? WHERE id = ?", A_REF(m.to), A(m.customer_id)));
  TRY(sync_put(w, &m));
  TRY(trail_write(w, &m));
  TRY(transfer_end(w, &m));
  *done = true;
  return OK;
}
