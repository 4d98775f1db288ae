/* Subscriptions by the day: what starts, renews, ends, is planned ahead, and what falls due and becomes a draft. One transaction each,
 * so that one that fails keeps no other waiting; it is tried again with the next run. */
#include "bin/worker.h"

#include "lib/base/log.h"
#include "lib/model/invoice.h"
#include "lib/model/subscription.h"

typedef result (*find_ids)(struct work *w, int64_t after_id, int64_t ids[SUBSCRIPTION_BATCH], int *n);

struct one {
  int64_t id;
  bool changed;
};

static result turn(struct work *w, void *arg)
{
  struct one *o = arg;
  return subscription_turn(w, o->id, &o->changed);
}

static result turn_all(struct task *task, find_ids find)
{
  int64_t ids[SUBSCRIPTION_BATCH], after = 0;
  int n = SUBSCRIPTION_BATCH, changed = 0;
  while (n == SUBSCRIPTION_BATCH && !worker_stopping()) {
    TRY(find(task->w, after, ids, &n));
    for (int i = 0; i < n && !worker_stopping(); i++) {
      struct one o = { .id = after = ids[i] };
      result r = db_transaction(task->w, turn, &o);
      if (r == UNAVAILABLE)
        return r;
      if (r != OK)
        log_error("subscription %lld: %s", (long long)o.id, result_name(r));
      changed += r == OK && o.changed;
      arena_reset(task->w->arena); /* nothing of this job lives in it */
    }
  }
  if (changed)
    log_info("%s: %d subscriptions", task->name, changed);
  return OK;
}

result subscription_days(struct task *task)
{
  return turn_all(task, subscriptions_waiting);
}

result subscription_ahead(struct task *task)
{
  return turn_all(task, subscriptions_short);
}

struct bill {
  const struct bill_due *due;
  struct date today;
  bool made;
};

static result draft(struct work *w, void *arg)
{
  struct bill *b = arg;
  return invoice_draft_due(w, b->due->bill_group_id, b->due->customer_id, 0, b->today, &b->made);
}

/* One payer's drafts for one customer on the day of one zone. */
static result bill(struct task *task, const struct bill_due *due)
{
  struct work w = *task->w;
  struct bill b = { .due = due, .today = utc_date(w.now, due->zone), .made = true };
  w.zone = due->zone;
  while (b.made) {
    TRY(db_transaction(&w, draft, &b));
    arena_reset(w.arena);
  }
  return OK;
}

result invoice_drafts(struct task *task)
{
  struct bill_due bills[SUBSCRIPTION_BATCH], after = { 0 };
  int n = SUBSCRIPTION_BATCH;
  while (n == SUBSCRIPTION_BATCH && !worker_stopping()) {
    TRY(bills_waiting(task->w, &after, bills, &n));
    for (int i = 0; i < n && !worker_stopping(); i++) {
      result r = bill(task, &bills[i]);
      if (r == UNAVAILABLE)
        return r;
      if (r != OK)
        log_error("bill group %lld, customer %lld: %s", (long long)bills[i].bill_group_id,
                  (long long)bills[i].customer_id, result_name(r));
      after = bills[i];
    }
  }
  return OK;
}
