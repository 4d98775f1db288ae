/* Schedules: each has a row with a lease and the time of its last good run, so that of many workers one runs it, and that one is
 * replaced when it dies. A run that fails keeps its lease, which is the pause before the next try. */
#include "bin/worker.h"

#include "lib/base/log.h"

#include <time.h>

enum { LEASE_S = 600, LEASE_SHORT_S = 20, SEEN_S = 10, FREQUENT_S = 10 };

struct claim {
  const struct job *job;
  struct utc until;
};

/* A job that runs all the time is soon taken over from a worker that died. */
static int lease_s(const struct job *j)
{
  return j->every_s < 60 ? LEASE_SHORT_S : LEASE_S;
}

static struct work work_new(struct worker *k)
{
  arena_reset(k->arena);
  return (struct work){
    .db = k->db, .arena = k->arena, .now = utc_now(), .actor = "system", .request_id = "", .zone = "UTC"
  };
}

/* NOT_FOUND: it ran lately, or somebody runs it. */
static result schedule_due(struct work *w, const struct job *j)
{
  int busy;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT COUNT(*) FROM schedule_lease WHERE name = ? AND (last_run_at > ? OR leased_until > ?)",
               A(j->name), A(utc_add_s(w->now, -(int64_t)j->every_s)), A(w->now)));
  TRY(rows_one(&rows, F(busy)));
  return busy ? NOT_FOUND : OK;
}

static result schedule_claim(struct work *w, void *arg)
{
  struct claim *c = arg;
  c->until = utc_add_s(w->now, lease_s(c->job));
  TRY(db_exec(w, "INSERT IGNORE INTO schedule_lease (name) VALUES (?)", A(c->job->name)));
  TRY(db_exec(
      w,
      "UPDATE schedule_lease SET leased_until = ? WHERE name = ? AND (leased_until IS NULL OR leased_until <= ?)"
      " AND (last_run_at IS NULL OR last_run_at <= ?)",
      A(c->until), A(c->job->name), A(w->now), A(utc_add_s(w->now, -(int64_t)c->job->every_s))));
  return db_changed(w) == 1 ? OK : NOT_FOUND;
}

static result schedule_end(struct work *w, void *arg)
{
  const struct claim *c = arg;
  return db_exec(w,
                 "UPDATE schedule_lease SET last_run_at = ?, leased_until = NULL WHERE name = ? AND leased_until = ?",
                 A(utc_now()), A(c->job->name), A(c->until));
}

static result schedule_one(struct worker *k, const struct job *j)
{
  struct work w = work_new(k);
  struct claim c = { .job = j };
  TRY(schedule_due(&w, j));
  TRY(db_transaction(&w, schedule_claim, &c));
  struct task t = { .w = &w, .config = k->config, .key = k->key, .name = j->name, .payload = "{}" };
  result r = j->run(&t);
  db_rollback(&w);
  if (r != OK) {
    log_error("schedule %s: %s%s%s; again in %d s", j->name, result_name(r), t.why ? ": " : "", t.why ? t.why : "",
              lease_s(j));
    return r;
  }
  return db_transaction(&w, schedule_end, &c);
}

result schedule_run(struct worker *k, bool frequent)
{
  for (int i = 0; i < n_jobs && !worker_stopping(); i++) {
    if (!jobs[i].every_s || (frequent && jobs[i].every_s >= FREQUENT_S))
      continue;
    result r = schedule_one(k, &jobs[i]);
    if (r == UNAVAILABLE)
      return r;
    k->failed += r != OK && r != NOT_FOUND;
  }
  return OK;
}

static result seen(struct work *w, void *arg)
{
  return db_exec(w, "INSERT INTO worker_seen (name, at) VALUES (?, ?) ON DUPLICATE KEY UPDATE at = VALUES(at)",
                 A((const char *)arg), A(w->now));
}

result schedule_seen(struct worker *k)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (k->seen_s && now.tv_sec - k->seen_s < SEEN_S)
    return OK;
  struct work w = work_new(k);
  TRY(db_transaction(&w, seen, (void *)k->name));
  k->seen_s = now.tv_sec;
  return OK;
}
