/* Offers as CSV. A line that differs from an offer's newest version makes or changes its draft; publishing stays a person's act. */
#include "lib/base/i18n.h"
#include "lib/form/form.h"
#include "lib/model/import.h"
#include "lib/model/offer_publish.h"
#include "lib/model/payment_type.h"
#include "lib/model/trail.h"
#include <string.h>

enum {
  CODE,
  NAME,
  SUMMARY,
  TERM,
  RENEW,
  TRIAL,
  MIN,
  MAX,
  STEP,
  CHANNELS,
  ALL,
  LABELS,
  COUNTRIES,
  ITEMS,
  TERMS,
  FLOOR,
  CEILING,
  ADDON,
  CHECKOUT,
  PARTNERS,
  PAID_BY,
  N
};
static const char *const columns[N] = {
  "code",         "name",          "summary",         "term_months",  "auto_renew",   "trial_days", "quantity_min",
  "quantity_max", "quantity_step", "channels",        "all_partners", "labels",       "countries",  "items",
  "terms",        "sell_floor_bp", "sell_ceiling_bp", "addon_of",     "checkout_tag", "partners",   "payment_types"
};
enum { PARTS_MAX = 50 };

struct offer_line {
  int term, trial, min, max, step, n_items, floor, ceiling;
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

/* A file without these columns leaves them as they are: then the cell is the offer's own. */
static result parts_check(struct work *w, struct import_row *row, struct offer_line *o)
{
  const char *const *c = row->cells;
  int64_t found;
  char *rest = arena_dup(w->arena, c[PAID_BY]), *part;
  if (utf8_length(c[TERMS]) > 15000)
    return import_fault(row, "terms", t("Terms can have at most 15,000 characters."));
  if (!import_int(w, row, "sell_floor_bp", c[FLOOR], 0, 1000000, &o->floor) ||
      !import_int(w, row, "sell_ceiling_bp", c[CEILING], 0, 1000000, &o->ceiling))
    return OK;
  if (o->ceiling && o->ceiling < o->floor)
    return import_fault(row, "sell_ceiling_bp", t("The highest price is below the lowest."));
  if (!*c[CHECKOUT] || strlen(c[CHECKOUT]) > 60 ||
      c[CHECKOUT][strspn(c[CHECKOUT], "abcdefghijklmnopqrstuvwxyz0123456789-")])
    return import_fault(row, "checkout_tag", t("Use small letters, digits and hyphens."));
  while (*rest && (part = strsep(&rest, "+")) != NULL) {
    if (!payment_type_known(part))
      return import_fault(row, "payment_types",
                          t("Enter ways to pay like card+direct_debit, or nothing for every way."));
    if (!rest)
      break;
  }
  if (*c[ADDON]) {
    ROWS rows = { 0 };
    TRY(db_query(
        w, &rows,
        "SELECT o.id FROM offer o JOIN offer_version v ON v.offer_id = o.id WHERE o.code = ? AND o.code <> ? AND v.addon_of IS NULL"
        " ORDER BY v.number DESC LIMIT 1",
        A(c[ADDON]), A(c[CODE])));
    if (!rows_next(&rows, F(found)))
      return import_fault(row, "addon_of", t("There is no offer of this code that something can hang on."));
  }
  rest = arena_dup(w->arena, c[PARTNERS]);
  while (*rest && (part = strsep(&rest, "+")) != NULL) {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT id FROM org WHERE slug = ?", A(part)));
    if (!rows_next(&rows, F(found)))
      return import_fault(row, "partners",
                          arena_printf(w->arena, t("There is no partner with the address “%s”."), part));
    if (!rest)
      break;
  }
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
  if (row->what != IMPORT_FAULT)
    TRY(parts_check(w, row, o));
  return row->what == IMPORT_FAULT ? OK : items_read(w, row, o);
}

/* A version's cells as they are exported, lists joined by +. */
#define CELLS                                                                                                                                \
  "v.name, v.summary, v.term_months, v.auto_renew, v.trial_days, v.quantity_min, v.quantity_max, v.quantity_step,"                           \
  " REPLACE(v.channels, ',', '+'), v.all_partners, REPLACE(v.labels, ',', '+'), REPLACE(v.countries, ',', '+'),"                             \
  " COALESCE((SELECT GROUP_CONCAT(p.code, ':', i.quantity ORDER BY i.position SEPARATOR ';') FROM offer_item i JOIN product p"               \
  " ON p.id = i.product_id WHERE i.version_id = v.id), ''), v.terms, v.sell_floor_bp, v.sell_ceiling_bp, COALESCE(a.code, ''),"              \
  " v.checkout_tag, COALESCE((SELECT GROUP_CONCAT(g.slug ORDER BY g.slug SEPARATOR '+') FROM offer_eligible e JOIN org g ON g.id = e.org_id" \
  " WHERE e.version_id = v.id), ''), REPLACE(v.payment_types, ',', '+')"
#define CELL_PLACES(c)                                                                                                 \
  F((c)[NAME]), F((c)[SUMMARY]), F((c)[TERM]), F((c)[RENEW]), F((c)[TRIAL]), F((c)[MIN]), F((c)[MAX]), F((c)[STEP]),   \
      F((c)[CHANNELS]), F((c)[ALL]), F((c)[LABELS]), F((c)[COUNTRIES]), F((c)[ITEMS]), F((c)[TERMS]), F((c)[FLOOR]),   \
      F((c)[CEILING]), F((c)[ADDON]), F((c)[CHECKOUT]), F((c)[PARTNERS]), F((c)[PAID_BY])

/* The line as it would be exported, to compare. */
static void cells_tidy(struct work *w, const struct import_row *row, const struct offer_line *o, const char **out)
{
  struct buf items = BUF(w->arena);
  char *rest = arena_dup(w->arena, row->cells[ITEMS]);
  memcpy(out, row->cells, N * sizeof *out);
  const int numbers[] = { TERM, TRIAL, MIN, MAX, STEP, RENEW, ALL, FLOOR, CEILING },
            values[] = { o->term, o->trial, o->min, o->max, o->step, o->renew, o->all, o->floor, o->ceiling };
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
  TRY(db_query(
      w, &rows,
      "SELECT o.id, " CELLS
      " FROM offer o JOIN offer_version v ON v.offer_id = o.id LEFT JOIN offer a ON a.id = v.addon_of WHERE o.code = ?"
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
      " countries = REPLACE(?, '+', ','), terms = ?, sell_floor_bp = ?, sell_ceiling_bp = ?, addon_of = (SELECT x.id FROM offer x"
      " WHERE x.code = NULLIF(?, '')), checkout_tag = ?, payment_types = REPLACE(?, '+', ',') WHERE id = ? AND status = 'draft'",
      A(c[NAME]), A(c[SUMMARY]), A(o->term), A(o->renew), A(o->trial), A(o->min), A(o->max), A(o->step), A(c[CHANNELS]),
      A(o->all), A(c[LABELS]), A(c[COUNTRIES]), A(c[TERMS]), A(o->floor), A(o->ceiling), A(c[ADDON]), A(c[CHECKOUT]),
      A(c[PAID_BY]), A(version_id)));
  TRY(db_exec(w, "DELETE FROM offer_eligible WHERE version_id = ?", A(version_id)));
  TRY(db_exec(
      w,
      "INSERT INTO offer_eligible (version_id, org_id) SELECT ?, id FROM org WHERE FIND_IN_SET(slug, REPLACE(?, '+', ','))",
      A(version_id), A(c[PARTNERS])));
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
  TRY(offer_read(w, row->cells[CODE], &id, now));
  for (int i = TERMS; i < N; i++)
    if (!row->cells[i])
      row->cells[i] = id ? now[i] : i == CHECKOUT ? "checkout" : "";
  TRY(row_check(w, row, &o));
  if (row->what == IMPORT_FAULT)
    return OK;
  row->key = row->cells[CODE];
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
      " LEFT JOIN offer a ON a.id = v.addon_of"
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

const struct import_kind import_offers = { "offers", columns, N, TERMS, take, give };
