/* What was used in periods that are over becomes payments; the next job makes drafts of them. */
#include "bin/worker.h"

#include "lib/base/log.h"
#include "lib/model/usage.h"

struct one {
  int64_t id;
  bool billed;
};

static result bill(struct work *w, void *arg)
{
  struct one *one = arg;
  return usage_bill(w, one->id, &one->billed);
}

result usage_billing(struct task *task)
{
  int64_t ids[100], after = 0;
  int n = 1;
  while (n && !worker_stopping()) {
    TRY(usage_waiting(task->w, after, ids, &n));
    for (int i = 0; i < n && !worker_stopping(); i++) {
      struct one one = { .id = ids[i] };
      after = ids[i];
      task->w->now = utc_now();
      result r = db_transaction(task->w, bill, &one);
      if (r == UNAVAILABLE)
        return r;
      if (r != OK)
        log_error("the use of subscription %lld: %s; it waits", (long long)ids[i], result_name(r));
      arena_reset(task->w->arena);
    }
  }
  return OK;
}
