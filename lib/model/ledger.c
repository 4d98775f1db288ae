#include "lib/model/ledger.h"

#include "lib/base/log.h"
#include <string.h>

/* Sum of the postings in the currency of postings[at]; false on overflow. */
static bool ledger_sum(const struct posting *postings, int n, int at, struct money *sum)
{
  *sum = money_of(0, postings[at].amount.currency);
  for (int i = 0; i < n; i++)
    if (!strcmp(postings[i].amount.currency, sum->currency) && !money_add(*sum, postings[i].amount, sum))
      return false;
  return true;
}

result ledger_post(struct work *w, const char *kind, int64_t noun_id, int number, int64_t org_id,
                   const struct posting *postings, int n)
{
  for (int i = 0; i < n; i++) {
    struct money sum;
    if (!ledger_sum(postings, n, i, &sum) || sum.minor != 0)
      return FAIL("posting %s %lld does not balance in %s", kind, (long long)noun_id, postings[i].amount.currency);
  }
  TRY(db_exec(w, "INSERT INTO ledger_txn (kind, noun_id, number, org_id, at) VALUES (?, ?, ?, ?, ?)", A(kind),
              A(noun_id), A(number), A_REF(org_id), A(w->now)));
  int64_t txn_id = db_insert_id(w);
  for (int i = 0; i < n; i++)
    if (postings[i].amount.minor)
      TRY(db_exec(
          w,
          "INSERT INTO ledger_entry (txn_id, account, bill_group_id, invoice_id, org_id, currency, amount_minor) VALUES (?, ?, ?, ?, ?, ?, ?)",
          A(txn_id), A(postings[i].account), A_REF(postings[i].bill_group_id), A_REF(postings[i].invoice_id),
          A_REF(org_id), A(postings[i].amount.currency), A(postings[i].amount.minor)));
  return OK;
}

result ledger_check(struct work *w, struct ledger_fault *out)
{
  ROWS unbalanced = { 0 }, wrong = { 0 }, missing = { 0 }, credits = { 0 }, balances = { 0 };
  TRY(db_query(
      w, &unbalanced,
      "SELECT COUNT(*) FROM (SELECT txn_id FROM ledger_entry GROUP BY txn_id, currency HAVING SUM(amount_minor) <> 0) t"));
  TRY(rows_one(&unbalanced, F(out->unbalanced_txns)));
  TRY(db_query(
      w, &wrong,
      "SELECT COUNT(*) FROM invoice i WHERE i.status <> 'draft' AND"
      " (i.net_minor <> (SELECT COALESCE(SUM(amount_minor), 0) FROM invoice_line l WHERE l.invoice_id = i.id)"
      " OR i.tax_minor <> (SELECT COALESCE(SUM(tax_minor), 0) FROM invoice_tax x WHERE x.invoice_id = i.id)"
      " OR i.total_minor <> (SELECT COALESCE(SUM(e.amount_minor), 0) FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id"
      "   WHERE t.kind = 'invoice.issued' AND t.noun_id = i.id AND e.account = 'receivable'))"));
  TRY(rows_one(&wrong, F(out->wrong_invoices)));
  TRY(db_query(w, &missing,
               "SELECT COUNT(*) FROM invoice i LEFT JOIN ledger_txn t ON t.kind = 'invoice.issued' AND t.noun_id = i.id"
               " WHERE i.status <> 'draft' AND t.id IS NULL"));
  TRY(rows_one(&missing, F(out->missing_postings)));
  TRY(db_query(
      w, &balances,
      "SELECT COUNT(*) FROM invoice i WHERE i.status <> 'draft' AND (i.due_minor <> (SELECT COALESCE(SUM(e.amount_minor), 0)"
      " FROM ledger_entry e WHERE e.invoice_id = i.id AND e.account = 'receivable') OR"
      " (SELECT COALESCE(SUM(u.amount_minor), 0) FROM credit_use u WHERE u.credit_id = i.id OR u.invoice_id = i.id)"
      " > ABS(i.total_minor - i.due_minor))"));
  TRY(rows_one(&balances, F(out->wrong_balances)));
  TRY(db_query(
      w, &credits,
      "SELECT (SELECT COUNT(*) FROM schedule_entry e JOIN schedule_entry c ON c.id = e.credits_id WHERE e.status <> 'void'"
      " AND (c.kind <> 'charge' OR c.status = 'void' OR c.item_id <> e.item_id OR -e.amount_minor > c.amount_minor))"
      " + (SELECT COUNT(*) FROM (SELECT x.invoice_id FROM (SELECT invoice_id, amount_minor AS line, 0 AS entry, 0 AS n FROM invoice_line"
      " WHERE amount_minor < 0 UNION ALL SELECT invoice_id, 0, amount_minor, 1 FROM schedule_entry WHERE kind = 'credit'"
      " AND invoice_id IS NOT NULL) x GROUP BY x.invoice_id HAVING SUM(x.n) > 0 AND SUM(x.line) <> SUM(x.entry)) y)"));
  return rows_one(&credits, F(out->wrong_credits));
}
