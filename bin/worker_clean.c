/* What is deleted when its time is over. Small batches, a transaction each: nobody waits for a lock of ours, and a stop is quick.
 * Each statement finds its rows by an index of the time column. */
#include "bin/worker.h"

#include "lib/base/limits.h"

enum { DAY_S = 24 * 3600, BATCH = 500, BATCHES_MAX = 200 };

struct deletion {
  const struct sql *sql;
  const struct db_value *values;
  int n;
  int64_t deleted;
};

static result delete_batch(struct work *w, void *arg)
{
  struct deletion *d = arg;
  TRY(db_exec_(w, d->sql, d->values, d->n));
  d->deleted = db_changed(w);
  return OK;
}

static result delete_all(struct task *task, const struct sql *sql, const struct db_value *values, int n)
{
  struct deletion d = { sql, values, n, 0 };
  for (int i = 0; i < BATCHES_MAX && !worker_stopping(); i++) {
    TRY(db_transaction(task->w, delete_batch, &d));
    if (d.deleted < BATCH)
      break;
  }
  return OK;
}

static struct utc ago(const struct task *task, int64_t seconds)
{
  return utc_add_s(task->w->now, -seconds);
}

result clean_signins(struct task *task)
{
  struct db_value before = A(ago(task, DAY_S));
  return delete_all(task, SQL("DELETE FROM signin WHERE expires_at < ? LIMIT 500"), &before, 1);
}

result clean_registrations(struct task *task)
{
  struct db_value before = A(ago(task, DAY_S));
  return delete_all(task, SQL("DELETE FROM registration WHERE status = 'asked' AND expires_at < ? LIMIT 500"), &before,
                    1);
}

result clean_limits(struct task *task)
{
  struct db_value before = A(ago(task, DAY_S));
  return delete_all(task, SQL("DELETE FROM limit_window WHERE window_at < ? LIMIT 500"), &before, 1);
}

result clean_rates(struct task *task)
{
  struct db_value before = A(task->w->now.us);
  return delete_all(task, SQL("DELETE FROM rate_state WHERE full_at_us < ? LIMIT 500"), &before, 1);
}

result clean_flows(struct task *task)
{
  struct db_value before = A(ago(task, DAY_S));
  TRY(delete_all(task, SQL("DELETE FROM session_handoff WHERE expires_at < ? LIMIT 500"), &before, 1));
  return delete_all(task, SQL("DELETE FROM oidc_flow WHERE expires_at < ? LIMIT 500"), &before, 1);
}

result clean_challenges(struct task *task)
{
  struct db_value before = A(task->w->now);
  return delete_all(task, SQL("DELETE FROM passkey_challenge WHERE expires_at < ? LIMIT 500"), &before, 1);
}

result clean_answers(struct task *task)
{
  struct db_value before = A(ago(task, 7 * DAY_S));
  return delete_all(task, SQL("DELETE FROM answered WHERE at < ? LIMIT 500"), &before, 1);
}

/* A session that somebody ended had at most SESSION_MAX_S left, which bounds the stretch of the index to look through. */
result clean_sessions(struct task *task)
{
  struct utc before = ago(task, 30 * DAY_S);
  const struct db_value values[] = { A(utc_add_s(before, SESSION_MAX_S)), A(before), A(before) };
  return delete_all(
      task, SQL("DELETE FROM session WHERE expires_at < ? AND (expires_at < ? OR ended_at < ?) LIMIT 500"), values, 3);
}

result clean_workers(struct task *task)
{
  struct db_value before = A(ago(task, DAY_S));
  return delete_all(task, SQL("DELETE FROM worker_seen WHERE at < ? LIMIT 500"), &before, 1);
}
