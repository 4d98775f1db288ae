/* A file on its way in, turn by turn: checked, looked at once more when it was accepted, written. Each turn locks the file's row, reads on
 * from where the last one ended and keeps where it came to in the same transaction, so that no line is done twice. */
#include "lib/base/crypto.h"
#include "lib/base/i18n.h"
#include "lib/base/json.h"
#include "lib/form/form.h"
#include "lib/model/import.h"
#include "lib/model/trail.h"
#include <string.h>

enum { PIECE_BYTES = 64 * 1024, TURN_LINES = 250, TURN_BYTES = 256 * 1024 };

enum phase { CHECK, COMPARE, WRITE };

struct turn {
  struct work *w;
  const struct import_kind *kind;
  int64_t id;
  bool more;
  enum phase phase;
  struct csv csv;
  int64_t read;             /* bytes fetched */
  int place[CSV_CELLS_MAX]; /* of the file's cells: the kind's column */
  bool has[CSV_CELLS_MAX];  /* of the kind's columns: the file has it */
  int cells, lines, added, changed, faults;
  struct import_row rows[TURN_LINES];
  int n;
  bool ended;
  struct utc accepted; /* as of when it is judged and written; none before */
};

/* The row is locked already: a locking read leaves the transaction's view of the catalogue to be taken when that is locked, too. */
static result piece_read(void *at, const char **piece, size_t *size)
{
  struct turn *turn = at;
  struct bytes b;
  ROWS rows = { 0 };
  TRY(db_query(turn->w, &rows, "SELECT SUBSTRING(content, ?, ?) FROM import_file WHERE id = ? FOR UPDATE",
               A(turn->read + 1), A((int)PIECE_BYTES), A(turn->id)));
  TRY(rows_one(&rows, F(b)));
  turn->read += (int64_t)b.size;
  *piece = (const char *)b.at;
  *size = b.size;
  return OK;
}

/* ---- reading ---- */
/* The headings: each column once, in any order. */
static result headings_read(struct turn *turn, struct import_row *fault)
{
  const char *cells[CSV_CELLS_MAX], *problem = NULL;
  bool *there = turn->has;
  result r = csv_next(&turn->csv, cells, &turn->cells, &problem);
  if (r == NOT_FOUND || r == INVALID)
    return import_fault(fault, "", problem ? problem : t("The file is empty."));
  TRY(r);
  for (int i = 0; i < turn->cells; i++) {
    int k = 0;
    while (k < turn->kind->n && !str_eq(turn->kind->columns[k], str_trim(turn->w->arena, cells[i])))
      k++;
    if (k == turn->kind->n || there[k])
      return import_fault(fault, utf8_clip(turn->w->arena, cells[i], 39),
                          k == turn->kind->n ? t("This column is not known.") : t("This column is there twice."));
    there[k] = true;
    turn->place[i] = k;
  }
  for (int k = 0; k < turn->kind->needed; k++)
    if (!there[k])
      return import_fault(fault, turn->kind->columns[k], t("This column is missing."));
  return OK;
}

static void line_read(struct turn *turn, const char **cells, int n, struct import_row *row)
{
  for (int k = 0; k < turn->kind->n; k++)
    row->cells[k] = turn->has[k] ? "" : NULL;
  if (n != turn->cells) {
    import_fault(row, "",
                 arena_printf(turn->w->arena, t("This line has %1$d cells, the headings have %2$d."), n, turn->cells));
    return;
  }
  for (int i = 0; i < n; i++)
    row->cells[turn->place[i]] = str_trim(turn->w->arena, cells[i]);
  for (int k = 0; k < turn->kind->n; k++) {
    const char *column = turn->kind->columns[k];
    if (row->cells[k] && !text_plain(row->cells[k], str_eq(column, "summary") || str_eq(column, "description") ||
                                                        str_eq(column, "terms")))
      import_fault(row, column, t("It has a line break or characters that cannot be shown."));
  }
}

/* A turn's lines. What cannot be read on from ends the file. */
static result lines_read(struct turn *turn)
{
  const char *cells[CSV_CELLS_MAX], *problem;
  int64_t from = turn->csv.bytes;
  for (int n; !turn->ended && turn->n < TURN_LINES && turn->csv.bytes - from < TURN_BYTES;) {
    struct import_row *row = &turn->rows[turn->n];
    *row = (struct import_row){ 0 };
    result r = csv_next(&turn->csv, cells, &n, &problem);
    turn->ended = r != OK;
    if (r == NOT_FOUND)
      break;
    row->line = turn->csv.line;
    turn->n++;
    if (r == INVALID) {
      import_fault(row, "", problem);
      break;
    }
    TRY(r);
    if (++turn->lines > IMPORT_LINES_MAX) {
      import_fault(row, "", t("A file has at most 50,000 lines. Split it."));
      turn->ended = true;
    } else {
      line_read(turn, cells, n, row);
    }
  }
  return OK;
}

/* ---- judging ---- */
static uint64_t text_hash(const char *text)
{
  unsigned char hash[32];
  uint64_t h;
  sha256(text ? text : "", text ? strlen(text) : 0, hash);
  memcpy(&h, hash, sizeof h);
  return h;
}

enum { MOVABLE_DIGITS = 8 }; /* the last ones of the hash, where a line has such */
static const char *row_hash(struct work *w, const struct import_row *row)
{
  uint64_t h = text_hash(row->was);
  if (row->was_movable)
    h = (h & ~UINT64_C(0xffffffff)) | (text_hash(row->was_movable) & 0xffffffff);
  return arena_printf(w->arena, "%016llx", (unsigned long long)h);
}

/* While a file is being written its own lines have moved what they may. */
static bool was_so(const struct turn *turn, const struct import_row *row, const char *was)
{
  const char *is = row_hash(turn->w, row);
  size_t digits = strlen(is) - (turn->phase == WRITE && row->was_movable ? MOVABLE_DIGITS : 0);
  return !strncmp(was, is, digits);
}

static struct import_row *row_at(struct turn *turn, int line)
{
  for (int i = 0; i < turn->n; i++)
    if (turn->rows[i].line == line)
      return &turn->rows[i];
  return NULL;
}

/* Each key once in a file: the first line has it. */
static result keys_claim(struct turn *turn)
{
  struct work *w = turn->w;
  struct buf b = BUF(w->arena);
  struct json j = JSON(&b);
  json_array(&j, NULL);
  for (int i = 0; i < turn->n; i++) {
    const struct import_row *row = &turn->rows[i];
    if (row->what == IMPORT_FAULT || !row->key)
      continue;
    json_object(&j, NULL);
    json_int(&j, "line", row->line);
    json_text(&j, "k", row->key);
    json_text(&j, "said", row->said ? row->said : row->key);
    json_end_object(&j);
  }
  json_end_array(&j);
  TRY(db_exec(
      w,
      "INSERT INTO import_key (import_id, k, said, line) SELECT ?, j.k, j.said, j.line FROM JSON_TABLE(?, '$[*]' COLUMNS"
      " (line INT PATH '$.line', k VARCHAR(400) PATH '$.k', said VARCHAR(400) PATH '$.said')) j ORDER BY j.line"
      " ON DUPLICATE KEY UPDATE import_key.line = import_key.line",
      A(turn->id), A(buf_text(&b))));
  ROWS rows = { 0 };
  int line, first;
  bool written_so;
  const char *said;
  TRY(db_query(
      w, &rows,
      "SELECT j.line, x.line, x.said, BINARY x.said = BINARY j.said FROM JSON_TABLE(?, '$[*]' COLUMNS (line INT PATH '$.line',"
      " k VARCHAR(400) PATH '$.k', said VARCHAR(400) PATH '$.said')) j JOIN import_key x ON x.import_id = ? AND x.k = j.k"
      " WHERE x.line <> j.line",
      A(buf_text(&b)), A(turn->id)));
  while (rows_next(&rows, F(line), F(first), F(said), F(written_so)))
    import_fault(row_at(turn, line), "",
                 written_so
                     ? arena_printf(w->arena, t("Line %d of the file is about the same."), first)
                     : arena_printf(w->arena,
                                    t("Line %1$d of the file says “%2$s”. What differs in capital letters or accents "
                                      "alone is the same."),
                                    first, said));
  return OK;
}

/* By enum import_what: import_line.what. */
static const char *const what_words[] = { "", "add", "change", "fault" };

/* What was shown is what happens, or the line is left out and says so. */
static result shown_compare(struct turn *turn)
{
  struct work *w = turn->w;
  int line = 0;
  const char *what = "", *was = NULL;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows,
               "SELECT line, what, was FROM import_line WHERE import_id = ? AND line BETWEEN ? AND ? ORDER BY line",
               A(turn->id), A(turn->rows[0].line), A(turn->rows[turn->n - 1].line)));
  bool there = rows_next(&rows, F(line), F(what), F(was));
  for (int i = 0; i < turn->n; i++) {
    struct import_row *row = &turn->rows[i];
    while (there && line < row->line)
      there = rows_next(&rows, F(line), F(what), F(was));
    bool shown = there && line == row->line;
    if (str_eq(what_words[row->what], shown ? what : "") && (!shown || str_empty(was) || was_so(turn, row, was)))
      continue;
    import_fault(row, "", t("What this line is about was changed after the check, so the line was left out."));
  }
  return OK;
}

static result rows_judge(struct turn *turn)
{
  if (!turn->n)
    return OK;
  TRY(turn->kind->look(turn->w, turn->rows, turn->n, turn->phase == WRITE));
  for (int i = 0; i < turn->n; i++)
    if (turn->rows[i].what != IMPORT_FAULT)
      TRY(turn->kind->take(turn->w, &turn->rows[i]));
  if (turn->phase == CHECK)
    TRY(keys_claim(turn));
  if (turn->phase != WRITE)
    TRY(import_spans_check(turn->w, turn->id, turn->rows, turn->n));
  if (turn->phase != CHECK)
    TRY(shown_compare(turn));
  for (int i = 0; i < turn->n; i++) {
    struct import_row *row = &turn->rows[i];
    if (turn->phase == WRITE && (row->what == IMPORT_ADD || row->what == IMPORT_CHANGE))
      TRY(turn->kind->put(turn->w, row));
    turn->added += turn->phase != COMPARE && row->what == IMPORT_ADD;
    turn->changed += turn->phase != COMPARE && row->what == IMPORT_CHANGE;
    turn->faults += row->what == IMPORT_FAULT;
  }
  return OK;
}

/* ---- telling ---- */
/* What each line would do; later, what became another thing. */
static result lines_tell(struct turn *turn)
{
  struct work *w = turn->w;
  struct buf b = BUF(w->arena);
  struct json j = JSON(&b);
  json_array(&j, NULL);
  for (int i = 0; i < turn->n; i++) {
    const struct import_row *row = &turn->rows[i];
    if (row->what == IMPORT_SAME || (turn->phase != CHECK && row->what != IMPORT_FAULT))
      continue;
    json_object(&j, NULL);
    json_int(&j, "line", row->line);
    json_text(&j, "what", what_words[row->what]);
    json_text(&j, "column", row->column ? row->column : "");
    json_text(&j, "note", utf8_clip(w->arena, row->note ? row->note : "", 499));
    json_text(&j, "was", row_hash(w, row));
    json_end_object(&j);
  }
  json_end_array(&j);
  return db_exec(
      w,
      "INSERT INTO import_line (import_id, line, what, column_name, note, was) SELECT ?, j.line, j.what, j.col, j.note, j.was"
      " FROM JSON_TABLE(?, '$[*]' COLUMNS (line INT PATH '$.line', what VARCHAR(10) PATH '$.what',"
      " col VARCHAR(40) PATH '$.column', note VARCHAR(500) PATH '$.note', was VARCHAR(16) PATH '$.was')) j"
      " ON DUPLICATE KEY UPDATE what = VALUES(what), column_name = VALUES(column_name), note = VALUES(note)",
      A(turn->id), A(buf_text(&b)));
}

/* ---- a turn ---- */
static result phase_begin(struct turn *turn)
{
  turn->lines = turn->faults = 0;
  if (turn->phase != COMPARE) /* what was shown stands until it is written */
    turn->added = turn->changed = 0;
  if (turn->phase != WRITE)
    TRY(import_spans_drop(turn->w, turn->id));
  if (turn->phase != CHECK)
    return OK;
  TRY(db_exec(turn->w, "DELETE FROM import_key WHERE import_id = ?", A(turn->id)));
  return db_exec(turn->w, "DELETE FROM import_line WHERE import_id = ?", A(turn->id));
}

/* The file, where it stands; NOT_FOUND when nothing is to be done with it. */
static result file_open(struct turn *turn)
{
  const char *kind, *status;
  int next_line;
  int64_t bytes;
  struct import_row head = { .line = 1 };
  {
    ROWS rows = { 0 };
    TRY(db_query(
        turn->w, &rows,
        "SELECT kind, status, person_id, next_line, bytes_done, lines_done, added, changed, faults, accepted_at FROM import_file"
        " WHERE id = ? AND status IN ('waiting', 'checking', 'accepted', 'applying') FOR UPDATE",
        A(turn->id)));
    TRY(rows_one(&rows, F(kind), F(status), F(turn->w->person_id), F(next_line), F(bytes), F(turn->lines),
                 F(turn->added), F(turn->changed), F(turn->faults), F(turn->accepted)));
  }
  turn->kind = import_kind_find(kind);
  turn->phase = str_eq(status, "applying") ? WRITE : str_eq(status, "accepted") ? COMPARE : CHECK;
  if (!next_line)
    TRY(phase_begin(turn));
  csv_open(&turn->csv, piece_read, turn);
  TRY(headings_read(turn, &head));
  turn->ended = head.what == IMPORT_FAULT;
  if (turn->ended) {
    turn->rows[turn->n++] = head;
    turn->faults++;
  } else if (next_line) {
    turn->read = turn->csv.bytes = bytes;
    turn->csv.size = turn->csv.used = 0;
    turn->csv.next_line = next_line;
  }
  return OK;
}

/* What comes after the last line; next_line 0: from the beginning again. */
static result phase_end(struct turn *turn, const char **status)
{
  struct work *w = turn->w;
  *status = turn->phase == CHECK ? "checked" : turn->phase == WRITE ? "done" : turn->faults ? "failed" : "applying";
  turn->more = str_eq(*status, "applying");
  if (turn->more)
    turn->csv.bytes = turn->lines = 0;
  if (turn->phase != WRITE)
    TRY(import_spans_drop(w, turn->id));
  if (turn->phase == CHECK)
    return db_exec(w, "DELETE FROM import_key WHERE import_id = ?", A(turn->id));
  if (turn->phase == COMPARE)
    return OK;
  TRY(audit_write(w, "import.applied", "import_file", turn->id, 0, "added,changed",
                  arena_printf(w->arena, "%s: %d, %d", turn->kind->name, turn->added, turn->changed)));
  return db_exec(w, "UPDATE import_file SET done_at = ?, content = '' WHERE id = ?", A(w->now), A(turn->id));
}

static result turn_run(struct work *w, void *arg)
{
  struct turn *turn = arg;
  static const char *const statuses[] = { "checking", "accepted", "applying" };
  *turn = (struct turn){ .w = w, .id = turn->id };
  result r = file_open(turn);
  if (r == NOT_FOUND)
    return OK;
  TRY(r);
  const char *status = statuses[turn->phase];
  if (!turn->ended) {
    struct utc now = w->now;
    TRY(lines_read(turn));
    if (turn->phase != CHECK && turn->accepted.us) /* a price from today on is so for the last line, too */
      w->now = turn->accepted;
    r = rows_judge(turn);
    w->now = now;
    TRY(r);
  }
  TRY(lines_tell(turn));
  turn->more = !turn->ended;
  if (turn->ended)
    TRY(phase_end(turn, &status));
  return db_exec(
      w,
      "UPDATE import_file SET status = ?, next_line = ?, bytes_done = ?, lines_done = ?, added = ?, changed = ?, faults = ? WHERE id = ?",
      A(status), A(turn->ended ? 0 : turn->csv.next_line), A(turn->csv.bytes), A(turn->lines), A(turn->added),
      A(turn->changed), A(turn->faults), A(turn->id));
}

result import_turn(struct work *w, int64_t id, bool *more)
{
  static struct turn turn; /* too much for the stack */
  turn.id = id;
  w->actor = "staff";
  result r = db_transaction(w, turn_run, &turn);
  *more = r == OK && turn.more;
  return r;
}
