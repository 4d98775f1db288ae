/* Seals the audit rows that are committed, and writes the chain's head outside of the database. */
#include "bin/worker.h"

#include "lib/model/audit_chain.h"

struct sealing {
  int sealed;
  struct audit_head head;
};

static result seal(struct work *w, void *arg)
{
  struct sealing *s = arg;
  return audit_seal(w, &s->sealed, &s->head);
}

result audit_seal_rows(struct task *task)
{
  struct sealing s = { .sealed = 1 };
  while (s.sealed && !worker_stopping()) {
    arena_reset(task->w->arena); /* of a long queue, a batch at a time */
    TRY(db_transaction(task->w, seal, &s));
    if (s.sealed)
      TRY(audit_head_write(task->config, task->key, &s.head, task->w->now, task->w->arena));
  }
  return OK;
}
