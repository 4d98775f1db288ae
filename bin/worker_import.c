/* A file of the catalogue, checked or applied: on connections and in memory of its own, so that a long one tells its progress. */
#include "bin/worker.h"

#include "lib/model/import.h"

enum { ARENA_BYTES = 16 << 20 };

result import_file_run(struct task *task)
{
  struct arena *rows = arena_new(ARENA_BYTES, NULL, NULL), *told = arena_new(ARENA_BYTES, NULL, NULL);
  struct work w = *task->w, reports = *task->w;
  w.arena = rows;
  reports.arena = told;
  w.db = db_new(task->config, false);
  reports.db = db_new(task->config, false);
  result r = import_run(&w, &reports, task->noun_id);
  if (r != OK)
    task->why = "the file could not be worked through; it is tried again";
  db_free(w.db);
  db_free(reports.db);
  arena_free(rows);
  arena_free(told);
  return r;
}
