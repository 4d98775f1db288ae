#include "lib/model/credit.h"

#include "lib/base/log.h"
#include "lib/model/ledger.h"
#include "lib/model/trail.h"

enum { OPEN_MAX = 1000, USES_MAX = 2 * OPEN_MAX, USES_SHOWN = 200 };

struct open_document {
  int64_t id, org_id, open; /* open: how much, above zero; a credit note's, too */
  struct public_id public_id;
  const char *number;
};
struct open_documents {
  struct open_document *all;
  int n;
};

#define OPEN_SELECT                                                                                                    \
  "SELECT id, COALESCE(org_id, 0), CAST(ABS(due_minor) AS SIGNED), public_id, number FROM invoice"                     \
  " WHERE bill_group_id = ? AND status = 'unpaid' AND kind = ? AND due_minor <> 0 ORDER BY due_on, id LIMIT 1000"

static result open_read(struct work *w, int64_t bill_group_id, const char *kind, bool lock, struct open_documents *out)
{
  struct open_document d = { 0 };
  ROWS rows = { 0 };
  out->all = arena_array(w->arena, OPEN_MAX + 1, sizeof *out->all);
  out->n = 0;
  if (lock)
    TRY(db_query(w, &rows, OPEN_SELECT " FOR UPDATE", A(bill_group_id), A(kind)));
  else
    TRY(db_query(w, &rows, OPEN_SELECT, A(bill_group_id), A(kind)));
  while (out->n < OPEN_MAX && rows_next(&rows, F(d.id), F(d.org_id), F(d.open), F(d.public_id), F(d.number)))
    out->all[out->n++] = d;
  return OK;
}

/* Oldest with oldest; both lists are in order. */
static struct credit_use *pair(struct arena *a, struct open_documents *credits, struct open_documents *invoices,
                               const char *currency, int *n)
{
  struct credit_use *uses = arena_array(a, USES_MAX + 2, sizeof *uses);
  int c = 0, i = 0;
  *n = 0;
  while (c < credits->n && i < invoices->n) {
    struct open_document *from = &credits->all[c], *to = &invoices->all[i];
    int64_t amount = from->open < to->open ? from->open : to->open;
    uses[(*n)++] = (struct credit_use){ .credit_id = from->id,
                                        .invoice_id = to->id,
                                        .org_id = to->org_id,
                                        .credit = from->number,
                                        .invoice = to->number,
                                        .credit_public = from->public_id,
                                        .invoice_public = to->public_id,
                                        .amount = money_of(amount, currency) };
    from->open -= amount;
    to->open -= amount;
    c += !from->open;
    i += !to->open;
  }
  return uses;
}

/* by: what its balance moves by. Its payment may have begun meanwhile: RETRY, then it is left alone. */
static result balance_move(struct work *w, int64_t id, int64_t by)
{
  TRY(db_exec(w,
              "UPDATE invoice SET status = IF(due_minor + ? = 0, 'paid', status), due_minor = due_minor + ?"
              " WHERE id = ? AND status = 'unpaid'",
              A(by), A(by), A(id)));
  return db_changed(w) == 1 ? OK : RETRY;
}

static result use_write(struct work *w, int64_t bill_group_id, const struct credit_use *u)
{
  int64_t minor = u->amount.minor;
  TRY(db_exec(w, "INSERT INTO credit_use (credit_id, invoice_id, org_id, amount_minor, at) VALUES (?, ?, ?, ?, ?)",
              A(u->credit_id), A(u->invoice_id), A_REF(u->org_id), A(minor), A(w->now)));
  const struct posting postings[] = {
    { "receivable", bill_group_id, u->credit_id, u->amount },
    { "receivable", bill_group_id, u->invoice_id, money_of(-minor, u->amount.currency) },
  };
  TRY(ledger_post(w, "credit.applied", db_insert_id(w), 0, u->org_id, postings, 2));
  TRY(balance_move(w, u->credit_id, minor));
  TRY(balance_move(w, u->invoice_id, -minor));
  TRY(audit_write(w, "credit.applied", "invoice", u->credit_id, u->org_id, "status,due_minor", u->invoice));
  return audit_write(w, "invoice.credited", "invoice", u->invoice_id, u->org_id, "status,due_minor", u->credit);
}

static result currency_of(struct work *w, int64_t bill_group_id, const char **currency)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT currency FROM bill_group WHERE id = ?", A(bill_group_id)));
  return rows_one(&rows, F(*currency));
}

/* Most payers have no credit: then nothing is locked. */
static result credit_open(struct work *w, int64_t bill_group_id, bool *is)
{
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT EXISTS (SELECT 1 FROM invoice WHERE bill_group_id = ? AND status = 'unpaid' AND kind = 'credit_note')",
      A(bill_group_id)));
  return rows_one(&rows, F(*is));
}

result credit_settle(struct work *w, int64_t bill_group_id, struct credit_use **uses, int *n)
{
  struct open_documents credits, invoices;
  const char *currency;
  bool is;
  *n = 0;
  *uses = NULL;
  TRY(credit_open(w, bill_group_id, &is));
  if (!is)
    return OK;
  TRY(currency_of(w, bill_group_id, &currency));
  TRY(open_read(w, bill_group_id, "credit_note", true, &credits));
  TRY(open_read(w, bill_group_id, "invoice", true, &invoices));
  *uses = pair(w->arena, &credits, &invoices, currency, n);
  for (int i = 0; i < *n; i++)
    TRY(use_write(w, bill_group_id, &(*uses)[i]));
  return OK;
}

result credit_correct(struct work *w, int64_t credit_id, int64_t invoice_id, struct credit_use *use)
{
  int64_t bill_group_id, left;
  {
    ROWS rows = { 0 };
    *use = (struct credit_use){ .credit_id = credit_id, .invoice_id = invoice_id };
    TRY(db_query(
        w, &rows,
        "SELECT c.bill_group_id, COALESCE(i.org_id, 0), c.number, i.number, c.public_id, i.public_id, -c.due_minor, i.due_minor,"
        " i.currency FROM invoice c JOIN invoice i ON i.bill_group_id = c.bill_group_id WHERE c.id = ? AND i.id = ? FOR UPDATE",
        A(credit_id), A(invoice_id)));
    TRY(rows_one(&rows, F(bill_group_id), F(use->org_id), F(use->credit), F(use->invoice), F(use->credit_public),
                 F(use->invoice_public), F(left), F(use->amount.minor), F(use->amount.currency)));
  }
  use->at = w->now;
  if (use->amount.minor > left)
    use->amount.minor = left;
  return use_write(w, bill_group_id, use);
}

result credit_waiting(struct work *w, int64_t after_id, int64_t ids[100], int *n)
{
  ROWS rows = { 0 };
  *n = 0;
  TRY(db_query(
      w, &rows,
      "SELECT DISTINCT c.bill_group_id FROM invoice c WHERE c.status = 'unpaid' AND c.kind = 'credit_note' AND c.bill_group_id > ?"
      " AND EXISTS (SELECT 1 FROM invoice i WHERE i.bill_group_id = c.bill_group_id AND i.status = 'unpaid' AND i.kind = 'invoice'"
      " AND i.due_minor > 0) ORDER BY c.bill_group_id LIMIT 100",
      A(after_id)));
  while (*n < 100 && rows_next(&rows, F(ids[*n])))
    ++*n;
  return OK;
}

/* What is open on both sides already goes before; where older ones of its kind keep something, nothing is left for it. */
result credit_preview(struct work *w, int64_t bill_group_id, struct money total, struct credit_use **uses, int *n,
                      struct money *rest)
{
  struct open_documents credits, invoices;
  bool credit = total.minor < 0;
  struct open_documents *its = credit ? &credits : &invoices, *other = credit ? &invoices : &credits;
  TRY(open_read(w, bill_group_id, "credit_note", false, &credits));
  TRY(open_read(w, bill_group_id, "invoice", false, &invoices));
  pair(w->arena, &credits, &invoices, total.currency, n);
  while (other->n && !other->all->open) {
    other->all++;
    other->n--;
  }
  its->n = 1;
  its->all[0] = (struct open_document){ .open = credit ? -total.minor : total.minor };
  *uses = pair(w->arena, &credits, &invoices, total.currency, n);
  *rest = money_of(its->all[0].open, total.currency);
  return OK;
}

result credit_uses(struct work *w, int64_t invoice_id, struct credit_use **uses, int *n)
{
  struct credit_use u = { 0 };
  ROWS rows = { 0 };
  *uses = arena_array(w->arena, USES_SHOWN, sizeof **uses);
  *n = 0;
  TRY(db_query(
      w, &rows,
      "SELECT u.credit_id, u.invoice_id, COALESCE(u.org_id, 0), c.number, i.number, c.public_id, i.public_id, u.at, u.amount_minor,"
      " i.currency FROM credit_use u JOIN invoice c ON c.id = u.credit_id JOIN invoice i ON i.id = u.invoice_id"
      " WHERE u.credit_id = ? OR u.invoice_id = ? ORDER BY u.id LIMIT 200",
      A(invoice_id), A(invoice_id)));
  while (*n < USES_SHOWN &&
         rows_next(&rows, F(u.credit_id), F(u.invoice_id), F(u.org_id), F(u.credit), F(u.invoice), F(u.credit_public),
                   F(u.invoice_public), F(u.at), F(u.amount.minor), F(u.amount.currency)))
    (*uses)[(*n)++] = u;
  return OK;
}
