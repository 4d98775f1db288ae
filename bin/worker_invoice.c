/* Invoices: waiting drafts get their numbers, and the payer's billing contact gets the file (decision 56). */
#include "bin/worker.h"

#include "lib/base/i18n.h"
#include "lib/base/log.h"
#include "lib/document/document_store.h"
#include "lib/document/snapshot.h"
#include "lib/model/credit.h"
#include "lib/model/invoice.h"
#include "lib/model/payment_type.h"
#include "lib/model/trail.h"

enum { ISSUERS_MAX = 100 };

/* ---- numbers ---- */
struct issue {
  int64_t legal_entity_id;
  int issued;
};

static result issue(struct work *w, void *arg)
{
  struct issue *i = arg;
  return invoice_issue_waiting(w, i->legal_entity_id, &i->issued);
}

static result issue_all(struct task *task, int64_t legal_entity_id)
{
  struct issue i = { legal_entity_id, 1 };
  while (i.issued && !worker_stopping()) {
    task->w->now = utc_now();
    TRY(db_transaction(task->w, issue, &i));
    if (i.issued)
      log_info("%d invoices of issuer %lld are numbered", i.issued, (long long)legal_entity_id);
    arena_reset(task->w->arena);
  }
  return OK;
}

result invoice_numbers(struct task *task)
{
  int64_t ids[ISSUERS_MAX];
  int n;
  TRY(invoice_issuers_waiting(task->w, ids, &n));
  for (int i = 0; i < n && !worker_stopping(); i++) {
    result r = issue_all(task, ids[i]);
    if (r == UNAVAILABLE)
      return r;
    if (r != OK)
      log_error("issuer %lld: %s; its drafts wait", (long long)ids[i], result_name(r));
  }
  return OK;
}

/* ---- credits ---- */
static result settle(struct work *w, void *arg)
{
  struct credit_use *uses;
  int n;
  return credit_settle(w, *(const int64_t *)arg, &uses, &n);
}

/* What an issue has settled already finds nothing here; a payment that failed leaves an invoice open again. */
result credit_settling(struct task *task)
{
  int64_t ids[100], after = 0;
  int n = 1;
  while (n && !worker_stopping()) {
    TRY(credit_waiting(task->w, after, ids, &n));
    for (int i = 0; i < n && !worker_stopping(); i++) {
      after = ids[i];
      task->w->now = utc_now();
      result r = db_transaction(task->w, settle, &ids[i]);
      if (r == UNAVAILABLE)
        return r;
      if (r != OK)
        log_error("credit notes of bill group %lld: %s; they wait", (long long)ids[i], result_name(r));
      arena_reset(task->w->arena);
    }
  }
  return OK;
}

/* ---- the mail ---- */
struct sent {
  const struct config *config;
  int64_t id, org_id;
  struct public_id public_id;
  const char *number, *email, *language, *first_name, *last_name;
  bool partner_pays;
  struct snapshot snapshot;
  struct bytes pdf;
};

static result sent_find(struct work *w, struct sent *s)
{
  const char *owner;
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT COALESCE(i.org_id, 0), i.public_id, i.number, i.owner, p.email, p.language, p.first_name, p.last_name"
      " FROM invoice i JOIN bill_group g ON g.id = i.bill_group_id JOIN party p ON p.id = g.party_id"
      " WHERE i.id = ? AND i.status <> 'draft'",
      A(s->id)));
  TRY(rows_one(&rows, F(s->org_id), F(s->public_id), F(s->number), F(owner), F(s->email), F(s->language),
               F(s->first_name), F(s->last_name)));
  s->partner_pays = str_eq(owner, "partner");
  return OK;
}

static result sent_file(struct work *w, void *arg)
{
  struct sent *s = arg;
  TRY(snapshot_load(w, s->id, &s->snapshot));
  return invoice_document(w, s->config, s->id, "pdf", &s->pdf);
}

static void fact_put(void *letter, const char *label, const char *value)
{
  if (*value)
    letter_fact(letter, label, value);
}

static void letter_amounts(struct arena *a, struct letter *facts, struct letter *payment, const struct snapshot *s,
                           const char *total, const char *due)
{
  const char *open = money_text(a, s->open, i18n_current());
  letter_fact(facts, t("Total"), total);
  for (int i = 0; i < s->n_uses; i++)
    letter_fact(facts, snapshot_use_text(a, s, s->uses[i].number, i18n_current()),
                money_text(a, s->uses[i].amount, i18n_current()));
  if (s->n_uses)
    letter_fact(facts, snapshot_open_text(s, i18n_current()), open);
  if (snapshot_credit(s) && s->open.minor) {
    letter_paragraph(payment, t("We owe you %s. Nothing is to be paid."), open);
    return;
  }
  if (!s->open.minor) {
    letter_paragraph(payment, "%s", t("Nothing is to be paid."));
    return;
  }
  letter_fact(facts, t("Due date"), due);
  if (*s->payment_type)
    letter_fact(facts, t("How it is paid"), payment_type_text(s->payment_type));
  letter_paragraph(payment, "%s", snapshot_pay_text(a, s, s->open, i18n_current()));
  snapshot_pay_facts(a, s, i18n_current(), fact_put, payment);
}

static result invoice_values(const struct task *task, const struct sent *sent, struct mail_values **out)
{
  struct arena *a = task->w->arena;
  const struct snapshot *s = &sent->snapshot;
  struct mail_values *v = *out = mail_begin(task, (struct letter_brand){ .name = s->seller.name },
                                            arena_printf(a, "%s %s", sent->first_name, sent->last_name));
  const char *total = money_text(a, s->total, i18n_current()), *due = date_text(a, s->due, i18n_current());
  mail_value(v, "invoice", s->number);
  mail_value(v, "seller", s->seller.name);
  mail_value(v, "date", date_text(a, s->issued, i18n_current()));
  mail_value(v, "total", total);
  mail_value(v, "due", due);
  struct letter *facts = mail_part(v, "facts"), *payment = mail_part(v, "payment");
  if (s->has_customer)
    letter_fact(facts, t("For"), s->customer.name);
  if (*s->corrects)
    letter_fact(facts, t("Cancels invoice"), snapshot_corrects(a, s, i18n_current()));
  if (*s->po_number)
    letter_fact(facts, t("PO number"), s->po_number);
  letter_amounts(a, facts, payment, s, total, due);
  if (sent->partner_pays && sent->org_id)
    TRY(mail_link(task, v, sent->org_id, "/invoices/%s", public_id_text(a, sent->public_id)));
  return OK;
}

static result note_mailed(struct work *w, void *arg)
{
  const struct sent *s = arg;
  return audit_write(w, "invoice.mailed", "invoice", s->id, s->org_id, "", s->email);
}

result invoice_mail(struct task *task)
{
  struct sent s = { .config = task->config, .id = task->noun_id };
  struct mail_values *v;
  TRY(sent_find(task->w, &s));
  if (str_empty(s.email)) {
    task->why = "the payer has no billing address";
    return NOT_FOUND;
  }
  TRY(db_transaction(task->w, sent_file, &s));
  mail_language(task, s.language, NULL);
  struct mail_file file = { .name = arena_printf(task->w->arena, "%s.pdf", s.number),
                            .type = "application/pdf",
                            .content = s.pdf };
  const struct mail_sending sending = { .mail = snapshot_credit(&s.snapshot) ? "credit_note" : "invoice",
                                        .from_name = s.snapshot.seller.name,
                                        .to = s.email,
                                        .files = &file,
                                        .n_files = 1 };
  TRY(invoice_values(task, &s, &v));
  TRY(mail_finish(task, v, &sending));
  if (db_transaction(task->w, note_mailed, &s) != OK) /* it is sent: the row must not come back for this */
    log_warn("the mail of invoice %lld is sent, but not noted", (long long)s.id);
  return OK;
}
