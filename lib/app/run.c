/* One route run to its end: form, transaction, the handler, commit; again after a deadlock; a page when it was refused. */
#include "lib/app/frame.h"
#include <stdlib.h>
#include <unistd.h>

enum { TRIES = 10, TRY_S = 12 };

static const char *form_param(void *at, const char *name)
{
  return param_text(at, name);
}

result req_form_fill(struct req *rq)
{
  return form_fill(&rq->form, form_param, rq->in);
}

static result commit(struct turn *tn)
{
  result r = db_commit(tn->rq.w);
  tn->commit_lost = r == UNAVAILABLE;
  return r;
}

result form_complete(struct req *rq)
{
  const struct route *route = rq->route;
  if (!route->form || rq->form.def != route->form || !route->before || !form_closed(&rq->form))
    return OK;
  void *old = arena_alloc(rq->arena, route->form->size);
  TRY(route->before(rq, old));
  form_keep(&rq->form, old);
  return OK;
}

static result run_writing(struct turn *tn)
{
  struct req *rq = &tn->rq;
  enum proof proof = rq->route->proof;
  bool once = proof == SESSION || (proof == KEY && *rq->in->idempotency_key), replayed = false;
  TRY(db_begin(rq->w));
  if (once) {
    TRY(answer_claim(tn, &replayed));
    if (replayed)
      return OK;
  }
  TRY(form_complete(rq));
  TRY(rq->route->run(rq));
  if (once)
    TRY(answer_store(tn));
  return commit(tn);
}

static result run_once(struct turn *tn)
{
  struct req *rq = &tn->rq;
  turn_clear(tn);
  rq->after_refusal = NULL;
  rq->refusal = NULL;
  tn->n_problems = 0;
  if (rq->route->form) {
    req_form(rq, rq->route->form);
    TRY(req_form_fill(rq));
  }
  bool writes = (rq->route->method != GET || rq->route->writes) && !rq->route->apart;
  return writes ? run_writing(tn) : rq->route->run(rq);
}

/* Two that met once must not meet again at the same pace; of many who meet, each waits longer every time. */
static void pause_for(int attempt)
{
  uint16_t jitter;
  random_bytes(&jitter, sizeof jitter);
  usleep((useconds_t)(attempt * 2000 + jitter % (attempt * 8000)));
}

/* Nobody waits for an answer for ever: a lost race that took a lock's whole patience is not run ten times. */
void route_run(struct turn *tn)
{
  struct work *w = tn->rq.w;
  result r = RETRY;
  int64_t end = monotonic_s() + TRY_S;
  for (int attempt = 1; attempt <= TRIES && r == RETRY && monotonic_s() <= end; attempt++) {
    r = run_once(tn);
    if (r != OK)
      db_rollback(w);
    if (r == RETRY) {
      log_info("lost a race, try %d of %d", attempt, TRIES);
      pause_for(attempt);
    }
  }
  if (r == DENIED)
    denied_keep(tn, "not theirs to do");
  if (r != OK)
    refusal_show(tn, r);
}
