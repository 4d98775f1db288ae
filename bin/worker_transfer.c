/* Customers that move to another partner on their day, and who hears of it (lib/model/transfer.h). */
#include "bin/worker.h"

#include "lib/base/i18n.h"
#include "lib/base/log.h"
#include "lib/model/transfer.h"

struct turn {
  const struct transfer_due *due;
  bool done;
};

static result turn(struct work *w, void *arg)
{
  struct turn *x = arg;
  return transfer_turn(w, x->due, &x->done);
}

/* A transaction each, so that one that fails keeps no other waiting; what is in the way now may not be with the next run. */
result customer_transfers(struct task *task)
{
  struct transfer_due due[TRANSFER_BATCH];
  int64_t after = 0;
  int n = TRANSFER_BATCH, done = 0;
  while (n == TRANSFER_BATCH && !worker_stopping()) {
    TRY(transfers_waiting(task->w, after, due, &n));
    for (int i = 0; i < n && !worker_stopping(); i++) {
      struct turn x = { .due = &due[i] };
      after = due[i].customer_id;
      task->w->now = utc_now();
      result r = db_transaction(task->w, turn, &x);
      if (r == UNAVAILABLE)
        return r;
      if (r != OK)
        log_error("the move of customer %lld: %s; it waits", (long long)after, result_name(r));
      done += r == OK && x.done;
      arena_reset(task->w->arena);
    }
  }
  if (done)
    log_info("%d customers moved to another partner", done);
  return OK;
}

/* ---- the mail ---- */
struct moved {
  const char *email, *name, *language, *customer, *reason;
  struct public_id customer_public;
  struct date on;
  int customers, subscriptions;
  bool left; /* the reader's organisation */
};

static result moved_find(struct task *task, struct moved *m)
{
  int64_t transfer_id;
  ROWS rows = { 0 };
  *m = (struct moved){ 0 };
  {
    ROWS id = { 0 };
    TRY(db_query(task->w, &id, "SELECT CAST(JSON_VALUE(?, '$.transfer') AS SIGNED)", A(task->payload)));
    TRY(rows_one(&id, F(transfer_id)));
  }
  TRY(db_query(
      task->w, &rows,
      "SELECT p.email, p.name, p.language, t.from_org_id = p.org_id, t.on_day, t.reason,"
      " (SELECT COUNT(*) FROM transfer_customer x WHERE x.transfer_id = t.id AND x.status = 'done'),"
      " (SELECT CAST(SUM(x.subscriptions) AS SIGNED) FROM transfer_customer x WHERE x.transfer_id = t.id AND x.status = 'done'),"
      " c.name, c.public_id FROM person p JOIN org o ON o.id = p.org_id JOIN transfer t ON t.id = ?"
      " JOIN customer c ON c.id = (SELECT MIN(x.customer_id) FROM transfer_customer x WHERE x.transfer_id = t.id AND x.status = 'done')"
      " WHERE p.id = ? AND p.active AND o.status = 'active' AND p.org_id IN (t.from_org_id, t.to_org_id)",
      A(transfer_id), A(task->noun_id)));
  return rows_one(&rows, F(m->email), F(m->name), F(m->language), F(m->left), F(m->on), F(m->reason), F(m->customers),
                  F(m->subscriptions), F(m->customer), F(m->customer_public));
}

static const char *moved_text(struct arena *a, const struct moved *m)
{
  if (m->customers > 1)
    return arena_printf(
        a,
        m->left ? t("%d customers are not yours any more. You no longer find them; invoices that you pay stay yours.")
                : t("%d customers are yours now, with their subscriptions and orders."),
        m->customers);
  return arena_printf(
      a,
      m->left ? t("%s is not your customer any more. You no longer find it; invoices that you pay stay yours.")
              : t("%s is your customer now, with its subscriptions and orders."),
      m->customer);
}

result customer_moved_mail(struct task *task)
{
  struct moved m;
  struct arena *a = task->w->arena;
  const char *site = task->config->site_name;
  result found = moved_find(task, &m);
  if (found != OK) {
    task->why = found == NOT_FOUND ? "the reader is gone" : NULL;
    return found;
  }
  mail_language(task, m.language, NULL);
  struct mail_values *v = mail_begin(task, (struct letter_brand){ .name = site }, m.name);
  TRY(mail_dress(task, task->org_id, v, &site));
  mail_value(v, "customer",
             m.customers > 1
                 ? arena_printf(a, tn("%d customer", "%d customers", (unsigned long)m.customers), m.customers)
                 : m.customer);
  mail_value(v, "what", moved_text(a, &m));
  struct letter *facts = mail_part(v, "facts");
  letter_fact(facts, t("Subscriptions"), arena_printf(a, "%d", m.subscriptions));
  letter_fact(facts, t("From"), date_text(a, m.on, i18n_current()));
  letter_fact(facts, t("Reason"), m.reason);
  if (!m.left && m.customers > 1)
    TRY(mail_link(task, v, task->org_id, "/customers"));
  else if (!m.left)
    TRY(mail_link(task, v, task->org_id, "/customers/%s", public_id_text(a, m.customer_public)));
  return mail_finish(
      task, v,
      &(struct mail_sending){ .mail = "customer_moved", .from_name = site, .to = m.email, .person_id = task->noun_id });
}
