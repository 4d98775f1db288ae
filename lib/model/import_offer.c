/* Offers as CSV. A line that differs from an offer's newest version makes or changes its draft; publishing stays a person's act. */
#include "lib/base/i18n.h"
#include "lib/form/form.h"
#include "lib/model/import.h"
#include "lib/model/offer_publish.h"
#include "lib/model/trail.h"
#include <string.h>

enum { CODE, NAME, SUMMARY, TERM, RENEW, TRIAL, MIN, MAX, STEP, CHANNELS, ALL, LABELS, COUNTRIES, ITEMS, N };
static const char *const columns[N] = { "code",         "name",         "summary",      "term_months",   "auto_renew",
                                        "trial_days",   "quantity_min", "quantity_max", "quantity_step", "channels",
                                        "all_partners", "labels",       "countries",    "items" };
enum { PARTS_MAX = 50 };

struct offer_line {
  int term, trial, min, max, step, n_items;
  bool renew, all;
  int64_t products[PARTS_MAX];
  int quantities[PARTS_MAX];
};

/* "core-seat:3;archive-tb:2" */
static result items_read(struct work *w, struct import_row *row, struct offer_line *o)
{
  char *rest = arena_dup(w->arena, row->cells[ITEMS]), *part;
  while (*rest && (part = strsep(&rest, ";")) != NULL) {
    int64_t quantity = 1;
    char *count = strrchr(part, ':');
    if (count)
      *count++ = '\0';
    if (o->n_items == PARTS_MAX || (count && (!str_int64(count, &quantity) || quantity < 1 || quantity > 100000)))
      return import_fault(row, "items", t("Enter products like core-seat:3;archive-tb:2."));
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id FROM product WHERE code = ?", A(str_trim(w->arena, part))));
    if (!rows_next(&rows, F(o->products[o->n_items])))
      return import_fault(row, "items", arena_printf(w->arena, t("There is no product with the code “%s”."), part));
    o->quantities[o->n_items++] = (int)quantity;
    if (!rest)
      break;
  }
  return OK;
}

static result lists_check(struct work *w, struct import_row *row)
{
  char *rest = arena_dup(w->arena, row->cells[COUNTRIES]), *part;
  while (*rest && (part = strsep(&rest, "+")) != NULL) {
    if (!country_known(part))
      return import_fault(row, "countries", t("Enter countries like AT+DE, or nothing for all."));
    if (!rest)
      break;
  }
  rest = arena_dup(w->arena, row->cells[CHANNELS]);
  while (*rest && (part = strsep(&rest, "+")) != NULL) {
    if (!str_eq(part, "Partner") && !str_eq(part, "Online"))
      return import_fault(row, "channels", t("Enter Partner, Online, Partner+Online or nothing."));
    if (!rest)
      break;
  }
  if (utf8_length(row->cells[LABELS]) > 200)
    return import_fault(row, "labels", t("Labels can have at most 200 characters together."));
  return OK;
}

static result row_check(struct work *w, struct import_row *row, struct offer_line *o)
{
  const char *const *c = row->cells;
  if (!*c[CODE] || utf8_length(c[CODE]) > 60)
    return import_fault(row, "code", t("Enter a code of at most 60 characters."));
  if (!*c[NAME] || utf8_length(c[NAME]) > 200)
    return import_fault(row, "name", t("Enter a name of at most 200 characters."));
  if (utf8_length(c[SUMMARY]) > 1000)
    return import_fault(row, "summary", t("A summary can have at most 1,000 characters."));
  if (!import_int(w, row, "term_months", c[TERM], 0, 120, &o->term) ||
      !import_bool(row, "auto_renew", c[RENEW], &o->renew) ||
      !import_int(w, row, "trial_days", c[TRIAL], 0, 365, &o->trial) ||
      !import_int(w, row, "quantity_min", c[MIN], 1, 1000000, &o->min) ||
      !import_int(w, row, "quantity_max", c[MAX], 0, 1000000, &o->max) ||
      !import_int(w, row, "quantity_step", c[STEP], 1, 1000000, &o->step) ||
      !import_bool(row, "all_partners", c[ALL], &o->all))
    return OK;
  if (o->max && o->max < o->min)
    return import_fault(row, "quantity_max", t("The largest quantity is below the smallest."));
  TRY(lists_check(w, row));
  return row->what == IMPORT_FAULT ? OK : items_read(w, row, o);
}

/* A version's cells as they are exported, lists joined by +. */
#define CELLS                                                                                                                  \
  "v.name, v.summary, v.term_months, v.auto_renew, v.trial_days, v.quantity_min, v.quantity_max, v.quantity_step,"             \
  " REPLACE(v.channels, ',', '+'), v.all_partners, REPLACE(v.labels, ',', '+'), REPLACE(v.countries, ',', '+'),"               \
  " COALESCE((SELECT GROUP_CONCAT(p.code, ':', i.quantity ORDER BY i.position SEPARATOR ';') FROM offer_item i JOIN product p" \
  " ON p.id = i.product_id WHERE i.version_id = v.id), '')"
#define CELL_PLACES(c)                                                                                                 \
  F((c)[NAME]), F((c)[SUMMARY]), F((c)[TERM]), F((c)[RENEW]), F((c)[TRIAL]), F((c)[MIN]), F((c)[MAX]), F((c)[STEP]),   \
      F((c)[CHANNELS]), F((c)[ALL]), F((c)[LABELS]), F((c)[COUNTRIES]), F((c)[ITEMS])

/* The line as it would be exported, to compare. */
static void cells_tidy(struct work *w, const struct import_row *row, const struct offer_line *o, const char **out)
{
  struct buf items = BUF(w->arena);
  char *rest = arena_dup(w->arena, row->cells[ITEMS]);
  memcpy(out, row->cells, N * sizeof *out);
  const int numbers[] = { TERM, TRIAL, MIN, MAX, STEP, RENEW, ALL },
            values[] = { o->term, o->trial, o->min, o->max, o->step, o->renew, o->all };
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    out[numbers[i]] = arena_printf(w->arena, "%d", values[i]);
  for (int i = 0; i < o->n_items; i++) {
    char *part = strsep(&rest, ";"), *count = strrchr(part, ':');
    if (count)
      *count = '\0';
    buf_printf(&items, "%s%s:%d", i ? ";" : "", str_trim(w->arena, part), o->quantities[i]);
  }
  out[ITEMS] = buf_text(&items);
}

static result offer_read(struct work *w, const char *code, int64_t *id, const char **cells)
{
  ROWS rows = { 0 };
  *id = 0;
  TRY(db_query(w, &rows,
               "SELECT o.id, " CELLS " FROM offer o JOIN offer_version v ON v.offer_id = o.id WHERE o.code = ?"
               " ORDER BY v.number DESC LIMIT 1",
               A(code)));
  result r = rows_one(&rows, F(*id), CELL_PLACES(cells));
  return r == NOT_FOUND ? OK : r;
}

static result version_write(struct work *w, int64_t version_id, const struct import_row *row,
                            const struct offer_line *o)
{
  const char *const *c = row->cells;
  TRY(db_exec(
      w,
      "UPDATE offer_version SET name = ?, summary = ?, term_months = ?, auto_renew = ?, trial_days = ?, quantity_min = ?,"
      " quantity_max = ?, quantity_step = ?, channels = REPLACE(?, '+', ','), all_partners = ?, labels = REPLACE(?, '+', ','),"
      " countries = REPLACE(?, '+', ',') WHERE id = ? AND status = 'draft'",
      A(c[NAME]), A(c[SUMMARY]), A(o->term), A(o->renew), A(o->trial), A(o->min), A(o->max), A(o->step), A(c[CHANNELS]),
      A(o->all), A(c[LABELS]), A(c[COUNTRIES]), A(version_id)));
  TRY(db_exec(w, "DELETE FROM offer_item WHERE version_id = ?", A(version_id)));
  for (int i = 0; i < o->n_items; i++)
    TRY(db_exec(w,
                "INSERT INTO offer_item (version_id, product_id, position, quantity) VALUES (?, ?, ?, ?)"
                " ON DUPLICATE KEY UPDATE quantity = VALUES(quantity)",
                A(version_id), A(o->products[i]), A(i + 1), A(o->quantities[i])));
  return OK;
}

static result offer_write(struct work *w, int64_t id, const struct import_row *row, const struct offer_line *o)
{
  int64_t version_id;
  bool fresh = !id;
  if (fresh) {
    TRY(db_exec(w, "INSERT INTO offer (public_id, code, created_at) VALUES (?, ?, ?)", A(public_id_new()),
                A(row->cells[CODE]), A(w->now)));
    id = db_insert_id(w);
    TRY(db_exec(w, "INSERT INTO offer_version (public_id, offer_id, number, name, created_at) VALUES (?, ?, 1, ?, ?)",
                A(public_id_new()), A(id), A(row->cells[NAME]), A(w->now)));
    version_id = db_insert_id(w);
  } else {
    TRY(offer_draft_open(w, id, &version_id));
  }
  TRY(version_write(w, version_id, row, o));
  return audit_write(w, fresh ? "offer.added" : "offer.changed", "offer", id, 0, "import", NULL);
}

static result take(struct work *w, struct import_row *row)
{
  struct offer_line o = { 0 };
  const char *now[N] = { 0 }, *wanted[N];
  struct buf differ = BUF(w->arena);
  int64_t id;
  TRY(row_check(w, row, &o));
  if (row->what == IMPORT_FAULT)
    return OK;
  row->key = row->cells[CODE];
  TRY(offer_read(w, row->cells[CODE], &id, now));
  cells_tidy(w, row, &o, wanted);
  for (int i = NAME; i < N; i++)
    if (!id || !str_eq(now[i], wanted[i]))
      buf_printf(&differ, "%s%s", differ.size ? ", " : "", columns[i]);
  if (id && !differ.size)
    return OK;
  row->what = id ? IMPORT_CHANGE : IMPORT_ADD;
  row->note = id ? arena_printf(w->arena, "%s: %s", row->cells[CODE], buf_text(&differ))
                 : arena_printf(w->arena, "%s: %s", row->cells[CODE], row->cells[NAME]);
  return row->write ? offer_write(w, id, row, &o) : OK;
}

static result give(struct work *w, int64_t after, struct buf *out, int64_t *last)
{
  int64_t id;
  const char *cells[N];
  ROWS rows = { 0 };
  TRY(db_query(
      w, &rows,
      "SELECT o.id, o.code, " CELLS " FROM (SELECT id, code FROM offer WHERE id > ? ORDER BY id LIMIT 500) o"
      " JOIN offer_version v ON v.offer_id = o.id AND v.number = (SELECT MAX(x.number) FROM offer_version x WHERE x.offer_id = o.id)"
      " ORDER BY o.id",
      A(after)));
  *last = 0;
  while (rows_next(&rows, F(id), F(cells[CODE]), CELL_PLACES(cells))) {
    for (int i = 0; i < N; i++)
      csv_put(out, cells[i], i == N - 1);
    *last = id;
  }
  return OK;
}

const struct import_kind import_offers = { "offers", columns, N, N, take, give };
