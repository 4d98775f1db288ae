/* Numbering and freezing. Whoever gets the counter row numbers every waiting draft; numbers follow without gaps because the counter
 * and the invoices change in one transaction. */
#include "lib/base/crypto.h"
#include "lib/base/log.h"
#include "lib/model/credit.h"
#include "lib/model/invoice.h"
#include "lib/model/invoice_parts.h"
#include "lib/model/invoice_snapshot.h"
#include "lib/model/ledger.h"
#include "lib/model/trail.h"
#include <string.h>

enum { BATCH = 50 };

result invoice_issuers_waiting(struct work *w, int64_t ids[100], int *n)
{
  ROWS rows = { 0 };
  *n = 0;
  TRY(db_query(w, &rows, "SELECT DISTINCT legal_entity_id FROM invoice WHERE status = 'draft' LIMIT 100"));
  while (*n < 100 && rows_next(&rows, F(ids[*n])))
    ++*n;
  return OK;
}

/* The issuer's day and number prefix. A locking read, because it comes before the counter's lock: a plain one would fix the
 * transaction's snapshot too early and miss drafts. */
static result issuer_find(struct work *w, int64_t legal_entity_id, const char **prefix, struct date *today)
{
  const char *zone;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT invoice_prefix, zone FROM legal_entity WHERE id = ? LOCK IN SHARE MODE",
               A(legal_entity_id)));
  TRY(rows_one(&rows, F(*prefix), F(zone)));
  *today = utc_date(w->now, zone);
  return OK;
}

/* Takes the counter's lock for the rest of the transaction. */
static result counter_lock(struct work *w, int64_t legal_entity_id, int year, int *last)
{
  TRY(db_exec(
      w,
      "INSERT INTO invoice_counter (legal_entity_id, year, last_number) VALUES (?, ?, 0) ON DUPLICATE KEY UPDATE year = year",
      A(legal_entity_id), A(year)));
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT last_number FROM invoice_counter WHERE legal_entity_id = ? AND year = ? FOR UPDATE",
               A(legal_entity_id), A(year)));
  return rows_one(&rows, F(*last));
}

/* What it says is frozen together with what it was set against at once. */
static result content_freeze(struct work *w, const struct invoice_content *c)
{
  unsigned char hash[32];
  const char *content = invoice_snapshot(w->arena, c);
  sha256(content, strlen(content), hash);
  return db_exec(w, "INSERT INTO invoice_snapshot (invoice_id, content, hash) VALUES (?, ?, ?)", A(c->id), A(content),
                 A(((struct bytes){ hash, sizeof hash })));
}

/* What it corrects comes before all others; then the oldest. */
static result credits_use(struct work *w, struct invoice_content *c)
{
  struct credit_use own, *others;
  int n, at = 0;
  if (c->corrects_id)
    TRY(credit_correct(w, c->id, c->corrects_id, &own));
  TRY(credit_settle(w, c->bill_group_id, &others, &n));
  c->uses = arena_array(w->arena, (size_t)n + 1, sizeof *c->uses);
  if (c->corrects_id)
    c->uses[at++] = own;
  for (int i = 0; i < n; i++)
    c->uses[at++] = others[i];
  c->n_uses = at;
  return OK;
}

/* Issues one: number, dates, posting, credits, snapshot, mail. A total of zero is paid at issue (decision 58). */
static result invoice_issue(struct work *w, struct invoice_content *c)
{
  TRY(db_exec(
      w,
      "UPDATE invoice SET number = ?, issued_on = ?, due_on = ?, issued_at = ?, status = IF(total_minor = 0, 'paid', 'unpaid')"
      " WHERE id = ? AND status = 'draft'",
      A(c->number), A(c->issued), A(c->due), A(w->now), A(c->id)));
  if (db_changed(w) != 1)
    return RETRY;
  struct posting postings[] = {
    { "receivable", c->bill_group_id, c->id, c->total },
    { "revenue", 0, 0, money_of(-c->net.minor, c->net.currency) },
    { "tax", 0, 0, money_of(-c->tax.minor, c->tax.currency) },
  };
  TRY(ledger_post(w, "invoice.issued", c->id, 0, c->made_org_id, postings, 3));
  TRY(credits_use(w, c));
  TRY(content_freeze(w, c));
  TRY(audit_write(w, "invoice.issued", "invoice", c->id, c->org_id, "number,issued_on,due_on,status", NULL));
  return outbox_put(w, "mail.invoice", c->org_id, c->id, NULL);
}

result issuing_begin(struct work *w, int64_t legal_entity_id, struct issuing *out)
{
  *out = (struct issuing){ .legal_entity_id = legal_entity_id };
  TRY(issuer_find(w, legal_entity_id, &out->prefix, &out->today));
  return counter_lock(w, legal_entity_id, out->today.year, &out->last);
}

result issuing_add(struct work *w, struct issuing *is, int64_t draft_id, const char **number)
{
  struct invoice_content c;
  TRY(invoice_content_read(w, draft_id, &c));
  c.number = arena_printf(w->arena, "%s%d-%06d", is->prefix, is->today.year, ++is->last);
  c.issued = is->today;
  c.due = date_add_days(is->today, c.net_terms);
  if (number)
    *number = c.number;
  return invoice_issue(w, &c);
}

result issuing_end(struct work *w, const struct issuing *is)
{
  return db_exec(w, "UPDATE invoice_counter SET last_number = ? WHERE legal_entity_id = ? AND year = ?", A(is->last),
                 A(is->legal_entity_id), A((int)is->today.year));
}

result invoice_issue_waiting(struct work *w, int64_t legal_entity_id, int *issued)
{
  struct issuing is;
  int n = 0;
  int64_t ids[BATCH];
  *issued = 0;
  TRY(issuing_begin(w, legal_entity_id, &is));
  {
    ROWS rows = { 0 };
    TRY(db_query(
        w, &rows,
        "SELECT id FROM invoice WHERE status = 'draft' AND legal_entity_id = ? ORDER BY id LIMIT 50 FOR UPDATE",
        A(legal_entity_id)));
    while (n < BATCH && rows_next(&rows, F(ids[n])))
      n++;
  }
  for (int i = 0; i < n; i++)
    TRY(issuing_add(w, &is, ids[i], NULL));
  *issued = n;
  return n ? issuing_end(w, &is) : OK;
}
