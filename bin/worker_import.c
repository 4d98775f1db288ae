/* A turn of a file of the catalogue, checked or applied; the next one comes behind whatever is due. */
#include "bin/worker.h"

#include "lib/model/import.h"

result import_file_run(struct task *task)
{
  result r = import_turn(task->w, task->noun_id, &task->again);
  if (r != OK)
    task->why = "the file could not be worked through; it is tried again";
  return r;
}
