/* The outbox: rows are leased in a short transaction, done without holding any lock, and marked by whoever still holds the lease.
 * A lease that ran out (its worker died) is taken by the next. A row is therefore done at least once, and its effect outside
 * carries an id made from the row, so that a second one is recognised. */
#include "bin/worker.h"

#include "lib/base/i18n.h"
#include "lib/base/log.h"
#include "lib/model/trail.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
  BATCH = 20,
  LEASE_S = 120,
  ATTEMPTS_MAX = 12,
  BACK_OFF_S = 30,
  BACK_OFF_MAX_S = 6 * 3600,
  MARK_TRIES = 5,
  ERROR_CHARS = 480, /* outbox.error holds 500 */
};

struct lease {
  unsigned char token[16];
  int64_t ids[BATCH];
  int n;
  bool again; /* a row has another turn */
};

static struct work work_new(struct worker *k)
{
  return (struct work){
    .db = k->db, .arena = k->arena, .now = utc_now(), .actor = "system", .request_id = "", .zone = "UTC"
  };
}

static struct bytes token_of(const struct lease *l)
{
  return (struct bytes){ l->token, sizeof l->token };
}

static result due_find(struct work *w)
{
  int64_t id;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT id FROM outbox WHERE status = 'due' AND due_at <= ? AND (leased_until IS NULL OR leased_until < "
               "?) LIMIT 1",
               A(w->now), A(w->now)));
  return rows_one(&rows, F(id));
}

/* kind "": of every kind. */
static result lease_add(struct work *w, struct lease *l, const char *kind)
{
  int from = l->n;
  {
    ROWS rows = { 0 };
    TRY(db_query(
        w, &rows,
        "SELECT id FROM outbox WHERE status = 'due' AND due_at <= ? AND (leased_until IS NULL OR leased_until < ?)"
        " AND (? = '' OR kind = ?) ORDER BY due_at, id LIMIT 20 FOR UPDATE SKIP LOCKED",
        A(w->now), A(w->now), A(kind), A(kind)));
    while (l->n < BATCH && rows_next(&rows, F(l->ids[l->n])))
      l->n++;
  }
  for (int i = from; i < l->n; i++)
    TRY(db_exec(w, "UPDATE outbox SET lease = ?, leased_until = ? WHERE id = ?", A(token_of(l)),
                A(utc_add_s(w->now, LEASE_S)), A(l->ids[i])));
  return OK;
}

/* Who waits at the sign-in page goes first: nobody's thousand orders may keep everybody else out. */
static result lease_take(struct work *w, void *arg)
{
  struct lease *l = arg;
  l->n = 0;
  TRY(lease_add(w, l, "mail.signin"));
  return l->n < BATCH ? lease_add(w, l, "") : OK;
}

struct row {
  const struct lease *lease;
  struct task *task;
};

/* Counts the attempt before it is made, so that a row that kills its worker does not come back for ever, and renews the lease,
 * so that the last row of a slow batch has as much time as the first. NOT_FOUND: another worker has it by now. */
static result row_begin(struct work *w, void *arg)
{
  struct row *r = arg;
  struct task *task = r->task;
  TRY(db_exec(
      w, "UPDATE outbox SET attempts = attempts + 1, leased_until = ? WHERE id = ? AND lease = ? AND status = 'due'",
      A(utc_add_s(w->now, LEASE_S)), A(task->id), A(token_of(r->lease))));
  if (db_changed(w) != 1)
    return NOT_FOUND;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT kind, org_id, noun_id, payload, attempts, created_at FROM outbox WHERE id = ?",
               A(task->id)));
  return rows_one(&rows, F(task->name), F(task->org_id), F(task->noun_id), F(task->payload), F(task->attempts),
                  F(task->asked_at));
}

struct mark {
  const struct lease *lease;
  int64_t id;
  const char *status, *error;
  struct utc due_at; /* none: as it was */
  bool again;        /* its attempts are counted anew */
};

static result row_mark(struct work *w, void *arg)
{
  const struct mark *m = arg;
  bool over = !str_eq(m->status, "due") && !str_eq(m->status, "dead");
  TRY(db_exec(w,
              "UPDATE outbox SET status = ?, error = ?, due_at = COALESCE(?, due_at), done_at = ?, lease = NULL, "
              "leased_until = NULL, attempts = IF(?, 0, attempts)"
              " WHERE id = ? AND lease = ? AND status = 'due'",
              A(m->status), A(m->error), A(m->due_at), over ? A(w->now) : A_NULL, A(m->again), A(m->id),
              A(token_of(m->lease))));
  if (db_changed(w) != 1)
    log_warn("outbox id=%lld: the lease ran out before it was marked %s", (long long)m->id, m->status);
  return OK;
}

/* 30 s, 1 min, 2 min ... 6 h, less up to a fifth so that rows that failed together do not come back together. */
static struct utc back_off(struct utc now, int attempts)
{
  int64_t wait_s = attempts > 10 ? BACK_OFF_MAX_S : (int64_t)BACK_OFF_S << (attempts - 1);
  if (wait_s > BACK_OFF_MAX_S)
    wait_s = BACK_OFF_MAX_S;
  uint32_t random;
  random_bytes(&random, sizeof random);
  return utc_add_s(now, wait_s - (int64_t)(random % (uint32_t)(wait_s / 5 + 1)));
}

/* The reason for the log: whoever stands before an "@" is not named there. */
static const char *without_names(struct arena *a, const char *s)
{
  char *copy = arena_dup(a, s);
  for (char *at = strchr(copy, '@'); at; at = strchr(at + 1, '@'))
    for (char *p = at; p > copy && !strchr(" <\"(':,;", p[-1]); p--)
      p[-1] = '*';
  return copy;
}

static const char *status_of(result r, int attempts)
{
  switch (r) {
  case OK: return "done";
  case NOT_FOUND: return "dropped";
  case INVALID: return "dead";
  default: return attempts >= ATTEMPTS_MAX ? "dead" : "due";
  }
}

static result row_end(struct work *w, const struct lease *l, const struct task *task, result r, int64_t ms)
{
  w->now = utc_now();
  const char *why = r == OK ? "" : task->why ? task->why : result_name(r);
  struct mark m = {
    .lease = l, .id = task->id, .status = status_of(r, task->attempts), .error = utf8_clip(w->arena, why, ERROR_CHARS)
  };
  m.again = r == OK && task->again;
  if (m.again)
    m.status = "due";
  if (str_eq(m.status, "due"))
    m.due_at = m.again ? w->now : back_off(w->now, task->attempts);
  log_info("outbox id=%lld kind=%s status=%s attempt=%d ms=%lld%s%s", (long long)task->id, task->name, m.status,
           task->attempts, (long long)ms, *why ? " why=" : "", *why ? without_names(w->arena, why) : "");
  result marked = UNAVAILABLE;
  for (int i = 0; i < MARK_TRIES && marked == UNAVAILABLE; i++) {
    if (i)
      sleep(1); /* it was done: worth waiting for, or it will be done twice */
    marked = db_transaction(w, row_mark, &m);
  }
  return marked;
}

static result job_call(struct task *task)
{
  for (int i = 0; i < n_jobs; i++)
    if (!jobs[i].every_s && str_eq(jobs[i].name, task->name))
      return jobs[i].run(task);
  task->why = "no job of this kind in this version";
  return FAILED;
}

static int64_t clock_ms(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static result row_run(struct worker *k, struct lease *l, int64_t id)
{
  arena_reset(k->arena);
  struct work w = work_new(k);
  struct task t = { .w = &w, .config = k->config, .key = k->key, .id = id };
  struct row row = { l, &t };
  result r = db_transaction(&w, row_begin, &row);
  if (r == NOT_FOUND)
    return OK;
  TRY(r);
  log_request(arena_printf(w.arena, "outbox-%lld", (long long)id));
  int64_t start = clock_ms();
  if (t.attempts > ATTEMPTS_MAX) { /* its workers died each time before they could say why */
    t.why = "given up: no attempt came to an end";
    r = INVALID;
  } else {
    r = job_call(&t);
    db_rollback(&w);
  }
  i18n_language("en");
  k->failed += r != OK && r != NOT_FOUND;
  l->again = l->again || (r == OK && t.again);
  r = row_end(&w, l, &t, r, clock_ms() - start);
  log_request(NULL);
  return r;
}

static result lease_release(struct work *w, void *arg)
{
  const struct lease *l = arg;
  for (int i = 0; i < l->n; i++)
    TRY(db_exec(w, "UPDATE outbox SET lease = NULL, leased_until = NULL WHERE id = ? AND lease = ?", A(l->ids[i]),
                A(token_of(l))));
  return OK;
}

/* What another worker does meanwhile must not wait for our lock: only the rows found are locked, no gaps between them. */
static result lease_rows(struct work *w, struct lease *l)
{
  random_bytes(l->token, sizeof l->token);
  TRY(db_exec(w, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED"));
  return db_transaction(w, lease_take, l);
}

static result batch_run(struct worker *k, struct lease *l)
{
  result r = OK;
  for (int i = 0; i < l->n && r == OK && !worker_stopping(); i++) {
    TRY(schedule_seen(k));
    r = row_run(k, l, l->ids[i]);
  }
  if (!worker_stopping())
    return r;
  struct work last = work_new(k);
  return db_transaction(&last, lease_release, l);
}

result outbox_run(struct worker *k, bool *more)
{
  arena_reset(k->arena);
  *more = false;
  struct work w = work_new(k);
  struct lease l = { 0 };
  result r = due_find(&w);
  if (r == NOT_FOUND)
    return OK;
  TRY(r);
  TRY(lease_rows(&w, &l));
  TRY(batch_run(k, &l));
  *more = l.n == BATCH || l.again; /* none: others were faster */
  return OK;
}

/* ---- by hand ---- */

static result retry(struct work *w, void *arg)
{
  TRY(db_exec(w,
              "UPDATE outbox SET status = 'due', due_at = ?, attempts = 0, lease = NULL, leased_until = NULL"
              " WHERE id = ? AND status IN ('due', 'held', 'dead')",
              A(w->now), A(*(int64_t *)arg)));
  if (db_changed(w) != 1)
    return NOT_FOUND;
  return audit_write(w, "outbox.retried", "outbox", *(int64_t *)arg, 0, "status,due_at,attempts", NULL);
}

result outbox_retry(struct worker *k, int64_t id)
{
  struct work w = work_new(k);
  return db_transaction(&w, retry, &id);
}

result outbox_print_dead(struct worker *k)
{
  struct work w = work_new(k);
  int64_t id;
  int attempts;
  const char *kind, *error;
  struct utc at;
  ROWS rows = { 0 };
  TRY(db_query(&w, &rows,
               "SELECT id, kind, attempts, due_at, error FROM outbox WHERE status = 'dead' ORDER BY due_at DESC, id "
               "DESC LIMIT 500"));
  while (rows_next(&rows, F(id), F(kind), F(attempts), F(at), F(error)))
    printf("%lld\t%s\t%s\t%d attempts\t%s\n", (long long)id, utc_iso(w.arena, at), kind, attempts, error);
  return OK;
}
