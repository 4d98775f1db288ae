/* Orders that wait: each made in a transaction of its own, so that one that fails keeps no other waiting. Why it failed stays with it, and
 * nothing half-made; the desk tries it again. */
#include "bin/worker.h"

#include "lib/base/i18n.h"
#include "lib/base/log.h"
#include "lib/model/order.h"

struct turn {
  int64_t id;
  const char *problem;
};

static result process(struct work *w, void *arg)
{
  struct turn *t = arg;
  return order_process(w, t->id, &t->problem);
}

static result fail(struct work *w, void *arg)
{
  const struct turn *t = arg;
  return order_fail(w, t->id, t->problem);
}

/* UNAVAILABLE alone goes up: the database is away, and the order waits on. NOT_FOUND: it was cancelled, or another worker had it. */
static result process_one(struct work *w, int64_t id)
{
  struct turn t = { .id = id };
  w->now = utc_now();
  result r = db_transaction(w, process, &t);
  if (r == OK || r == NOT_FOUND || r == UNAVAILABLE)
    return r == UNAVAILABLE ? r : OK;
  if (r != CONFLICT || !t.problem) {
    log_error("order %lld: %s", (long long)id, result_name(r));
    t.problem = N_("A fault of the program; its log says more.");
  } else {
    log_warn("order %lld failed: %s", (long long)id, t.problem);
  }
  r = db_transaction(w, fail, &t);
  return r == UNAVAILABLE ? r : OK;
}

result order_process_waiting(struct task *task)
{
  int64_t ids[ORDER_BATCH], after = 0;
  int n = ORDER_BATCH;
  while (n == ORDER_BATCH && !worker_stopping()) {
    TRY(orders_waiting(task->w, after, ids, &n));
    for (int i = 0; i < n && !worker_stopping(); i++) {
      TRY(process_one(task->w, after = ids[i]));
      arena_reset(task->w->arena);
    }
  }
  return OK;
}
