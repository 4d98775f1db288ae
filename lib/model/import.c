#include "lib/model/import.h"

#include "lib/base/crypto.h"
#include "lib/base/i18n.h"
#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/form/form.h"
#include "lib/model/trail.h"
#include <string.h>

enum { PIECE_BYTES = 64 * 1024, REPORT_LINES = 250, SLOTS = 1 << 17 };

const struct import_kind *import_kind_find(const char *name)
{
  const struct import_kind *const kinds[] = { &import_products, &import_offers, &import_prices, &import_usage };
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (str_eq(kinds[i]->name, name))
      return kinds[i];
  return NULL;
}

result import_fault(struct import_row *row, const char *column, const char *sentence)
{
  if (row->what != IMPORT_FAULT) {
    row->what = IMPORT_FAULT;
    row->column = column;
    row->note = sentence;
  }
  return OK;
}

bool import_int(struct work *w, struct import_row *row, const char *column, const char *cell, int min, int max,
                int *out)
{
  int64_t n = 0;
  if (*cell && (!str_int64(cell, &n) || n < min || n > max)) {
    import_fault(row, column,
                 arena_printf(w->arena, t("“%1$s” is no whole number from %2$d to %3$d."), cell, min, max));
    return false;
  }
  *out = *cell ? (int)n : min;
  return true;
}

bool import_bool(struct import_row *row, const char *column, const char *cell, bool *out)
{
  *out = str_eq(cell, "1") || str_eq(cell, "yes");
  if (*out || !*cell || str_eq(cell, "0") || str_eq(cell, "no"))
    return true;
  import_fault(row, column, t("Enter 1 for yes or 0 for no."));
  return false;
}

/* ---- a run ---- */
struct run {
  struct work *w, *reports;
  const struct import_kind *kind;
  int64_t id;
  bool apply;
  struct csv csv;
  int64_t read;             /* bytes fetched */
  int place[CSV_CELLS_MAX]; /* of the file's cells: the kind's column */
  bool has[CSV_CELLS_MAX];  /* of the kind's columns: the file has it */
  int cells, lines, added, changed, faults;
  uint64_t *seen;    /* hashes of the keys, open addressing; 0: free */
  struct buf report; /* JSON rows that wait, in the reports' arena */
  int waiting;
};

static result piece_read(void *at, const char **piece, size_t *size)
{
  struct run *run = at;
  struct bytes b;
  ROWS rows = { 0 };
  TRY(db_query(run->reports, &rows, "SELECT SUBSTRING(content, ?, ?) FROM import_file WHERE id = ?", A(run->read + 1),
               A((int)PIECE_BYTES), A(run->id)));
  TRY(rows_one(&rows, F(b)));
  run->read += (int64_t)b.size;
  *piece = (const char *)b.at;
  *size = b.size;
  return OK;
}

static result report_write(struct work *w, void *arg)
{
  struct run *run = arg;
  TRY(db_exec(
      w,
      "INSERT INTO import_line (import_id, line, what, column_name, note) SELECT ?, j.line, j.what, j.col, j.note"
      " FROM JSON_TABLE(?, '$[*]' COLUMNS (line INT PATH '$.line', what VARCHAR(10) PATH '$.what',"
      " col VARCHAR(40) PATH '$.column', note VARCHAR(500) PATH '$.note')) j"
      " ON DUPLICATE KEY UPDATE what = VALUES(what), column_name = VALUES(column_name), note = VALUES(note)",
      A(run->id), A(buf_text(&run->report))));
  return db_exec(
      w, "UPDATE import_file SET lines_done = ?, bytes_done = ?, added = ?, changed = ?, faults = ? WHERE id = ?",
      A(run->lines), A(run->csv.bytes), A(run->added), A(run->changed), A(run->faults), A(run->id));
}

/* Tells what was found since the last time; the piece being read lies in the same arena, so what is left of it is kept. */
static result report_flush(struct run *run)
{
  if (!run->report.size)
    buf_putc(&run->report, '[');
  buf_putc(&run->report, ']');
  TRY(db_transaction(run->reports, report_write, run));
  size_t left = run->csv.size - run->csv.used;
  static char rest[PIECE_BYTES];
  memcpy(rest, run->csv.piece ? run->csv.piece + run->csv.used : "", left);
  arena_reset(run->reports->arena);
  run->csv.piece = arena_dupn(run->reports->arena, rest, left);
  run->csv.size = left;
  run->csv.used = 0;
  run->report = BUF(run->reports->arena);
  run->waiting = 0;
  return OK;
}

static result report_put(struct run *run, int line, const struct import_row *row)
{
  static const char *const words[] = { "", "add", "change", "fault" };
  run->added += row->what == IMPORT_ADD;
  run->changed += row->what == IMPORT_CHANGE;
  run->faults += row->what == IMPORT_FAULT;
  if (row->what != IMPORT_SAME) {
    struct json j = JSON(&run->report);
    buf_puts(&run->report, run->report.size ? "," : "[");
    json_object(&j, NULL);
    json_int(&j, "line", line);
    json_text(&j, "what", words[row->what]);
    json_text(&j, "column", row->column ? row->column : "");
    json_text(&j, "note", utf8_clip(run->reports->arena, row->note ? row->note : "", 499));
    json_end_object(&j);
  }
  return ++run->waiting >= REPORT_LINES ? report_flush(run) : OK;
}

/* True when this key was there before in the file. */
static bool key_seen(struct run *run, const char *key)
{
  unsigned char hash[32];
  uint64_t h;
  sha256(key, strlen(key), hash);
  memcpy(&h, hash, sizeof h);
  h |= 1;
  size_t at = h >> 40 & (SLOTS - 1);
  for (; run->seen[at]; at = (at + 1) & (SLOTS - 1))
    if (run->seen[at] == h)
      return true;
  run->seen[at] = h;
  return false;
}

/* The headings: each column once, in any order. */
static result headings_read(struct run *run, struct import_row *fault)
{
  const char *cells[CSV_CELLS_MAX], *problem = NULL;
  bool *there = run->has;
  memset(there, 0, sizeof run->has);
  result r = csv_next(&run->csv, cells, &run->cells, &problem);
  if (r == NOT_FOUND || r == INVALID)
    return import_fault(fault, "", problem ? problem : t("The file is empty."));
  TRY(r);
  for (int i = 0; i < run->cells; i++) {
    int k = 0;
    while (k < run->kind->n && !str_eq(run->kind->columns[k], str_trim(run->w->arena, cells[i])))
      k++;
    if (k == run->kind->n || there[k])
      return import_fault(fault, utf8_clip(run->w->arena, cells[i], 39),
                          k == run->kind->n ? t("This column is not known.") : t("This column is there twice."));
    there[k] = true;
    run->place[i] = k;
  }
  for (int k = 0; k < run->kind->needed; k++)
    if (!there[k])
      return import_fault(fault, run->kind->columns[k], t("This column is missing."));
  return OK;
}

static result line_take(struct run *run, const char **cells, int n, struct import_row *row)
{
  for (int k = 0; k < run->kind->n; k++)
    row->cells[k] = run->has[k] ? "" : NULL;
  if (n != run->cells)
    return import_fault(
        row, "", arena_printf(run->w->arena, t("This line has %1$d cells, the headings have %2$d."), n, run->cells));
  for (int i = 0; i < n; i++)
    row->cells[run->place[i]] = str_trim(run->w->arena, cells[i]);
  for (int k = 0; k < run->kind->n; k++) {
    const char *column = run->kind->columns[k];
    if (row->cells[k] && !text_plain(row->cells[k], str_eq(column, "summary") || str_eq(column, "description") ||
                                                        str_eq(column, "terms")))
      return import_fault(row, column, t("It has a line break or characters that cannot be shown."));
  }
  TRY(run->kind->take(run->w, row));
  if (row->what != IMPORT_FAULT && row->key && key_seen(run, row->key))
    return import_fault(row, "", t("An earlier line of the file is about the same."));
  return OK;
}

static result lines_take(struct run *run)
{
  const char *cells[CSV_CELLS_MAX], *problem;
  struct import_row head = { 0 };
  TRY(headings_read(run, &head));
  if (head.what == IMPORT_FAULT)
    return report_put(run, 1, &head);
  for (int n;;) {
    struct import_row row = { .write = run->apply };
    arena_reset(run->w->arena);
    result r = csv_next(&run->csv, cells, &n, &problem);
    if (r == NOT_FOUND)
      return OK;
    if (r == INVALID)
      import_fault(&row, "", problem);
    else if (r != OK)
      return r;
    else if (++run->lines > IMPORT_LINES_MAX)
      import_fault(&row, "", t("A file has at most 50,000 lines. Split it."));
    else
      TRY(line_take(run, cells, n, &row));
    TRY(report_put(run, run->csv.line, &row));
    if (r == INVALID || run->lines > IMPORT_LINES_MAX || (run->apply && row.what == IMPORT_FAULT))
      return OK;
  }
}

static result lines_run(struct work *w, void *arg)
{
  struct run *run = arg;
  run->lines = run->added = run->changed = run->faults = run->waiting = 0;
  run->read = 0;
  memset(run->seen, 0, SLOTS * sizeof *run->seen);
  arena_reset(run->reports->arena);
  run->report = BUF(run->reports->arena);
  csv_open(&run->csv, piece_read, run);
  TRY(lines_take(run));
  TRY(report_flush(run));
  if (run->apply && run->faults)
    return CONFLICT; /* something moved since the check: nothing is written */
  if (!run->apply)
    return OK;
  TRY(audit_write(w, "import.applied", "import_file", run->id, 0, "added,changed",
                  arena_printf(w->arena, "%s: %d, %d", run->kind->name, run->added, run->changed)));
  return db_exec(w, "UPDATE import_file SET status = 'done', done_at = ?, content = '' WHERE id = ?", A(utc_now()),
                 A(run->id));
}

struct state {
  int64_t id;
  const char *status;
};

static result state_set(struct work *w, void *arg)
{
  const struct state *s = arg;
  if (str_eq(s->status, "checking"))
    TRY(db_exec(w, "DELETE FROM import_line WHERE import_id = ?", A(s->id)));
  return db_exec(w, "UPDATE import_file SET status = ? WHERE id = ?", A(s->status), A(s->id));
}

/* One at a time, whoever tries: the name is freed with the connection. */
static result alone(struct work *w, int64_t id)
{
  int64_t got;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT GET_LOCK(CONCAT(DATABASE(), '.import.', ?), 0)", A(id)));
  TRY(rows_one(&rows, F(got)));
  return got == 1 ? OK : UNAVAILABLE;
}

static result file_find(struct work *w, int64_t id, const char **kind, const char **status, int64_t *person_id)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT kind, status, person_id FROM import_file WHERE id = ?", A(id)));
  return rows_one(&rows, F(*kind), F(*status), F(*person_id));
}

result import_run(struct work *w, struct work *reports, int64_t id)
{
  static uint64_t seen[SLOTS];
  static struct run run; /* a record's room is too much for the stack */
  const char *kind, *status;
  TRY(alone(reports, id));
  TRY(file_find(w, id, &kind, &status, &w->person_id));
  run = (struct run){ .w = w, .reports = reports, .kind = import_kind_find(kind), .id = id, .seen = seen };
  run.apply = str_eq(status, "accepted") || str_eq(status, "applying");
  if (!run.apply && !str_eq(status, "waiting") && !str_eq(status, "checking"))
    return OK;
  w->actor = "staff";
  struct state state = { id, run.apply ? "applying" : "checking" };
  TRY(db_transaction(reports, state_set, &state));
  result r = run.apply ? db_transaction(w, lines_run, &run) : lines_run(w, &run);
  state.status = r == CONFLICT ? "failed" : run.apply ? "done" : "checked";
  if (r != OK && r != CONFLICT)
    return r;
  return run.apply && r == OK ? OK : db_transaction(reports, state_set, &state);
}

result import_export(struct work *w, const struct import_kind *kind, struct buf *out)
{
  int64_t after = 0;
  for (int i = 0; i < kind->n; i++)
    csv_put(out, kind->columns[i], i == kind->n - 1);
  do
    TRY(kind->give(w, after, out, &after));
  while (after);
  return OK;
}
