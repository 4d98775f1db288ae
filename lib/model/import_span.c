/* Lines of one file that hold for some days of one place, a price of a list, product, currency and band: two of them may not hold on the
 * same day, and that is found when the file is checked, turn by turn, whichever of the two comes first. A line is compared with the one
 * before and the one after it in time alone: where no two neighbours overlap, none do. */
#include "lib/base/i18n.h"
#include "lib/base/json.h"
#include "lib/model/import.h"

static const char *spans_json(struct work *w, const struct import_row *rows, int n)
{
  struct buf b = BUF(w->arena);
  struct json j = JSON(&b);
  json_array(&j, NULL);
  for (int i = 0; i < n; i++) {
    if (rows[i].what == IMPORT_FAULT || !rows[i].place)
      continue;
    json_object(&j, NULL);
    json_int(&j, "n", i);
    json_int(&j, "line", rows[i].line);
    json_text(&j, "place", rows[i].place);
    json_date(&j, "first", rows[i].first);
    json_date(&j, "last", rows[i].last);
    json_end_object(&j);
  }
  json_end_array(&j);
  return buf_text(&b);
}

struct neighbour {
  int line;
  struct date first, last; /* no last: it is open */
};

/* The one before it in time, which stands earlier in the file, too, has been written by then. */
static const char *before_problem(struct work *w, const struct import_row *row, const struct neighbour *p)
{
  const char *language = i18n_current();
  if (p->last.year && date_compare(p->last, row->first) >= 0)
    return arena_printf(w->arena,
                        t("Line %1$d of the file holds until %2$s. Begin after that, or leave its end empty."), p->line,
                        date_text(w->arena, p->last, language));
  if (!p->last.year && date_compare(row->first, row->open) < 0)
    return arena_printf(
        w->arena, t("Line %1$d of the file holds on that day already. The next one can begin on %2$s at the earliest."),
        p->line, date_text(w->arena, row->open, language));
  return NULL;
}

static const char *after_problem(struct work *w, const struct import_row *row, const struct neighbour *p)
{
  if (!row->last.year || date_compare(row->last, p->first) < 0)
    return NULL;
  return arena_printf(w->arena,
                      t("Line %1$d of the file begins on %2$s. Let this one end before, or leave its end empty."),
                      p->line, date_text(w->arena, p->first, i18n_current()));
}

result import_spans_drop(struct work *w, int64_t import_id)
{
  return db_exec(w, "DELETE FROM import_span WHERE import_id = ?", A(import_id));
}

result import_spans_check(struct work *w, int64_t import_id, struct import_row *rows, int n)
{
  const char *asked = spans_json(w, rows, n), *problem;
  int i;
  struct neighbour before, after;
  TRY(db_exec(
      w,
      "INSERT INTO import_span (import_id, place, first_on, last_on, line) SELECT ?, j.place, j.first_on, j.last_on, j.line"
      " FROM JSON_TABLE(?, '$[*]' COLUMNS (line INT PATH '$.line', place VARCHAR(100) PATH '$.place', first_on DATE PATH '$.first',"
      " last_on DATE PATH '$.last')) j ON DUPLICATE KEY UPDATE import_span.line = import_span.line",
      A(import_id), A(asked)));
  ROWS read = { 0 };
  TRY(db_query(
      w, &read,
      "SELECT j.n, COALESCE(b.line, 0), b.first_on, b.last_on, COALESCE(a.line, 0), a.first_on, a.last_on FROM JSON_TABLE(?, '$[*]' COLUMNS"
      " (n INT PATH '$.n', line INT PATH '$.line', place VARCHAR(100) PATH '$.place', first_on DATE PATH '$.first')) j"
      " LEFT JOIN import_span b ON b.import_id = ? AND b.place = j.place AND b.first_on = (SELECT MAX(x.first_on) FROM import_span x"
      " WHERE x.import_id = ? AND x.place = j.place AND x.first_on < j.first_on)"
      " LEFT JOIN import_span a ON a.import_id = ? AND a.place = j.place AND a.first_on = (SELECT MIN(x.first_on) FROM import_span x"
      " WHERE x.import_id = ? AND x.place = j.place AND x.first_on > j.first_on) ORDER BY j.n",
      A(asked), A(import_id), A(import_id), A(import_id), A(import_id)));
  while (rows_next(&read, F(i), F(before.line), F(before.first), F(before.last), F(after.line), F(after.first),
                   F(after.last))) {
    problem = before.line && before.line < rows[i].line ? before_problem(w, &rows[i], &before) : NULL;
    if (!problem && after.line && after.line < rows[i].line)
      problem = after_problem(w, &rows[i], &after);
    if (problem)
      import_fault(&rows[i], "valid_from", problem);
  }
  return OK;
}
