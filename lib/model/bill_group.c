#include "lib/model/bill_group.h"

#include "lib/model/customer.h"
#include "lib/model/trail.h"

#define GROUP_SELECT                                                                                                           \
  "SELECT g.id, g.party_id, COALESCE(g.org_id, 0), g.public_id, o.public_id, g.name, g.status, s.legal_name, s.email, o.name," \
  " o.colour, g.currency, g.net_terms, g.payment_type, o.party_id IS NOT NULL AND o.party_id = g.party_id,"                    \
  " EXISTS (SELECT 1 FROM subscription x WHERE x.bill_group_id = g.id AND x.status IN ('pending','active','suspended'))"       \
  " OR EXISTS (SELECT 1 FROM invoice i WHERE i.bill_group_id = g.id AND i.status IN ('unpaid','pending')), g.created_at"       \
  " FROM bill_group g JOIN legal_entity e ON e.id = g.legal_entity_id JOIN party s ON s.id = e.party_id"                       \
  " LEFT JOIN org o ON o.id = g.org_id "

static result group_read(struct rows *rows, struct bill_group *g)
{
  return rows_one(rows, F(g->id), F(g->party_id), F(g->org_id), F(g->public_id), F(g->org_public), F(g->name),
                  F(g->status), F(g->seller), F(g->seller_email), F(g->org_name), F(g->org_colour), F(g->currency),
                  F(g->net_terms), F(g->payment_type), F(g->own), F(g->open), F(g->created_at));
}

result bill_group_find(struct work *w, struct public_id id, struct bill_group *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, GROUP_SELECT "WHERE g.public_id = ?", A(id)));
  return group_read(&rows, out);
}

result bill_group_get(struct work *w, int64_t id, struct bill_group *out)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, GROUP_SELECT "WHERE g.id = ?", A(id)));
  return group_read(&rows, out);
}

const char *bill_group_portal(struct arena *a, struct public_id id)
{
  return arena_printf(a, "/billing/%s", public_id_text(a, id));
}

#define TO_PAY  "(i.status = 'unpaid' AND i.due_minor > 0)"
#define DEBITED "(COALESCE(i.payment_type, g.payment_type) IN ('card','direct_debit'))"

/* A partner-owned invoice is never the end customer's business (DOMAIN 2.5), wherever it may have been put. */
result bill_group_summary(struct work *w, const struct bill_group *g, struct bill_summary *out)
{
  struct date today = utc_date(w->now, w->zone);
  *out = (struct bill_summary){ .balance = money_of(0, g->currency), .past_due = money_of(0, g->currency) };
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows,
                 "SELECT CAST(COALESCE(SUM(i.due_minor), 0) AS SIGNED), COUNT(*),"
                 " CAST(COALESCE(SUM(IF(i.total_minor >= 0 AND i.due_on < ?, i.due_minor, 0)), 0) AS SIGNED),"
                 " COUNT(IF(i.total_minor >= 0 AND i.due_on < ?, 1, NULL)),"
                 " COUNT(IF(" TO_PAY " AND NOT " DEBITED ", 1, NULL)), COUNT(IF(" TO_PAY " AND " DEBITED ", 1, NULL))"
                 " FROM invoice i JOIN bill_group g ON g.id = i.bill_group_id WHERE i.bill_group_id = ?"
                 " AND i.owner = 'end_customer' AND i.status IN ('unpaid','pending')",
                 A(today), A(today), A(g->id)));
    TRY(rows_one(&rows, F(out->balance.minor), F(out->open_invoices), F(out->past_due.minor), F(out->n_past_due),
                 F(out->n_transfer), F(out->n_debited)));
  }
  ROWS next = { 0 };
  TRY(db_query(
      w, &next,
      "SELECT COALESCE((SELECT i.id FROM invoice i WHERE i.bill_group_id = g.id AND i.owner = 'end_customer'"
      " AND " TO_PAY " AND NOT " DEBITED " ORDER BY i.due_on, i.id LIMIT 1), 0),"
      " (SELECT MIN(e.due_on) FROM subscription s JOIN schedule_entry e ON e.subscription_id = s.id AND e.status = 'planned'"
      " AND e.bill_group_id IS NULL"
      " WHERE s.bill_group_id = g.id AND s.status IN ('pending','active')) FROM bill_group g WHERE g.id = ?",
      A(g->id)));
  return rows_one(&next, F(out->oldest_id), F(out->next_on));
}

/* Two at once: the later one runs again and finds it. */
result bill_group_take(struct work *w, int64_t party_id, int64_t legal_entity_id, const char *currency, int64_t org_id,
                       int64_t *id)
{
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id FROM bill_group WHERE party_id = ? AND legal_entity_id = ? AND currency = ?",
                 A(party_id), A(legal_entity_id), A(currency)));
    if (rows_one(&rows, F(*id)) == OK)
      return OK;
  }
  struct party payer;
  TRY(party_find(w, party_id, &payer));
  result r = db_exec(w,
                     "INSERT INTO bill_group (public_id, party_id, legal_entity_id, currency, org_id, name, created_at)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?)",
                     A(public_id_new()), A(party_id), A(legal_entity_id), A(currency), A_REF(org_id),
                     A(customer_name(w, &payer)), A(w->now));
  if (r == CONFLICT)
    return RETRY;
  TRY(r);
  *id = db_insert_id(w);
  return audit_write(w, "bill_group.created", "bill_group", *id, org_id, "party,currency", NULL);
}
