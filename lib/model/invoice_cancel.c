/* Each ends a document in one transaction, under the locks of the issuer's counter, the document and its subscriptions, in that order. */
#include "lib/model/invoice_cancel.h"

#include "lib/base/i18n.h"
#include "lib/model/invoice_parts.h"
#include "lib/model/trail.h"

#define ENDING                                                                                                         \
  "SELECT id, legal_entity_id, bill_group_id, COALESCE(org_id, 0), number, status, kind, total_minor, currency,"       \
  " due_minor, currency FROM invoice WHERE public_id = ?"
/* A credit stands beside the charge that it gives back, when another document billed it. */
#define PAYMENTS                                                                                                       \
  "SELECT CAST(COALESCE(SUM(e.kind <> 'credit'), 0) AS SIGNED), COUNT(k.id) FROM schedule_entry e"                     \
  " LEFT JOIN schedule_entry k ON k.credits_id = e.id AND k.status = 'invoiced' AND k.invoice_id <> e.invoice_id"      \
  " WHERE e.invoice_id = ?"

static result ending_read(struct rows *rows, struct invoice_ending *e)
{
  return rows_one(rows, F(e->id), F(e->legal_entity_id), F(e->bill_group_id), F(e->org_id), F(e->number), F(e->status),
                  F(e->kind), F(e->total.minor), F(e->total.currency), F(e->open.minor), F(e->open.currency));
}

result invoice_ending_find(struct work *w, struct public_id id, struct invoice_ending *e)
{
  *e = (struct invoice_ending){ 0 };
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, ENDING, A(id)));
    TRY(ending_read(&rows, e));
  }
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, PAYMENTS, A(e->id)));
  return rows_one(&rows, F(e->charges), F(e->given_back));
}

/* A change of a subscription decides by its payments under its row's lock: so nobody decides meanwhile. */
static result subscriptions_lock(struct work *w, int64_t invoice_id)
{
  ROWS rows = { 0 };
  return db_query(
      w, &rows,
      "SELECT id FROM subscription WHERE id IN (SELECT subscription_id FROM invoice_line WHERE invoice_id = ?)"
      " ORDER BY id FOR UPDATE",
      A(invoice_id));
}

/* As it is now, whatever this transaction saw before. */
static result ending_lock(struct work *w, struct public_id id, struct invoice_ending *e)
{
  *e = (struct invoice_ending){ 0 };
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, ENDING " FOR UPDATE", A(id)));
    TRY(ending_read(&rows, e));
  }
  TRY(subscriptions_lock(w, e->id));
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, PAYMENTS " LOCK IN SHARE MODE", A(e->id)));
  return rows_one(&rows, F(e->charges), F(e->given_back));
}

/* ---- the rule ---- */
const char *invoice_cancel_problem(const struct invoice_ending *e)
{
  if (str_eq(e->kind, "credit_note"))
    return t("A credit note cannot be cancelled.");
  if (str_eq(e->status, "draft"))
    return t("It is not issued yet. A draft can be dropped.");
  if (str_eq(e->status, "canceled"))
    return t("It is cancelled already.");
  if (str_eq(e->status, "pending"))
    return t("A payment of it is under way. It can be cancelled if that fails.");
  if (!str_eq(e->status, "unpaid") || e->open.minor <= 0)
    return t("It is paid, so nothing of it is open that could be cancelled.");
  return NULL;
}

const char *invoice_drop_problem(const struct invoice_ending *e)
{
  return str_eq(e->status, "draft") ? NULL : t("It has its number by now. It can be cancelled.");
}

const char *invoice_never_problem(const struct invoice_ending *e)
{
  if (!e->charges)
    return t("It only gives back what other invoices charged, and that is owed. It can only be billed again.");
  if (e->given_back)
    return t("Another document gave back a part of what it bills, so it can only be billed again.");
  return NULL;
}

static result refused(struct invoice_end *end, const struct invoice_ending *e, const char *problem)
{
  end->number = e->number;
  end->problem = problem;
  end->never_problem = problem || end->again ? NULL : invoice_never_problem(e);
  return end->problem || end->never_problem ? CONFLICT : OK;
}

/* ---- its payments ---- */
/* X5: with its charges goes what would give them back. */
static result charges_void(struct work *w, int64_t invoice_id)
{
  TRY(db_exec(
      w,
      "UPDATE schedule_entry e STRAIGHT_JOIN schedule_entry k ON k.credits_id = e.id SET k.status = 'void', k.unbilled = 'never',"
      " k.invoice_id = NULL WHERE e.invoice_id = ? AND e.kind <> 'credit' AND k.status <> 'void'",
      A(invoice_id)));
  return db_exec(
      w,
      "UPDATE schedule_entry SET status = 'void', unbilled = 'never', invoice_id = NULL WHERE invoice_id = ? AND kind <> 'credit'",
      A(invoice_id));
}

/* X4, X6. Who was billed is billed again, also where somebody else pays the subscription by now (transfer.h, T6). */
static result payments_free(struct work *w, int64_t invoice_id, bool again)
{
  if (!again)
    TRY(charges_void(w, invoice_id));
  return db_exec(
      w,
      "UPDATE schedule_entry e JOIN invoice i ON i.id = e.invoice_id JOIN subscription s ON s.id = e.subscription_id SET e.status = 'planned',"
      " e.unbilled = 'again', e.invoice_id = NULL, e.bill_group_id = NULLIF(i.bill_group_id, s.bill_group_id) WHERE e.invoice_id = ?",
      A(invoice_id));
}

/* ---- the credit note ---- */
static result credit_draft(struct work *w, int64_t invoice_id, int64_t *draft_id)
{
  TRY(db_exec(
      w,
      "INSERT INTO invoice (public_id, legal_entity_id, bill_group_id, org_id, made_org_id, customer_id, order_id, corrects_id, owner, kind, currency,"
      " net_minor, tax_minor, total_minor, due_minor, margin_minor, po_number, payment_type, created_at) SELECT ?, legal_entity_id, bill_group_id, org_id, made_org_id,"
      " customer_id, order_id, id, owner, 'credit_note', currency, -net_minor, -tax_minor, -total_minor, -total_minor, -margin_minor,"
      " po_number, payment_type, ? FROM invoice WHERE id = ?",
      A(public_id_new()), A(w->now), A(invoice_id)));
  *draft_id = db_insert_id(w);
  TRY(db_exec(
      w,
      "INSERT INTO invoice_line (invoice_id, org_id, position, subscription_id, name, period_from, period_to, units, unit_minor, per_units,"
      " amount_minor, tax_rule_id, tax_category, tax_rate_bp) SELECT ?, org_id, position, subscription_id, name, period_from, period_to,"
      " -units, unit_minor, per_units, -amount_minor, tax_rule_id, tax_category, tax_rate_bp FROM invoice_line WHERE invoice_id = ?",
      A(*draft_id), A(invoice_id)));
  return db_exec(
      w,
      "INSERT INTO invoice_tax (invoice_id, tax_rule_id, org_id, name, category, rate_bp, note, base_minor, tax_minor)"
      " SELECT ?, tax_rule_id, org_id, name, category, rate_bp, note, -base_minor, -tax_minor FROM invoice_tax WHERE invoice_id = ?",
      A(*draft_id), A(invoice_id));
}

/* X3 left nothing open of it. */
static result canceled_write(struct work *w, const struct invoice_ending *e)
{
  TRY(db_exec(w, "UPDATE invoice SET status = 'canceled' WHERE id = ? AND status = 'paid' AND due_minor = 0",
              A(e->id)));
  return db_changed(w) == 1 ? OK : RETRY;
}

result invoice_cancel(struct work *w, struct invoice_end *end)
{
  struct invoice_ending e;
  struct issuing is;
  int64_t draft_id;
  TRY(invoice_ending_find(w, end->id, &e));
  TRY(refused(end, &e, invoice_cancel_problem(&e))); /* before anybody waits for the counter */
  TRY(issuing_begin(w, e.legal_entity_id, &is));
  TRY(ending_lock(w, end->id, &e));
  TRY(refused(end, &e, invoice_cancel_problem(&e)));
  TRY(credit_draft(w, e.id, &draft_id));
  TRY(issuing_add(w, &is, draft_id, &end->credit));
  TRY(issuing_end(w, &is));
  TRY(canceled_write(w, &e));
  TRY(payments_free(w, e.id, end->again));
  return audit_write(w, "invoice.canceled", "invoice", e.id, e.org_id,
                     end->again ? "status,payments_again" : "status,payments_void", end->reason);
}

result invoice_drop(struct work *w, struct invoice_end *end)
{
  struct invoice_ending e;
  TRY(ending_lock(w, end->id, &e));
  TRY(refused(end, &e, invoice_drop_problem(&e)));
  TRY(payments_free(w, e.id, end->again));
  TRY(db_exec(w, "DELETE FROM invoice_tax WHERE invoice_id = ?", A(e.id)));
  TRY(db_exec(w, "DELETE FROM invoice_line WHERE invoice_id = ?", A(e.id)));
  TRY(db_exec(w, "DELETE FROM invoice WHERE id = ?", A(e.id)));
  return audit_write(w, "invoice.dropped", "invoice", e.id, e.org_id, end->again ? "payments_again" : "payments_void",
                     end->reason);
}
